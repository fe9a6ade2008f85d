using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.OperatorIds.Graphs;
using FlinkReady.Readiness.OperatorIds.Hashing;

namespace FlinkReady.Readiness.OperatorIds.Joining;

/// <summary>
/// Decides the heads that REST leaves open by the ids of what feeds them: of every choice of these, in every order, either one leaves an M(k, c), and the
/// head has no uid, or none does, and it has one.
/// </summary>
internal sealed class HeadInputs(OperatorGraph graph, ShownIds shown, LinePlacement placement)
{
    private const int MostInEdges = 5;
    private const int MostAttempts = 50_000;
    private const int MostAttemptsInAll = 300_000;

    private readonly LocalHashTable _table = LocalHashTable.For(graph.OperatorCount);
    private readonly Lazy<LocalHashSieve> _sieve = new(() => LocalHashSieve.For(graph.OperatorCount));
    private readonly ILookup<int, OperatorHash> _byVertex = shown.All.ToLookup(id => id.Vertex, id => id.Hash);
    private readonly Dictionary<int, Choices?> _choices = [];
    private int _attempts;

    /// <summary>Decides what can be decided, first what takes least.</summary>
    public void Run()
    {
        if (!_table.Covers(graph.OperatorCount))
        {
            return;
        }

        var open = new List<(ShownId Head, Choices[] Choices, int Attempts)>();
        foreach (var vertex in graph.Vertices)
        {
            if (vertex.HasId && shown.Find(vertex.Id) is { Verdict: UidVerdict.Undecided } head && vertex.Head.Verdict == UidVerdict.Undecided
                && vertex is { Reading.MayHaveChainedSources: false, Inputs.Length: > 0 and <= MostInEdges }
                && ChoicesOf(vertex.Inputs) is { } choices && Attempts(choices) is { } attempts)
            {
                open.Add((head, choices, attempts));
            }
        }

        foreach (var (head, choices, attempts) in open.OrderBy(one => one.Attempts))
        {
            if (_attempts + attempts > MostAttemptsInAll)
            {
                return;
            }

            Decide(head, graph.Vertices[head.Vertex], choices);
        }
    }

    private void Decide(ShownId head, Vertex vertex, Choices[] choices)
    {
        // What is chained below a head looks as what feeds it: with one input it has to be known which is which.
        if (choices is [var only] && Array.Exists(only.Ids, one => shown.Find(one)!.Vertex != vertex.Inputs![0].Index && _table.TryFind(head.Hash.Remove(one), out _, out _)))
        {
            return;
        }

        var chosen = new OperatorHash[choices.Length];
        if (TryChoose(choices, chosen, 0, head.Hash, LowBits.Sift(head.Hash)) is { } step)
        {
            head.Settle(UidVerdict.Auto, new ShownInputsProof(head.Hash, step, chosen, shown.Origin));
        }
        else
        {
            head.Settle(UidVerdict.Explicit, new ShownUidProof(head.Hash, shown.Origin));
        }
    }

    private Choices[]? ChoicesOf(Vertex[] inputs)
    {
        var all = new Choices[inputs.Length];
        for (var i = 0; i < all.Length; i++)
        {
            if (ChoicesIn(inputs[i]) is not { } known)
            {
                return null;
            }

            all[i] = known;
        }

        return all;
    }

    // The ids that the operators of a vertex have or, where it is not known which these are, may have; null where some may be missing.
    private Choices? ChoicesIn(Vertex vertex)
    {
        if (!_choices.TryGetValue(vertex.Index, out var choices))
        {
            // A head of iterations is fed by what the plan does not show.
            choices = (!shown.IsWhole && !shown.IsComplete(vertex.Index)) || Array.Exists(vertex.Operators, one => one.Name.Contains("Iteration", StringComparison.Ordinal)) ? null
                : KnowsAll(vertex) ? new Choices([.. _byVertex[vertex.Index]])
                : new Choices([.. _byVertex[vertex.Index], .. _byVertex[-1]]);
            _choices.Add(vertex.Index, choices);
        }

        return choices;
    }

    // Whether each operator of the chain has its id, and no text hints at more operators than were read.
    private bool KnowsAll(Vertex vertex) => vertex.Reading.Certain && vertex.Operators.Length > vertex.Reading.Arrows
        && Array.TrueForAll(vertex.Operators, line => placement.IdOf(line) is not null)
        && Array.TrueForAll(vertex.ChainedSources, line => placement.IdOf(line) is not null);

    // One for each in-edge; then, where their low bits allow it, in every order.
    private (int K, int C)? TryChoose(Choices[] choices, OperatorHash[] chosen, int edge, OperatorHash head, ulong sifted)
    {
        var (ids, sifts) = (choices[edge].Ids, choices[edge].Sifted);
        var isLast = edge == choices.Length - 1;
        _attempts += isLast ? ids.Length : 0;
        for (var i = 0; i < ids.Length; i++)
        {
            if (isLast && !_sieve.Value.MayContain(sifted ^ sifts[i]))
            {
                continue;
            }

            chosen[edge] = ids[i];
            if ((isLast ? TryOrder(chosen, edge, head) : TryChoose(choices, chosen, edge + 1, head, sifted ^ sifts[i])) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    // Undoes in-edges from last to first; where that leads anywhere, they stand in their order.
    private (int K, int C)? TryOrder(OperatorHash[] chosen, int place, OperatorHash rest)
    {
        if (place < 0)
        {
            _attempts++;
            return _table.TryFind(rest, out var k, out var c) ? (k, c) : null;
        }

        for (var i = place; i >= 0; i--)
        {
            (chosen[i], chosen[place]) = (chosen[place], chosen[i]);
            if (TryOrder(chosen, place - 1, rest.Remove(chosen[place])) is { } found)
            {
                return found;
            }

            (chosen[i], chosen[place]) = (chosen[place], chosen[i]);
        }

        return null;
    }

    // All choices; null for none, and for more than are tried. A product of all could be more than a number holds.
    private static int? Attempts(Choices[] choices)
    {
        var attempts = 1L;
        foreach (var one in choices)
        {
            attempts *= one.Ids.Length;
            if (attempts is 0 or > MostAttempts)
            {
                return null;
            }
        }

        return (int)attempts;
    }

    /// <summary>The ids that may stand for one in-edge, with their low bits.</summary>
    private sealed class Choices(OperatorHash[] ids)
    {
        public OperatorHash[] Ids { get; } = ids;

        public ulong[] Sifted { get; } = Array.ConvertAll(ids, LowBits.Sift);
    }
}
