using FlinkReady.FlinkClient.Endpoints;
using FlinkReady.FlinkModel.Payloads;

namespace FlinkReady.FlinkClient.Sources.Jobs;

/// <summary>
/// The job itself: its graph, state and tasks. Read in its turn among the statistics, and in every poll while the job does not run with all its tasks: how
/// long it has not is told by this answer and the time it was read, which must not grow old meanwhile.
/// </summary>
internal sealed class DetailsSource() : JobSource<JobDetails>(JobDetails.Key, FlinkJson.Default.JobDetails, PayloadFaults.In)
{
    /// <inheritdoc/>
    public override bool TellsThatJobExists => true;

    /// <inheritdoc/>
    public override bool IsDue(JobTurn turn) =>
        turn.Extent == JobExtent.LastState
        || base.IsDue(turn)
        || (turn.Extent == JobExtent.Due && (!IsWhole(turn.Overview!) || StatisticsTurn.Of(turn) == Key));

    /// <inheritdoc/>
    protected override string? JobIdIn(JobDetails body) => body.Id;

    private static bool IsWhole(JobOverview overview) =>
        overview is { State: "RUNNING", Tasks: { Total: { } total } tasks } && (tasks.Running ?? 0) + (tasks.Finished ?? 0) >= total;
}
