namespace FlinkReady.Readiness.Facts;

/// <summary>A job that is not terminal, as the other jobs of its cluster see it.</summary>
/// <param name="Id">The job id.</param>
/// <param name="State">Its state.</param>
/// <param name="StartTime">When this run started, null where that was not read.</param>
public sealed record LiveJob(string Id, string State, DateTimeOffset? StartTime);
