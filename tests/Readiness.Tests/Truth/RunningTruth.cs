using FlinkReady.Readiness.Verdicts;
using Level = FlinkReady.Readiness.Verdicts.Severity;

namespace FlinkReady.Readiness.Tests.Truth;

/// <summary>
/// What follows for a streaming job from its program and from what was done to the cluster while it ran, for the rules that
/// <see cref="Expectation"/> doesn't name. Which programs fail on purpose is written in the README of the recordings.
/// </summary>
internal static class RunningTruth
{
    private const string Details = "";
    private const string Config = "/checkpoints/config";
    private const string Statistics = "/checkpoints";
    private const string Cluster = "/jobmanager/config";
    private const int Excessive = 16_384;

    // Their checkpoints expire, are declined, or end with the job's restarts; the reviewed verdicts cover them.
    private static readonly string[] WithFailingCheckpoints = ["atleastonce", "big-jm", "restarting"];

    /// <summary>The expectations for a job at a moment.</summary>
    /// <param name="job">The job, neither over nor without its graph.</param>
    /// <param name="age">How long ago it was submitted.</param>
    public static IEnumerable<Expectation> Of(RecordedJob job, TimeSpan age) =>
        [.. ConfigurationTruth.Of(job), .. OfRestarts(job, age), .. OfCheckpoints(job), .. OfState(job), .. OfUids(job), .. OfScaling(job)];

    /// <summary>Of a job that is over, or on its way there for less than the two minutes that it may take, by its state.</summary>
    public static Expectation OfTerminal(string state) => state == "FAILED"
        ? new("job-running", CheckStatus.Fail, Level.Critical)
        : new("job-running", CheckStatus.NotApplicable, null);

    private static IEnumerable<Expectation> OfRestarts(RecordedJob job, TimeSpan age)
    {
        yield return Strategy(job);

        // No job waits for two minutes or more: the longest wait is for slots, while a TaskManager is replaced.
        yield return new("job-running", CheckStatus.Pass, null) { MayBeUnknown = true };

        // "restarting" throws 6 s after each start and starts again 3 s later: three times within a minute, not three times within 12 s.
        // What was killed is one incident for each of the other jobs.
        if (job.Name != "restarting")
        {
            yield return new("restart-loop", CheckStatus.Pass, null) { MayBeUnknown = true };
        }
        else if (age > TimeSpan.FromMinutes(1) || age < TimeSpan.FromSeconds(12))
        {
            yield return new("restart-loop", age > TimeSpan.FromMinutes(1) ? CheckStatus.Fail : CheckStatus.Pass, Level.Critical) { MayBeUnknown = true };
        }
    }

    // The programs: fixed = 3 s × 1000; failure-rate below; none; exponential, unlimited. Left to the cluster: its keys, or what Flink
    // does without any: restarts where checkpointing is on, none where it is off.
    private static Expectation Strategy(RecordedJob job)
    {
        var keys = job.Cluster.Given("restart-strategy.type", "restart-strategy");
        return (job.RestartStrategy, keys) switch
        {
            ("none", _) => new("restart-strategy", CheckStatus.Fail, Level.Critical, Details, "/config"),
            ("failure-rate", _) => new("restart-strategy", CheckStatus.Fail, Level.Warning, Details, "/config"),
            ("fixed" or "exponential", _) => new("restart-strategy", CheckStatus.Pass, null, Details, "/config"),

            // 20 × 5 s are less than 5 min.
            ("cluster default", "fixed-delay") => new("restart-strategy", CheckStatus.Fail, Level.Warning, Details, "/config", Cluster),
            ("cluster default", null) when job.Checkpointing is null => new("restart-strategy", CheckStatus.Fail, Level.Critical, Details, "/config", Config, Cluster),
            ("cluster default", null) => new("restart-strategy", CheckStatus.Pass, null, Details, "/config", Config, Cluster),
            var other => throw new InvalidOperationException($"nothing follows from {other}"),
        };
    }

    private static IEnumerable<Expectation> OfCheckpoints(RecordedJob job)
    {
        string[] rules = ["checkpoint-progress", "checkpoint-failures", "checkpoint-duration", "unaligned-timeout", "checkpoints-after-finish"];
        if (job.Checkpointing is not { } on)
        {
            return rules.Select(rule => new Expectation(rule, CheckStatus.NotApplicable, null, Details, Config));
        }

        var expectations = new List<Expectation>
        {
            // No job and no cluster switches it off, and it is on by default since 1.15.
            new("checkpoints-after-finish", CheckStatus.Pass, null, Details, Config) { MayBeUnknown = true },
        };
        if (!on.GetProperty("unaligned").GetBoolean())
        {
            expectations.Add(new("unaligned-timeout", CheckStatus.NotApplicable, null, Details, Config));
        }
        else if (on.GetProperty("alignedTimeoutMs").GetInt64() == 0)
        {
            expectations.Add(new("unaligned-timeout", CheckStatus.Fail, Level.Info, Details, Config));
        }

        // Intervals of a few seconds and small state: while a job runs its checkpoints complete, and two minutes never go by without one.
        if (!WithFailingCheckpoints.Contains(job.Name))
        {
            expectations.Add(new("checkpoint-progress", CheckStatus.Pass, null, Details, Config, Statistics) { MayBeUnknown = job.IsDisturbed });
            expectations.Add(new("checkpoint-failures", CheckStatus.Pass, null, Details, Config, Statistics) { MayBeUnknown = job.IsDisturbed });
        }

        return expectations;
    }

    private static IEnumerable<Expectation> OfState(RecordedJob job)
    {
        // Below a gigabyte by far, so that the sizes of its checkpoints say nothing against any.
        if (job is { StateBackend: "rocksdb", Checkpointing: not null })
        {
            yield return new("state-backend-incremental", CheckStatus.Pass, null, Details, Config, Statistics);
        }

        if (job.StateBackend == "hashmap")
        {
            if (job.Checkpointing is null)
            {
                yield return new("state-backend-heap", CheckStatus.NotApplicable, null, Details, Config);
            }
            else if (!job.Name.StartsWith("big-", StringComparison.Ordinal))
            {
                // A few kilobytes; whether 30 MB are too much is a matter of the TaskManager's heap, see the reviewed verdicts.
                yield return new("state-backend-heap", CheckStatus.Pass, null, Details, Config, Statistics, "/taskmanagers") { MayBeUnknown = true };
            }
        }

        // What runs was not refused.
        yield return new("restore-rejected", CheckStatus.Pass, null, Details);

        // No recording lasts for the hours that it takes; some lasts for half an hour, but not with eight looks five minutes apart.
        yield return job.Checkpointing is null
            ? new("state-growth", CheckStatus.NotApplicable, null, Details, Config)
            : new("state-growth", CheckStatus.Unknown, null);

        // Every savepoint that was asked for was taken; of which jobs, and whether later checkpoints leave it in the history, the statistics tell.
        yield return new("savepoint-failures", CheckStatus.Pass, null) { Or = [CheckStatus.NotApplicable], MayBeUnknown = true };

        // A restore shows; that there was nothing to restore only an earlier poll can tell, and no name comes back.
        yield return new("started-without-state", CheckStatus.Pass, null, Details, Statistics) { MayBeUnknown = !job.IsRestored };
    }

    private static IEnumerable<Expectation> OfUids(RecordedJob job)
    {
        var isSql = job.Uids.StartsWith("sql", StringComparison.Ordinal);
        if (job.Uids is "none" or "hash" or "sql, PLAN_ONLY")
        {
            // Nothing has a uid: every vertex' id can be recomputed. A uidHash leaves no trace.
            yield return new("operator-uid", CheckStatus.Fail, isSql ? Level.Info : null, Details) { MayBeUnknown = isSql };
        }
        else if (job.Operators?.All(one => one.Uid is not null) == true || isSql)
        {
            yield return new("operator-uid", CheckStatus.Pass, null, Details) { MayBeUnknown = true };
        }
        else if (job.Vertices?.Any(vertex => job.Operators!.Single(one => one.Id == vertex.Id) is { Inputs.Count: 0, Uid: null }) == true)
        {
            // A source at the head of its chain has nothing above it that could hide what it is.
            yield return new("operator-uid", CheckStatus.Fail, null, Details);
        }
        else if (job.Uids == "all")
        {
            // The sink has none and sits within a chain.
            yield return new("operator-uid", CheckStatus.Pass, null, Details) { MayBeUnknown = true };
        }
    }

    private static IEnumerable<Expectation> OfScaling(RecordedJob job)
    {
        // Nobody set as much, and what Flink derives is 128 at these sizes.
        var largest = (job.Vertices ?? []).Max(vertex => vertex.MaxParallelism) ?? job.JobMaxParallelism ?? 128;
        var isKeyed = job.Vertices?.Any(vertex => vertex.IsKeyed);
        yield return isKeyed == false
            ? new("max-parallelism-excessive", CheckStatus.NotApplicable, null, Details)
            : new("max-parallelism-excessive", largest >= Excessive ? CheckStatus.Fail : CheckStatus.Pass, Level.Info, Details) { MayBeUnknown = job.Cluster.IsAdaptive };
    }
}
