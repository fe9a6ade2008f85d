namespace FlinkReady.Readiness.Facts;

/// <summary>A job as the lists show it.</summary>
/// <param name="Id">The job id.</param>
/// <param name="StartTimeMs">When this run started, epoch milliseconds by the JobManager's clock; null where only <c>/jobs</c> lists it.</param>
/// <param name="IsLive">False for one that is over.</param>
internal readonly record struct ListedJob(string Id, long? StartTimeMs, bool IsLive);
