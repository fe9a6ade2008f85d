using FlinkReady.Readiness.OperatorIds.Graphs;
using FlinkReady.Readiness.OperatorIds.Hashing;
using FlinkReady.Readiness.OperatorIds.Witnessed;

namespace FlinkReady.Readiness.OperatorIds.Joining;

/// <summary>The ids that the operators of each vertex have or may have, for the heads that read from them.</summary>
internal sealed class InputIds
{
    private readonly OperatorGraph _graph;
    private readonly ShownIds _shown;
    private readonly LinePlacement _placement;

    /// <summary>By vertex, behind those of none.</summary>
    private readonly Grouped<OperatorHash> _ids;

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
        var members = new List<(OperatorHash, int)>(shown.All.Count);
        var sources = new List<OperatorHash>();
        foreach (var id in shown.All)
        {
            members.Add((id.Hash, id.Vertex + 1));
            if (id is { IsSource: true, IsHead: false })
            {
                sources.Add(id.Hash);
            }
        }

        _ids = new Grouped<OperatorHash>(graph.Vertices.Length + 1, members);
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

    private IdChoices Choices(int vertex) => new(_ids[vertex + 1].ToArray());
}
