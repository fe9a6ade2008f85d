using System.Globalization;
using FlinkReady.FlinkClient.Endpoints;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.FlinkClient.Sources.Jobs;

/// <summary>One completed checkpoint of the run, vertex by vertex. Once a run: what matters is which vertices have state at all.</summary>
internal sealed class CheckpointDetailsSource() : JobSource<CheckpointDetails>(CheckpointDetails.Key, FlinkJson.Default.CheckpointDetails, PayloadFaults.In)
{
    private static readonly CheckpointsSource Checkpoints = new();

    /// <summary>Whenever the statistics were read: they name the checkpoint.</summary>
    public override bool IsDue(JobTurn turn) => Checkpoints.IsDue(turn);

    /// <inheritdoc/>
    protected override string? PathOf(JobSnapshot job, ReadingSet cluster) =>
        job.Readings.Value(CheckpointDetails.Key) is null && job.Readings.Value(CheckpointStatistics.Key)?.Latest?.Completed?.Id is { } checkpoint
            ? CheckpointDetails.Key.PathOf(job.Id).Replace(":checkpointid", checkpoint.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            : null;
}
