using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.OperatorIds.Graphs;
using FlinkReady.Readiness.OperatorIds.Hashing;

namespace FlinkReady.Readiness.OperatorIds.Joining;

/// <summary>
/// Decides the heads that REST leaves open by the ids of what feeds them: of every choice of these, in every order, either one leaves an M(k, c), and the
/// head has no uid, or none does, and it has one.
/// </summary>
internal sealed class HeadInputs
{
    private const int MostAttempts = 50_000;
    private const int MostAttemptsInAll = 120_000;

    private readonly OperatorGraph _graph;
    private readonly ShownIds _shown;
    private readonly LinePlacement _placement;
    private readonly LocalHashTable _table;
    private readonly LocalHashSieve _sieve;
    private readonly Choices?[] _placed;
    private readonly Choices _unplaced;
    private int _attempts;

    private HeadInputs(OperatorGraph graph, ShownIds shown, LinePlacement placement)
    {
        _graph = graph;
        _shown = shown;
        _placement = placement;
        _table = LocalHashTable.For(shown.Ordinals);
        _sieve = LocalHashSieve.For(shown.Ordinals);
        _placed = new Choices?[graph.Vertices.Length];
        var unplaced = new List<OperatorHash>();
        var placed = new List<OperatorHash>?[graph.Vertices.Length];
        foreach (var id in shown.All)
        {
            (id.Vertex < 0 ? unplaced : placed[id.Vertex] ??= []).Add(id.Hash);
        }

        _unplaced = new Choices([.. unplaced]);
        for (var vertex = 0; vertex < placed.Length; vertex++)
        {
            var isKnown = (shown.IsWhole || shown.IsComplete(vertex)) && !graph.Vertices[vertex].MayIterate;
            _placed[vertex] = isKnown ? new Choices(placed[vertex]?.ToArray() ?? []) : null;
        }
    }

    /// <summary>Decides what can be decided.</summary>
    public static void Run(OperatorGraph graph, ShownIds shown, LinePlacement placement)
    {
        if (LocalHashTable.For(shown.Ordinals).Covers(shown.Ordinals) && Array.Exists(graph.Vertices, vertex => OpenHead(vertex, shown) is not null))
        {
            new HeadInputs(graph, shown, placement).Run();
        }
    }

    private static ShownId? OpenHead(Vertex vertex, ShownIds shown) =>
        vertex is { HasId: true, Head.Verdict: UidVerdict.Undecided, Reading.MayHaveChainedSources: false, Inputs.Length: > 0 and <= HeadShape.MostInEdges }
        && shown.Find(vertex.Id) is { Verdict: UidVerdict.Undecided } head ? head : null;

    private void Run()
    {
        var open = new List<(ShownId Head, Edge[] Edges, int Attempts)>();
        foreach (var vertex in _graph.Vertices)
        {
            if (OpenHead(vertex, _shown) is not { } head || EdgesOf(vertex.Inputs!) is not { } edges)
            {
                continue;
            }

            // Links were looked for as the texts were read then.
            if (edges is [var edge] && head.Linked is { } linked && !_graph.Vertices[edge.Vertex].IsCorrected)
            {
                Decide(head, linked.FindAll(link => link.Other.Vertex == edge.Vertex || (edge.AndUnplaced && link.Other.Vertex < 0)), edge.Vertex);
            }
            else if (Attempts(edges) is { } attempts)
            {
                open.Add((head, edges, attempts));
            }
        }

        // First what takes least.
        foreach (var (head, edges, attempts) in open.OrderBy(static one => one.Attempts))
        {
            if (_attempts + attempts > MostAttemptsInAll)
            {
                return;
            }

            Decide(head, edges);
        }
    }

    // All that may feed it and that it follows from, or that follows from it.
    private void Decide(ShownId head, List<(ShownId Other, int K, int C)> fitting, int input)
    {
        // What is chained below a head looks as what feeds it: it has to be known which is which.
        if (fitting.TrueForAll(one => one.Other.Vertex == input))
        {
            Settle(head, fitting is [var (other, k, c), ..] ? (k, c) : null, fitting is [var (from, _, _), ..] ? [from.Hash] : []);
        }
    }

    private void Decide(ShownId head, Edge[] edges)
    {
        if (edges is [{ AndUnplaced: true }] && Array.Exists(_unplaced.Ids, one => _table.TryFind(head.Hash.Remove(one), out _, out _)))
        {
            return;
        }

        var chosen = new OperatorHash[edges.Length];
        Settle(head, TryChoose(edges, chosen, 0, head.Hash, LowBits.Sift(head.Hash)), chosen);
    }

    private void Settle(ShownId head, (int K, int C)? step, OperatorHash[] inputs)
    {
        if (step is { } found)
        {
            head.Settle(UidVerdict.Auto, new ShownInputsProof(head.Hash, found, inputs, _shown.Origin));
        }
        else
        {
            head.Settle(UidVerdict.Explicit, new ShownUidProof(head.Hash, _shown.Origin));
        }
    }

    // The ids that the operators of each input have or, where it is not known which these are, may have; null where some may be missing.
    private Edge[]? EdgesOf(Vertex[] inputs)
    {
        var edges = new Edge[inputs.Length];
        for (var i = 0; i < edges.Length; i++)
        {
            if (_placed[inputs[i].Index] is not { } own)
            {
                return null;
            }

            edges[i] = new Edge(inputs[i].Index, own, _unplaced.Ids.Length > 0 && !KnowsAll(inputs[i]));
        }

        return edges;
    }

    // Whether each operator of the chain has its id.
    private bool KnowsAll(Vertex vertex) => vertex.IsReadWhole && Array.TrueForAll(vertex.Operators, HasId) && Array.TrueForAll(vertex.ChainedSources, HasId);

    private bool HasId(Operator line) => _placement.IdOf(line) is not null;

    // One for each in-edge; then, where their low bits allow it, in every order.
    private (int K, int C)? TryChoose(Edge[] edges, OperatorHash[] chosen, int edge, OperatorHash head, ulong sifted) =>
        TryEach(edges[edge].Own, edges, chosen, edge, head, sifted) ?? (edges[edge].AndUnplaced ? TryEach(_unplaced, edges, chosen, edge, head, sifted) : null);

    private (int K, int C)? TryEach(Choices some, Edge[] edges, OperatorHash[] chosen, int edge, OperatorHash head, ulong sifted)
    {
        var isLast = edge == edges.Length - 1;
        _attempts += isLast ? some.Ids.Length : 0;
        for (var i = 0; i < some.Ids.Length; i++)
        {
            if (isLast && (i = _sieve.Next(some.Sifted, sifted, i)) < 0)
            {
                return null;
            }

            chosen[edge] = some.Ids[i];
            if ((isLast ? TryOrder(chosen, edge, head) : TryChoose(edges, chosen, edge + 1, head, sifted ^ some.Sifted[i])) is { } found)
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
    private int? Attempts(Edge[] edges)
    {
        var attempts = 1L;
        foreach (var edge in edges)
        {
            attempts *= edge.Own.Ids.Length + (edge.AndUnplaced ? _unplaced.Ids.Length : 0);
            if (attempts is 0 or > MostAttempts)
            {
                return null;
            }
        }

        return (int)attempts;
    }

    /// <summary>One in-edge of a head.</summary>
    private readonly record struct Edge(int Vertex, Choices Own, bool AndUnplaced);

    /// <summary>Ids that may stand for an in-edge, with their low bits.</summary>
    private sealed class Choices(OperatorHash[] ids)
    {
        public OperatorHash[] Ids { get; } = ids;

        public ulong[] Sifted { get; } = Array.ConvertAll(ids, LowBits.Sift);
    }
}
