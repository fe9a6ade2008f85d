namespace FlinkReady.Readiness.Facts;

/// <summary>Flink's job states (<c>org.apache.flink.api.common.JobStatus</c>) as the rules group them.</summary>
internal static class JobStates
{
    /// <summary>Final, or on the way there: the configuration of such a job no longer matters.</summary>
    public static bool IsTerminal(string? state) => state is "FINISHED" or "CANCELED" or "CANCELLING" or "FAILED" or "FAILING" or "SUSPENDED";

    /// <summary>Before the execution graph exists; what Flink shows of the job then are placeholders.</summary>
    public static bool IsBeforeGraph(string? state) => state is "INITIALIZING" or "CREATED" or "RECONCILING";
}
