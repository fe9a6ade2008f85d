using FlinkReady.FlinkClient.Endpoints;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.FlinkClient.Sources.Jobs;

/// <summary>The parallelism that was asked for. Adaptive jobs only, from 1.18 on: nobody else answers.</summary>
internal sealed class ResourceRequirementsSource() : JobSource<IReadOnlyDictionary<string, VertexResourceRequirements>>(
    ResourceRequirements.Key, FlinkJson.Default.IReadOnlyDictionaryStringVertexResourceRequirements, PayloadFaults.In)
{
    /// <summary>Beside the job itself: what was asked for is held against what the job has.</summary>
    public override bool IsDue(JobTurn turn) =>
        base.IsDue(turn)
        || (turn.Extent == JobExtent.Due && turn.Earlier.Find(Key) is not null && StatisticsTurn.Of(turn) == JobDetails.Key);

    /// <inheritdoc/>
    protected override string? PathOf(JobSnapshot job, ReadingSet cluster)
    {
        var scheduler = SchedulerKind.Of(cluster);
        return scheduler.HasResourceRequirements && scheduler.IsAdaptive(job.Overview, job.Readings.Value(JobDetails.Key)) ? base.PathOf(job, cluster) : null;
    }
}
