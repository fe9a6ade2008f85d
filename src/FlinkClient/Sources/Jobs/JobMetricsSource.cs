using FlinkReady.FlinkClient.Endpoints;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.FlinkClient.Sources.Jobs;

/// <summary>The size of the metadata of the job's last checkpoint. Asked for only where that of some job of the cluster is large, and as often as that is.</summary>
internal sealed class JobMetricsSource() : JobSource<IReadOnlyList<JobMetric>>(JobMetrics.Key, FlinkJson.Default.IReadOnlyListJobMetric, PayloadFaults.In, AskedFor)
{
    /// <inheritdoc/>
    public override bool FollowsCluster => true;

    /// <inheritdoc/>
    public override bool IsDue(JobTurn turn) => turn.Extent is JobExtent.All or JobExtent.Due;

    /// <inheritdoc/>
    protected override string? PathOf(JobSnapshot job, ReadingSet cluster) =>
        cluster.Get(LargestMetadata.Key) is { Value.Bytes: > LargestMetadata.AskEachJobAbove } largest && !(job.Readings.Get(JobMetrics.Key)?.ReadAt >= largest.ReadAt)
            ? JobMetrics.PathOf(job.Id)
            : null;

    // A proxy that drops the query makes Flink list the names of all metrics.
    private static IReadOnlyList<JobMetric> AskedFor(IReadOnlyList<JobMetric> metrics) => [.. metrics.Where(static metric => metric.Id == JobMetric.MetadataSize).Take(1)];
}
