using FlinkReady.Readiness.Verdicts;
using Level = FlinkReady.Readiness.Verdicts.Severity;

namespace FlinkReady.Readiness.Tests.Truth;

/// <summary>What follows for a streaming job from the keys that its cluster was started with and that only clients read, beside what the job was built with.</summary>
internal static class ConfigurationTruth
{
    /// <summary>The expectations.</summary>
    public static IEnumerable<Expectation> Of(RecordedJob job)
    {
        string[] needs = ["", "/checkpoints/config", "/jobmanager/config"];
        var agrees = new List<bool>();
        if (job.Cluster.Given("execution.checkpointing.interval") is { } interval)
        {
            agrees.Add(job.Checkpointing?.GetProperty("intervalMs").GetInt64() == long.Parse(interval.TrimEnd('s'), System.Globalization.CultureInfo.InvariantCulture) * 1000);
        }

        if (job.Cluster.Given("pipeline.max-parallelism") is { } maximum)
        {
            agrees.Add(job.JobMaxParallelism?.ToString(System.Globalization.CultureInfo.InvariantCulture) == maximum);
        }

        if (job.Checkpointing is { } on && job.Cluster.Given("execution.checkpointing.externalized-checkpoint-retention") is { } retention)
        {
            agrees.Add(on.GetProperty("retention").GetString() == retention);
        }

        yield return agrees.Count == 0 ? new("cluster-option-not-applied", CheckStatus.NotApplicable, null, needs)
            : agrees.TrueForAll(static one => one) ? new("cluster-option-not-applied", CheckStatus.Pass, null, needs)
            : new("cluster-option-not-applied", CheckStatus.Fail, Level.Info, needs);
    }
}
