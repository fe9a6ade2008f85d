using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.OperatorIds.Graphs;
using FlinkReady.Readiness.OperatorIds.Joining;
using FlinkReady.Readiness.OperatorIds.Knowledge;
using FlinkReady.Readiness.OperatorIds.Proofs;
using FlinkReady.Readiness.OperatorIds.Uids;

namespace FlinkReady.Readiness.OperatorIds;

/// <summary>
/// Proves which operators of a streaming job have no uid. An id that can be recomputed from the graph shows that no uid was set; an id that is the
/// hash of a known text shows that this text is the uid (Flink's <c>StreamGraphHasherV2</c>, 1.17 – 2.3). What neither shows stays undecided.
/// </summary>
public static class OperatorIdentity
{
    /// <summary>
    /// Judges every operator of a job. A pure function of its arguments: no clock, no shared state; its work is bounded by the size of the graph.
    /// Not for batch jobs, whose operators the adaptive scheduler hashes in another order: nothing wrong is claimed there, but little is found.
    /// </summary>
    public static JobOperators Judge(JobGraph graph, OperatorEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(evidence);
        var known = Read(graph, evidence);
        if (!known.Budget.IsOverwhelmed && known.Budget.IsLargeJob && evidence.HasWitness && new ShownIds(known.Graph, evidence) is { NeedsNoSearch: true } shown)
        {
            // In a large job the search takes long, and what it would find is shown.
            Stages.RunBriefly(known, shown.HasTexts, shown.IsByIdsAlone && !shown.HasTextsOfHeads);
            return Conclude(known, evidence, Array.Exists(known.Graph.Vertices, static vertex => vertex.IsCorrected) ? null : shown);
        }

        if (!known.Budget.IsOverwhelmed)
        {
            new Stages(known).Run();
        }

        return Conclude(known, evidence, null);
    }

    private static KnownIds Read(JobGraph graph, OperatorEvidence evidence) => new(new OperatorGraph(graph), new UidTexts(evidence.DeclaredUids));

    private static JobOperators Conclude(KnownIds known, OperatorEvidence evidence, ShownIds? shown)
    {
        var (witnesses, unplaced) = WitnessJoin.Run(known, evidence, shown);
        return new JobOperators(VerdictWriter.Write(known, unplaced), witnesses);
    }

    /// <summary>False where the job's name can't matter: two jobs with this graph have the same verdicts.</summary>
    internal static bool MayUseName(JobGraph graph)
    {
        foreach (var vertex in graph.Vertices)
        {
            if (vertex.Description is null || ConnectorUids.MayBeMadeOfJobName(vertex.Description) || ConnectorUids.MayBeMadeOfJobName(vertex.Name))
            {
                return true;
            }
        }

        return false;
    }
}
