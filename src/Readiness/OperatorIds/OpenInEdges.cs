namespace FlinkReady.Readiness.OperatorIds;

/// <summary>A head with several in-edges of which one is searched: the choices for all others, made once.</summary>
internal sealed class OpenInEdges(InEdgeSolver solver, LowBitSieve sieve, Vertex consumer, IReadOnlyList<(ulong Sifted, InEdgeChoice[] Chosen)> others)
{
    /// <summary>Number of choices for the other in-edges.</summary>
    public int Count => others.Count;

    /// <summary>Tries the candidate hash of an operator at the open in-edge.</summary>
    public bool TryWith(Operator one)
    {
        var choice = new InEdgeChoice(one, one.Candidate!.Value);
        foreach (var (sifted, chosen) in others)
        {
            if (sieve.Passes(consumer, sifted ^ LowBitSieve.Sift(choice.Value)) && solver.TryOrders(consumer, [.. chosen, choice]))
            {
                return true;
            }
        }

        return false;
    }
}
