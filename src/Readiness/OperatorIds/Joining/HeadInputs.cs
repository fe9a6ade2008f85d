using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.OperatorIds.Graphs;
using FlinkReady.Readiness.OperatorIds.Hashing;

namespace FlinkReady.Readiness.OperatorIds.Joining;

/// <summary>
/// Decides the heads that REST leaves open by the ids of what feeds them: of every choice of these, in every order, either one leaves an M(k, c), and the
/// head has no uid, or none does, and it has one.
/// </summary>
internal sealed class HeadInputs(OperatorGraph graph, ShownIds shown)
{
    private const int MostInEdges = 5;
    private const int MostAttempts = 20_000;
    private const int MostAttemptsInAll = 200_000;

    private readonly LocalHashTable _table = LocalHashTable.For(graph.OperatorCount);
    private readonly ILookup<int, OperatorHash> _byVertex = shown.All.ToLookup(id => id.Vertex, id => id.Hash);
    private int _attempts;

    /// <summary>Decides what can be decided.</summary>
    public void Run()
    {
        foreach (var head in shown.All.Where(id => id is { IsHead: true, Verdict: UidVerdict.Undecided }))
        {
            var vertex = graph.Vertices[head.Vertex];
            if (vertex.Head.Verdict == UidVerdict.Undecided && vertex is { Reading.MayHaveChainedSources: false, Inputs.Length: > 0 and <= MostInEdges } && _table.Covers(graph.OperatorCount))
            {
                Decide(head, vertex);
            }
        }
    }

    private void Decide(ShownId head, Vertex vertex)
    {
        var choices = new IReadOnlyList<OperatorHash>[vertex.Inputs!.Length];
        for (var i = 0; i < choices.Length; i++)
        {
            if (ChoicesIn(vertex.Inputs[i]) is not { } known)
            {
                return;
            }

            choices[i] = known;
        }

        if (Attempts(choices) is not { } attempts || _attempts + attempts > MostAttemptsInAll)
        {
            return;
        }

        // What is chained below a head looks as what feeds it: with one input it has to be known which is which.
        if (choices is [var only] && only.Any(one => shown.Find(one)!.Vertex != vertex.Inputs[0].Index && _table.TryFind(head.Hash.Remove(one), out _, out _)))
        {
            return;
        }

        var chosen = new OperatorHash[choices.Length];
        if (TryPlace(choices, chosen, choices.Length - 1, head.Hash, 0) is { } step)
        {
            head.Settle(UidVerdict.Auto, new ShownInputsProof(head.Hash, step, chosen, shown.Origin));
        }
        else
        {
            head.Settle(UidVerdict.Explicit, new ShownUidProof(head.Hash, shown.Origin));
        }
    }

    // The ids that the operators of a vertex have or, where it is not known which these are, may have; null where some may be missing.
    private IReadOnlyList<OperatorHash>? ChoicesIn(Vertex vertex)
    {
        if (!shown.IsWhole && !shown.IsComplete(vertex.Index))
        {
            return null;
        }

        // A head of iterations is fed by what the plan does not show.
        return Array.Exists(vertex.Operators, one => one.Name.Contains("Iteration", StringComparison.Ordinal)) ? null
            : [.. _byVertex[vertex.Index], .. _byVertex[-1]];
    }

    private (int K, int C)? TryPlace(IReadOnlyList<OperatorHash>[] choices, OperatorHash[] chosen, int place, OperatorHash rest, int used)
    {
        if (place < 0)
        {
            _attempts++;
            return _table.TryFind(rest, out var k, out var c) ? (k, c) : null;
        }

        for (var i = 0; i < choices.Length; i++)
        {
            if ((used & (1 << i)) != 0)
            {
                continue;
            }

            foreach (var one in choices[i])
            {
                chosen[place] = one;
                if (TryPlace(choices, chosen, place - 1, rest.Remove(one), used | (1 << i)) is { } found)
                {
                    return found;
                }
            }
        }

        return null;
    }

    // Every choice in every order; null for none, and for more than are tried. A product of all could be more than a number holds.
    private static long? Attempts(IReadOnlyList<OperatorHash>[] choices)
    {
        var attempts = 1L;
        for (var i = 0; i < choices.Length; i++)
        {
            attempts *= (i + 1L) * choices[i].Count;
            if (attempts is 0 or > MostAttempts)
            {
                return null;
            }
        }

        return attempts;
    }
}
