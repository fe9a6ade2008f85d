namespace FlinkReady.Readiness.OperatorIds;

/// <summary>Turns the examined graph into the verdicts that callers see.</summary>
internal static class VerdictWriter
{
    /// <summary>The verdicts in the order of the vertices.</summary>
    public static IReadOnlyList<VertexOperators> Write(Resolver resolver) =>
        Array.ConvertAll(resolver.Graph.Vertices, vertex => Write(vertex, resolver.Budget.WasRefused));

    private static VertexOperators Write(Vertex vertex, bool outOfBudget)
    {
        var verdicts = new List<OperatorVerdict>(vertex.Operators.Length + vertex.ChainedSources.Length);
        foreach (var one in vertex.Operators)
        {
            verdicts.Add(Write(one, verdicts.Count, outOfBudget));
            if (one.IsHead)
            {
                foreach (var source in vertex.ChainedSources)
                {
                    verdicts.Add(Write(source, verdicts.Count, outOfBudget));
                }
            }
        }

        return new VertexOperators(vertex.Source.Id, vertex.Source.Name, verdicts);
    }

    private static OperatorVerdict Write(Operator one, int index, bool outOfBudget) => new(
        index,
        one.IsHead && one.Vertex.ChainedSources.Length > 0 ? VertexReading.WithoutChainedSources(one.Name) : one.Name,
        one.Verdict,
        one.Hash?.ToString(),
        one.Uid,
        one.Source,
        Assignability.IsAssignable(one),
        one.IsChainedSource,
        one.Proof ?? (one is { IsHead: true, Vertex.Hit: not null } ? ProofTexts.Auto(one.Vertex) : ProofTexts.Undecided(one, outOfBudget)));
}
