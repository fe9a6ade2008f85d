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
    /// <summary>In-edges whose order is tried, at most.</summary>
    private const int MostInEdges = 7;

    private const int MostAttempts = 50_000;
    private const int MostAttemptsInAll = 120_000;

    private readonly OperatorGraph _graph;
    private readonly ShownIds _shown;
    private readonly LinePlacement _placement;
    private readonly InputIds _ids;
    private readonly InputOrders _orders;

    private HeadInputs(OperatorGraph graph, ShownIds shown, LinePlacement placement)
    {
        _graph = graph;
        _shown = shown;
        _placement = placement;
        _ids = new InputIds(graph, shown, placement);
        _orders = new InputOrders(shown.Ordinals);
    }

    /// <summary>Decides what can be decided.</summary>
    public static void Run(OperatorGraph graph, ShownIds shown, LinePlacement placement)
    {
        if (IdSteps.Cover(shown.Ordinals) && Array.Exists(graph.Vertices, vertex => OpenHead(vertex, shown) is not null))
        {
            new HeadInputs(graph, shown, placement).Run();
        }
    }

    private static ShownId? OpenHead(Vertex vertex, ShownIds shown) =>
        vertex is { HasId: true, Head.Verdict: UidVerdict.Undecided, Inputs: not null, InEdges: > 0 and <= MostInEdges }
        && shown.Find(vertex.Id) is { Verdict: UidVerdict.Undecided } head ? head : null;

    private void Run()
    {
        var open = new List<(ShownId Head, InputEdge[] Edges, int Attempts)>();
        foreach (var vertex in _graph.Vertices)
        {
            if (OpenHead(vertex, _shown) is not { } head)
            {
                continue;
            }

            // Links were looked for as the texts were read then.
            var edges = EdgesOf(vertex.Inputs!);
            if (edges is [var edge] && head.Linked is { } linked && AreAll(vertex) && !_graph.Vertices[edge.Vertex].IsCorrected)
            {
                Decide(head, linked.FindAll(link => link.Other.Vertex == edge.Vertex || (edge.Others is not null && link.Other.Vertex < 0)), edge.Vertex);
                continue;
            }

            // What reads as chained sources may be a part of a name.
            Add(open, head, edges);
            if (vertex.ChainedSources.Length > 0)
            {
                Add(open, head, [.. edges, .. vertex.ChainedSources.Select(EdgeOf)]);
            }
        }

        // First what takes least.
        foreach (var (head, edges, attempts) in open.OrderBy(static one => one.Attempts))
        {
            if (_orders.Attempts + attempts > MostAttemptsInAll)
            {
                return;
            }

            if (head.Verdict == UidVerdict.Undecided)
            {
                Decide(head, edges);
            }
        }
    }

    private static void Add(List<(ShownId Head, InputEdge[] Edges, int Attempts)> open, ShownId head, InputEdge[] edges)
    {
        if (edges.Length > 0 && Attempts(edges) is { } attempts)
        {
            open.Add((head, edges, attempts));
        }
    }

    // Whether no other than what the plan shows can feed the head of a vertex.
    private bool AreAll(Vertex vertex) => !vertex.Reading.MayHaveChainedSources && Array.TrueForAll(vertex.Inputs!, input => _ids.AreAll(input.Index));

    // All that may feed it and that it follows from, or that follows from it.
    private void Decide(ShownId head, List<(ShownId Other, int K, int C)> fitting, int input)
    {
        // What is chained below a head looks as what feeds it: it has to be known which is which.
        if (fitting.TrueForAll(one => one.Other.Vertex == input))
        {
            if (fitting is [var (from, k, c), ..])
            {
                head.Settle(UidVerdict.Auto, new ShownInputsProof(head.Hash, (k, c), [from.Hash], _shown.Origin));
            }
            else
            {
                head.Settle(UidVerdict.Explicit, new ShownUidProof(head.Hash, _shown.Origin));
            }
        }
    }

    private void Decide(ShownId head, InputEdge[] edges)
    {
        if (edges is [{ Others: not null }] && Array.Exists(_ids.Unplaced.Ids, one => _orders.Follows(head.Hash, one)))
        {
            return;
        }

        var vertex = _graph.Vertices[head.Vertex];
        if (_orders.Find(head.Hash, vertex.Reading.IsSureOfFanOut ? vertex.Head.FanOut : null, edges) is { } step)
        {
            head.Settle(UidVerdict.Auto, new ShownInputsProof(head.Hash, step, _orders.Chosen, _shown.Origin));
        }
        else if (_orders.IsExhausted && AreAll(vertex))
        {
            head.Settle(UidVerdict.Explicit, new ShownUidProof(head.Hash, _shown.Origin));
        }
    }

    // The ids that the operators of each input have or, where it is not known which these are, may have.
    private InputEdge[] EdgesOf(Vertex[] inputs)
    {
        var edges = new InputEdge[inputs.Length];
        for (var i = 0; i < edges.Length; i++)
        {
            edges[i] = new InputEdge(inputs[i].Index, _ids.Of(inputs[i].Index), _ids.Unplaced.Ids.Length > 0 && !_ids.KnowsAll(inputs[i]) ? _ids.Unplaced : null);
        }

        // Those with the same choices together.
        Array.Sort(edges, static (one, other) => one.Vertex.CompareTo(other.Vertex));
        return edges;
    }

    private InputEdge EdgeOf(Operator chainedSource) =>
        new(chainedSource.VertexIndex, _placement.IdOf(chainedSource) is { } known ? new IdChoices([known.Hash]) : _ids.ChainedSources, null);

    // All choices; null for none, and for more than are tried. A product of all could be more than a number holds.
    private static int? Attempts(InputEdge[] edges)
    {
        var attempts = edges.Length > MostInEdges ? 0 : 1L;
        var alike = 0;
        for (var i = 0; i < edges.Length; i++)
        {
            // Of n choices for m edges, in any order, there are (n + m - 1) over m.
            alike = i > 0 && edges[i].HasChoicesOf(edges[i - 1]) ? alike + 1 : 0;
            attempts = attempts * (edges[i].Count + alike) / (alike + 1);
            if (attempts is 0 or > MostAttempts)
            {
                return null;
            }
        }

        return (int)attempts;
    }
}
