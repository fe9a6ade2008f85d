using FlinkReady.FlinkClient.Endpoints;
using FlinkReady.FlinkModel.Payloads;

namespace FlinkReady.FlinkClient.Sources.Jobs;

/// <summary>How checkpointing went. Read in its turn among the statistics, and where the details of a checkpoint are still missing.</summary>
internal sealed class CheckpointsSource() : JobSource<CheckpointStatistics>(CheckpointStatistics.Key, FlinkJson.Default.CheckpointStatistics, PayloadFaults.In)
{
    /// <inheritdoc/>
    public override bool IsDue(JobTurn turn) =>
        base.IsDue(turn)
        || (turn.Extent == JobExtent.Due && (turn.HasFailed(CheckpointDetails.Key) || StatisticsTurn.Of(turn) == Key));
}
