using System.Text.Json;
using FlinkReady.Readiness.Verdicts;
using Level = FlinkReady.Readiness.Verdicts.Severity;

namespace FlinkReady.Readiness.Tests.Truth;

/// <summary>What a rule has to say, concluded from the truth alone.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Status">Its verdict.</param>
/// <param name="Severity">The severity of a failure; null where the truth doesn't tell.</param>
/// <param name="Needs">The paths below the job, or of the cluster, from which it can be read; all of them answered, the verdict has to be there.</param>
internal sealed record Expectation(string Rule, CheckStatus Status, Level? Severity, params string[] Needs)
{
    /// <summary>Verdicts that the truth allows as well: what else would have to be known is not written down.</summary>
    public IReadOnlyList<CheckStatus> Or { get; init; } = [];

    /// <summary>True where the verdict may be missing although everything was read, for want of an earlier poll or of something that had not happened yet.</summary>
    public bool MayBeUnknown { get; init; }

    private const string Details = "";
    private const string Config = "/checkpoints/config";
    private const string Cluster = "/jobmanager/config";

    /// <summary>Of the cluster.</summary>
    public static IEnumerable<Expectation> Of(RecordedCluster cluster)
    {
        yield return cluster.HasHighAvailability
            ? new("ha-enabled", CheckStatus.Pass, null, Cluster)
            : new("ha-enabled", CheckStatus.Fail, Level.Critical, Cluster);
        yield return cluster.HasHighAvailability
            ? Storage("ha-storage", cluster.Given("high-availability.storageDir", "high-availability.zookeeper.storageDir", "recovery.zookeeper.storageDir"), Cluster)
            : new("ha-storage", CheckStatus.NotApplicable, null, Cluster);
        yield return cluster.Given("state.savepoints.dir", "execution.checkpointing.savepoint-dir") is { } savepoints && !savepoints.StartsWith("file:", StringComparison.Ordinal)
            ? new("savepoint-directory", CheckStatus.Pass, null, Cluster)
            : new("savepoint-directory", CheckStatus.Fail, Level.Info, Cluster);
        yield return new("ignore-unclaimed-state", CheckStatus.Pass, null, Cluster);

        // Each cluster was started with keys that its version reads: all of them did what they say (README of the recordings).
        yield return new("option-not-read", CheckStatus.Pass, null, Cluster, "/overview");
        yield return int.TryParse(cluster.Given("state.checkpoints.num-retained", "execution.checkpointing.num-retained"), out var retained) && retained >= 2
            ? new("checkpoints-retained", CheckStatus.Pass, null, Cluster)
            : new("checkpoints-retained", CheckStatus.Fail, Level.Info, Cluster);
    }

    /// <summary>Of a streaming job that is neither over nor without its graph.</summary>
    public static IEnumerable<Expectation> Of(RecordedJob job)
    {
        var on = job.Checkpointing;
        yield return on is null ? new("checkpointing-enabled", CheckStatus.Fail, Level.Critical, Details, Config) : new("checkpointing-enabled", CheckStatus.Pass, null, Details, Config);
        yield return new("state-backend-legacy", CheckStatus.Pass, null, Details, Config);
        yield return job.StateBackend == "rocksdb" || job.Cluster.Given("state.backend.type", "state.backend") is not null
            ? new("state-backend-explicit", CheckStatus.Pass, null, Details, Config, Cluster)
            : new("state-backend-explicit", CheckStatus.Fail, null, Details, Config, Cluster);
        if (job.StateBackend == "rocksdb")
        {
            yield return new("state-backend-heap", CheckStatus.NotApplicable, null, Details, Config);
        }
        else
        {
            yield return new("state-backend-incremental", CheckStatus.NotApplicable, null, Details, Config, "/checkpoints");
            yield return new("state-backend-memory", CheckStatus.NotApplicable, null, Details, Config);
        }

        // No cluster overrides a parallelism, no operator has a long name, and no directory has a key for entropy in it.
        yield return new("parallelism-overrides", CheckStatus.NotApplicable, null, Details, Cluster);
        yield return new("operator-name-length", CheckStatus.Pass, null, Details);
        yield return on is null
            ? new("checkpoint-entropy", CheckStatus.NotApplicable, null, Details, Config)
            : new("checkpoint-entropy", CheckStatus.Pass, null, Details, Config, "/checkpoints") { MayBeUnknown = true };

        foreach (var expectation in OfCheckpointing(job).Concat(OfScaling(job)))
        {
            yield return expectation;
        }
    }

    private static IEnumerable<Expectation> OfCheckpointing(RecordedJob job)
    {
        if (job.Checkpointing is not { } on)
        {
            foreach (var rule in (string[])["checkpoint-interval", "checkpoint-mode", "checkpoint-concurrency", "checkpoint-tolerance", "checkpoint-retention", "checkpoint-storage", "changelog-storage", "coordinator-state-size", "checkpoint-metadata-size"])
            {
                yield return new(rule, CheckStatus.NotApplicable, null, Details, Config);
            }

            yield break;
        }

        var interval = on.GetProperty("intervalMs").GetInt64();
        var isChangelog = on.GetProperty("changelog").GetBoolean();
        var tolerable = on.GetProperty("tolerableFailed").GetInt64();
        yield return interval > 30 * 60_000L ? new("checkpoint-interval", CheckStatus.Fail, Level.Warning, Details, Config)
            : interval > 10 * 60_000L || (interval < 1000 && !isChangelog) ? new("checkpoint-interval", CheckStatus.Fail, Level.Info, Details, Config)
            : new("checkpoint-interval", CheckStatus.Pass, null, Details, Config);
        yield return FailsIf("checkpoint-mode", on.GetProperty("mode").GetString() == "AT_LEAST_ONCE", Level.Warning);
        yield return FailsIf("checkpoint-concurrency", on.GetProperty("maxConcurrent").GetInt32() > 1, Level.Info);
        yield return FailsIf("checkpoint-tolerance", tolerable is 0 or >= 100, tolerable == 0 ? Level.Info : Level.Warning);
        yield return FailsIf("checkpoint-retention", on.GetProperty("retention").GetString() != "RETAIN_ON_CANCELLATION", Level.Warning);
        yield return job.CheckpointStorage == "jm"
            ? new("checkpoint-storage", CheckStatus.Fail, job.Cluster.HasHighAvailability ? Level.Warning : Level.Critical, Details, Config)
            : Storage("checkpoint-storage", job.CheckpointStorage, Details, Config, "/checkpoints");

        // No recording holds what a witness shows, and nobody asks for it.
        yield return new("coordinator-state-size", CheckStatus.NotApplicable, null);
        yield return new("checkpoint-metadata-size", CheckStatus.NotApplicable, null);
        yield return !isChangelog ? new("changelog-storage", CheckStatus.NotApplicable, null, Details, Config)
            : job.Cluster.Given("state.backend.changelog.storage", "state.changelog.storage") != "filesystem" ? new("changelog-storage", CheckStatus.Fail, Level.Warning, Details, Config)
            : Storage("changelog-storage", job.Cluster.Given("dstl.dfs.base-path", "state.changelog.dstl.dfs.base-path"), Details, Config, Cluster);

        static Expectation FailsIf(string rule, bool fails, Level severity) =>
            fails ? new(rule, CheckStatus.Fail, severity, Details, Config) : new(rule, CheckStatus.Pass, null, Details, Config);
    }

    private static IEnumerable<Expectation> OfScaling(RecordedJob job)
    {
        var jobWide = job.JobMaxParallelism ?? (int.TryParse(job.Cluster.Given("pipeline.max-parallelism"), out var given) ? given : null);
        if (jobWide is not null)
        {
            yield return new("max-parallelism-explicit", CheckStatus.Pass, null, Details);
        }
        else if (!job.IsRestored && (job.Vertices is not { } vertices || vertices.Any(vertex => vertex.MaxParallelism is null)))
        {
            Level? severity = job.Vertices is null ? null : job.Vertices.Any(vertex => vertex is { IsKeyed: true, MaxParallelism: null }) ? Level.Warning : Level.Info;
            yield return job.Cluster.IsAdaptive
                ? new("max-parallelism-explicit", CheckStatus.Fail, severity, Details, "/resource-requirements", "/config")
                : new("max-parallelism-explicit", CheckStatus.Fail, severity, Details, Cluster);
        }

        // An adaptive job runs with what it gets; one that was restored has the max parallelism of its state.
        if (job.Vertices is null || job.Cluster.IsAdaptive || (job.IsRestored && jobWide is null))
        {
            yield break;
        }

        var keyed = job.Vertices.Where(vertex => vertex.IsKeyed).Select(vertex => (vertex.Parallelism, Max: vertex.MaxParallelism ?? jobWide ?? Derived(vertex.Parallelism))).ToList();
        if (keyed.Count == 0)
        {
            yield return new("max-parallelism-headroom", CheckStatus.NotApplicable, null, Details);
            yield return new("key-group-balance", CheckStatus.NotApplicable, null, Details);
            yield break;
        }

        yield return keyed.Exists(vertex => vertex.Max == vertex.Parallelism) ? new("max-parallelism-headroom", CheckStatus.Fail, Level.Critical, Details, Cluster)
            : keyed.Exists(vertex => vertex.Max < 2 * vertex.Parallelism) ? new("max-parallelism-headroom", CheckStatus.Fail, Level.Warning, Details, Cluster)
            : new("max-parallelism-headroom", CheckStatus.Pass, null, Details, Cluster);
        yield return keyed.Exists(vertex => Busiest(vertex.Max, vertex.Parallelism) > 1.25 * vertex.Max / vertex.Parallelism)
            ? new("key-group-balance", CheckStatus.Fail, Level.Warning, Details, Cluster)
            : new("key-group-balance", CheckStatus.Pass, null, Details, Cluster);
        yield return new("parallelism-unmet", CheckStatus.NotApplicable, null, Details, Cluster);
    }

    private static Expectation Storage(string rule, string? path, params string[] needs) => path switch
    {
        null => new(rule, CheckStatus.Fail, Level.Critical, needs),
        _ when path.StartsWith("file:", StringComparison.Ordinal) => new(rule, CheckStatus.Fail, Level.Warning, needs),
        _ => new(rule, CheckStatus.Pass, null, needs),
    };

    // The key groups of every subtask, dealt one by one as Flink does (KeyGroupRangeAssignment.computeOperatorIndexForKeyGroup).
    private static int Busiest(int maxParallelism, int parallelism) =>
        Enumerable.Range(0, maxParallelism).GroupBy(keyGroup => keyGroup * parallelism / maxParallelism).Max(subtask => subtask.Count());

    // Flink's documentation: 128 for a parallelism up to 128; the recorded jobs have less than 86, where code and documentation agree.
    private static int Derived(int parallelism) => parallelism < 86 ? 128 : throw new JsonException("no recorded job is that wide");
}
