using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.FlinkClient.Polls;

/// <summary>
/// Whether another JobManager may have answered than in the poll before: one that was started anew, or another one behind the same address. Its configuration is
/// read again then, which is slow to change otherwise.
/// </summary>
internal static class JobManagerChange
{
    /// <summary>True where a job that was alive is not listed any more, or one is listed that had begun long before the list that left it out.</summary>
    /// <param name="previous">The poll before.</param>
    /// <param name="list">The list of jobs of this poll.</param>
    public static bool IsLikely(ClusterSnapshot? previous, Reading list)
    {
        if (previous?.Readings.Get(JobsOverview.Key) is not { Value.Jobs: { Beyond: 0 } before } earlier || list is not Reading<JobsOverview> { Value.Jobs: { Beyond: 0 } now })
        {
            return false;
        }

        var (listed, known) = (now.Select(static job => job.Id).ToHashSet(StringComparer.Ordinal), before.Select(static job => job.Id).ToHashSet(StringComparer.Ordinal));
        var lastMs = earlier.ReadAt.ToUnixTimeMilliseconds();
        return before.Any(job => !JobSchedule.IsTerminal(job.State) && !listed.Contains(job.Id)) || now.Any(job => !known.Contains(job.Id) && job.StartTimeMs < lastMs);
    }
}
