using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.OperatorIds.Graphs;
using FlinkReady.Readiness.OperatorIds.Hashing;
using FlinkReady.Readiness.OperatorIds.Knowledge;

namespace FlinkReady.Readiness.OperatorIds.Joining;

/// <summary>Completes what REST proves of a job's operators by what witnesses show of them.</summary>
internal sealed class WitnessJoin
{
    private static readonly ILookup<int, OperatorVerdict> None = Array.Empty<OperatorVerdict>().ToLookup(_ => -1);

    private readonly KnownIds _known;
    private readonly OperatorGraph _graph;
    private readonly OperatorEvidence _evidence;
    private readonly ShownIds _shown;
    private readonly LinePlacement _placement;

    private WitnessJoin(KnownIds known, OperatorEvidence evidence, ShownIds shown)
    {
        _known = known;
        _graph = known.Graph;
        _evidence = evidence;
        _shown = shown;
        _placement = new LinePlacement(_graph, _shown);
    }

    /// <summary>Hears the witnesses, and writes what they prove into the graph.</summary>
    /// <param name="known">What REST proves.</param>
    /// <param name="evidence">The witnesses.</param>
    /// <param name="shown">What they show, where that was looked at already.</param>
    /// <returns>What became of each, and the operators that could not be placed, by the place of their vertex in the graph; at −1 those without.</returns>
    public static (IReadOnlyList<WitnessReport> Witnesses, ILookup<int, OperatorVerdict> Unplaced) Run(KnownIds known, OperatorEvidence evidence, ShownIds? shown)
    {
        if (!evidence.HasWitness)
        {
            return ([], None);
        }

        var join = new WitnessJoin(known, evidence, shown ?? new ShownIds(known.Graph, evidence));
        return join._shown.IsAny ? join.Run() : (join._shown.Reports, None);
    }

    private (IReadOnlyList<WitnessReport> Witnesses, ILookup<int, OperatorVerdict> Unplaced) Run()
    {
        ReadTexts();
        _placement.ByNames();
        if (_shown.All.Any(static id => id.Verdict == UidVerdict.Undecided || id.Line is null))
        {
            ShownForest.Run(_graph, _shown);
            NamedChildren.Run(_graph, _shown, _placement);
            PlaceByIds();
            new ShownTexts(_known, _shown).Run();
            Recompute();
            HeadInputs.Run(_graph, _shown, _placement);
        }

        if (new Contradictions(_graph, _shown).Find() is { } contradiction)
        {
            Contradictions.Withdraw(_graph, contradiction);
            return ([.. _shown.Reports.Select(report => report.Witness == contradiction.Witness ? contradiction : report)], None);
        }

        return (_shown.Reports, new ShownWriter(_graph, _shown, _placement).Write());
    }

    private void PlaceByIds()
    {
        bool progress;
        do
        {
            while (_placement.ByIds())
            {
            }

            progress = new LineElimination(_graph, _shown, _placement).Run();
        }
        while (progress);
    }

    private void ReadTexts()
    {
        var origin = _evidence.Checkpoint?.Path ?? string.Empty;
        foreach (var id in _shown.All)
        {
            // An entry without a name was made by a coordinator: what it lacks says nothing.
            if (id.Stored is { Uid: { Length: > 0 } uid })
            {
                id.Settle(UidVerdict.Declared, new StoredProof(id.Hash, hasUid: true, origin), uid, UidSource.Checkpoint);
            }
            else if (id.Stored is { Uid: { Length: 0 }, Name: { Length: > 0 } })
            {
                id.Settle(UidVerdict.Auto, new StoredProof(id.Hash, hasUid: false, origin), null, UidSource.Checkpoint);
            }
        }
    }

    // Once it is known which operator is chained to which, one id tells whether the other follows from it.
    private void Recompute()
    {
        if (!IdSteps.Cover(_shown.Ordinals))
        {
            return;
        }

        var steps = new IdSteps(_shown.Ordinals);
        var isSure = AreSure();
        foreach (var id in _shown.All.Where(id => id is { IsHead: false, Verdict: UidVerdict.Undecided, Line.Parent: not null }))
        {
            if (_placement.IdOf(id.Line!.Parent!) is not { } parent)
            {
                continue;
            }

            if (steps.TryFollow(id.Hash, parent.Hash, out var k, out var c))
            {
                id.Settle(UidVerdict.Auto, new ShownStepProof(id.Hash, parent.Hash, (k, c), _shown.Origin));
            }
            else if (isSure[id.Line.VertexIndex])
            {
                id.Settle(UidVerdict.Explicit, new ShownUidProof(id.Hash, _shown.Origin));
            }
        }
    }

    // Of which vertices it is known which operator is chained to which. In one line another one may be above an operator than seems to be: there the number of
    // ids has to agree with that of the operators.
    private bool[] AreSure()
    {
        var ids = new int[_graph.Vertices.Length];
        foreach (var id in _shown.All)
        {
            if (id.Vertex >= 0)
            {
                ids[id.Vertex]++;
            }
        }

        return Array.ConvertAll(_graph.Vertices, vertex =>
            vertex.Reading.IsSureOfFanOut || (vertex.Reading.Certain && _shown.IsComplete(vertex.Index) && ids[vertex.Index] == ShownIds.CountOf(vertex)));
    }
}
