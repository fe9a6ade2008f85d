namespace FlinkReady.Readiness.Judging;

/// <summary>What the assessor needs of its last assessment beside what is shown of it.</summary>
/// <param name="Checks">When polls last decided the checks of the cluster.</param>
/// <param name="Jobs">The same of each job, by job id, and what its verdicts rest on.</param>
internal sealed record TargetMemory(HeldTimes Checks, IReadOnlyDictionary<string, JobMemory> Jobs)
{
    /// <summary>Before the first poll.</summary>
    public static TargetMemory Empty { get; } = new(HeldTimes.Never, new Dictionary<string, JobMemory>(StringComparer.Ordinal));
}
