using FlinkReady.Readiness.OperatorIds.Graphs;
using FlinkReady.Readiness.OperatorIds.Hashing;

namespace FlinkReady.Readiness.OperatorIds.Joining;

/// <summary>The ids that the operators of each vertex have or may have, for the heads that read from them.</summary>
internal sealed class InputIds
{
    private readonly OperatorGraph _graph;
    private readonly ShownIds _shown;
    private readonly LinePlacement _placement;

    /// <summary>By vertex, first those of none; where each of these begins.</summary>
    private readonly OperatorHash[] _ids;
    private readonly int[] _starts;

    private readonly IdChoices?[] _own;
    private readonly bool?[] _knowsAll;

    /// <summary>Sorts the ids that are shown.</summary>
    public InputIds(OperatorGraph graph, ShownIds shown, LinePlacement placement)
    {
        _graph = graph;
        _shown = shown;
        _placement = placement;
        _own = new IdChoices?[graph.Vertices.Length];
        _knowsAll = new bool?[graph.Vertices.Length];
        _ids = new OperatorHash[shown.All.Count];
        _starts = new int[graph.Vertices.Length + 2];
        foreach (var id in shown.All)
        {
            _starts[id.Vertex + 2]++;
        }

        for (var vertex = 0; vertex < _starts.Length - 1; vertex++)
        {
            _starts[vertex + 1] += _starts[vertex];
        }

        var next = _starts.AsSpan(0, _starts.Length - 1).ToArray();
        var sources = new List<OperatorHash>();
        foreach (var id in shown.All)
        {
            _ids[next[id.Vertex + 1]++] = id.Hash;
            if (id is { IsSource: true, IsHead: false })
            {
                sources.Add(id.Hash);
            }
        }

        Unplaced = Choices(-1);
        ChainedSources = new IdChoices([.. sources]);
    }

    /// <summary>Those of which it is not known in which vertex they are.</summary>
    public IdChoices Unplaced { get; }

    /// <summary>Those that are made of nothing but their place, and head no chain: sources without uid that are chained into a head.</summary>
    public IdChoices ChainedSources { get; }

    /// <summary>Those that are known to be in a vertex.</summary>
    public IdChoices Of(int vertex) => _own[vertex] ??= Choices(vertex);

    /// <summary>Whether all that may feed what reads from a vertex are shown.</summary>
    public bool AreAll(int vertex) => (_shown.IsWhole || _shown.IsComplete(vertex)) && !_graph.Vertices[vertex].MayIterate;

    /// <summary>Whether it is known which id each operator of a vertex has.</summary>
    public bool KnowsAll(Vertex vertex) =>
        _knowsAll[vertex.Index] ??= vertex.IsReadWhole && Array.TrueForAll(vertex.Operators, HasId) && Array.TrueForAll(vertex.ChainedSources, HasId);

    private bool HasId(Operator line) => _placement.IdOf(line) is not null;

    private IdChoices Choices(int vertex) => new(_ids[_starts[vertex + 1].._starts[vertex + 2]]);
}

/// <summary>Ids that may stand for an in-edge, with their low bits.</summary>
/// <param name="ids">The ids.</param>
internal sealed class IdChoices(OperatorHash[] ids)
{
    /// <summary>The ids.</summary>
    public OperatorHash[] Ids { get; } = ids;

    /// <summary>The low bits of each.</summary>
    public ulong[] Sifted { get; } = Array.ConvertAll(ids, LowBits.Sift);
}

/// <summary>What may come in through one in-edge of a head.</summary>
/// <param name="Vertex">The vertex that it leaves from; for a chained source the one that it is chained into.</param>
/// <param name="Own">The ids that are known to be there.</param>
/// <param name="Others">Others that may be; null where there are none.</param>
internal sealed record InputEdge(int Vertex, IdChoices Own, IdChoices? Others)
{
    /// <summary>Number of choices.</summary>
    public int Count => Own.Ids.Length + (Others?.Ids.Length ?? 0);

    /// <summary>Whether the same may come in through another one.</summary>
    public bool HasChoicesOf(InputEdge other) => Own == other.Own && Others == other.Others;
}
