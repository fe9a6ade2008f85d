using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.Readiness.Judging;

/// <summary>Which of a look's failures stands for the whole.</summary>
internal static class Failures
{
    /// <summary>The failure that explains best why the cluster counts as not answering.</summary>
    public static Failure Of(ClusterSnapshot snapshot) =>
        snapshot.JobsOverview.Failure
        ?? snapshot.JobIds.Failure
        ?? snapshot.Overview.Failure
        ?? new Failure(FailureReason.BadPayload, 200, "GET /jobs/overview answered without a list of jobs.");
}
