using FlinkReady.FlinkClient.Endpoints;
using FlinkReady.FlinkModel.Options;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.FlinkClient.Sources.Cluster;

/// <summary>
/// How large the metadata of the jobs' last checkpoints is at most, from Flink 2.2 on: one question for all jobs, in every tenth poll. Where Flink has no
/// metrics yet it is asked once more, in the next poll or at the end of the only one.
/// </summary>
internal sealed class LargestMetadataSource : FollowUpSource
{
    private readonly Endpoint<IReadOnlyList<AggregatedMetric>> _endpoint = new(AggregatedMetric.Key, FlinkJson.Default.IReadOnlyListAggregatedMetric, PayloadFaults.In);

    /// <inheritdoc/>
    public override SourceKey Key => LargestMetadata.Key;

    /// <inheritdoc/>
    public override Endpoint Endpoint => _endpoint;

    /// <inheritdoc/>
    public override bool IsToRepeat(ReadingSet readings) => readings.Value(LargestMetadata.Key) is { IsToRepeat: true };

    /// <inheritdoc/>
    public override async Task<Reading?> ReadAsync(IRequester requester, ClusterTurn turn)
    {
        var version = turn.Now.Value(ClusterOverview.Key)?.FlinkVersion ?? turn.Now.Value(DashboardConfiguration.Key)?.FlinkVersion;
        if (!FlinkVersion.TryParse(version, out var known) || !known.IsAtLeast(2, 2) || turn.Now.Value(JobsOverview.Key)?.Jobs is not { Count: > 0 })
        {
            return null;
        }

        var earlier = turn.Before.Get(LargestMetadata.Key);
        var isRepeated = earlier?.Value is { IsToRepeat: true };
        if (!isRepeated && !turn.IsSlowDue(LargestMetadata.Key))
        {
            return earlier;
        }

        var answer = await requester.AskAsync(_endpoint, LargestMetadata.Path, null);
        return answer switch
        {
            { Value: { } metrics } => Reading<LargestMetadata>.Of(LargestMetadata.Key, answer.Path, answer.ReadAt, answer.Elapsed, LargestMetadata.Of(metrics, isRepeated), answer.Stamp),
            { AbsentMessage: { } message } => Reading<LargestMetadata>.Absent(LargestMetadata.Key, answer.Path, answer.ReadAt, answer.Elapsed, message),
            _ => Reading<LargestMetadata>.Failed(LargestMetadata.Key, answer.Path, answer.ReadAt, answer.Elapsed, answer.Failure!),
        };
    }
}
