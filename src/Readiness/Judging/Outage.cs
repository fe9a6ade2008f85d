using FlinkReady.FlinkModel.Readings;
using FlinkReady.FlinkModel.Sources;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Policies;

namespace FlinkReady.Readiness.Judging;

/// <summary>What still holds of a cluster that did not answer: the verdicts of its last answer, until they are too old.</summary>
internal sealed class Outage(ReadinessPolicy policy, DateTimeOffset now)
{
    private readonly VerdictMemory _verdicts = new(now, policy.StaleAfter);

    /// <summary>The state after a poll that found the cluster down.</summary>
    public TargetState Assess(string target, ClusterSnapshot snapshot, TargetState state)
    {
        var failure = snapshot.WhyDown!;
        var why = $"The cluster did not answer: {failure.Message}";
        var (earlier, memory) = (state.LastUp, state.MemoryOfLastUp);
        var stale = earlier is null || now - earlier.ObservedAt > policy.StaleAfter;
        var checks = _verdicts.Age(earlier?.Checks ?? [], memory.Checks, why);
        var jobs = (earlier?.Jobs ?? []).Select(job => Age(job, memory.Jobs[job.JobId], why)).ToList();
        var assessment = new TargetAssessment
        {
            Name = target,
            Access = snapshot.Access,
            IsUp = false,
            Assessed = !stale,
            Error = failure,
            ObservedAt = earlier?.ObservedAt ?? snapshot.StartedAt,
            FlinkVersion = earlier?.FlinkVersion,
            Score = stale ? null : Score.OfTarget(checks, jobs),
            Checks = checks,
            Jobs = jobs,
            Fleet = earlier?.Fleet,
        };
        return state with { Current = assessment, Memory = memory with { Jobs = jobs.ToDictionary(job => job.JobId, job => Age(job, memory.Jobs[job.JobId]), StringComparer.Ordinal) } };
    }

    /// <summary>A job of which this poll could not say anything, as it was until that is too old; and what belongs to it.</summary>
    public (JobAssessment Assessment, JobMemory Memory) Keep(JobAssessment job, JobMemory memory, string why)
    {
        var kept = Age(job, memory, why);
        return (kept, Age(kept, memory));
    }

    /// <summary>True where nothing of a job was seen for longer than verdicts are kept.</summary>
    public static bool IsStale(JobMemory? memory, DateTimeOffset now, ReadinessPolicy policy) =>
        memory?.ShownAt is not { } shown || now - shown > policy.StaleAfter;

    private JobAssessment Age(JobAssessment job, JobMemory memory, string why)
    {
        var checks = _verdicts.Age(job.Checks, memory.Held, why);
        var stale = IsStale(memory, now, policy);
        return job with
        {
            Checks = checks,
            Score = Score.Of(checks),
            Figures = stale ? new JobFigures() : job.Figures,
            Operators = stale ? [] : job.Operators,
            Stamp = Stamp.Mint(),
        };
    }

    // When the cluster answers again every job is judged anew.
    private static JobMemory Age(JobAssessment job, JobMemory memory) =>
        memory with { Basis = Stamp.None, Graph = job.Operators.Count == 0 ? Stamp.None : memory.Graph, Restless = [] };
}
