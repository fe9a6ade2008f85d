using FlinkReady.FlinkClient.Payloads;
using FlinkReady.FlinkClient.Readings;

namespace FlinkReady.Readiness.Facts;

/// <summary>What is known of a job's checkpointing: how it is set up and how it went. Milliseconds and bytes.</summary>
public sealed class CheckpointingFacts
{
    /// <summary>The interval that Flink shows while periodic checkpointing is off.</summary>
    public const long DisabledInterval = long.MaxValue;

    private readonly Answer<CheckpointConfig> _config;
    private readonly Answer<CheckpointStatistics> _statistics;

    internal CheckpointingFacts(JobSnapshot snapshot, string jobPath)
    {
        _config = new(snapshot.CheckpointConfig, $"{jobPath}/checkpoints/config");
        _statistics = new(snapshot.Checkpoints, $"{jobPath}/checkpoints");
    }

    /// <summary>The answer of <c>checkpoints/config</c>; absent where Flink answers that checkpointing is not enabled.</summary>
    public Origin ConfigOrigin => _config.Origin;

    /// <summary>The answer of <c>checkpoints</c>.</summary>
    public Origin StatisticsOrigin => _statistics.Origin;

    /// <summary>True where backend and storage are the placeholder "Unknown": the graph did not exist when they were asked.</summary>
    public bool IsPlaceholder => _config.Payload is { } config && (config.StateBackend == "Unknown" || config.CheckpointStorage == "Unknown");

    /// <summary>
    /// True where checkpoints are taken periodically, false where Flink says they are not (an endless interval, or a 404 "not
    /// enabled"), null where that is not known.
    /// </summary>
    public bool? IsEnabled => ConfigOrigin.State == OriginState.Absent
        ? false
        : IntervalMs.TryGet(out var interval) ? interval != DisabledInterval : null;

    /// <summary>Flink's answer that checkpointing is not enabled, for evidence.</summary>
    public Evidence NotEnabled => new(ConfigOrigin.Path, "errors[0]", ConfigOrigin.Reason ?? string.Empty);

    /// <summary>The interval; <see cref="DisabledInterval"/> where periodic checkpointing is off.</summary>
    public Fact<long> IntervalMs => _config.Value("interval", static config => config.IntervalMs);

    /// <summary><c>exactly_once</c> or <c>at_least_once</c>; says nothing while checkpointing is off.</summary>
    public Fact<string> Mode => _config.Object("mode", static config => config.Mode);

    /// <summary>How long a checkpoint may take.</summary>
    public Fact<long> TimeoutMs => _config.Value("timeout", static config => config.TimeoutMs);

    /// <summary>The pause between the end of one checkpoint and the start of the next.</summary>
    public Fact<long> MinPauseMs => _config.Value("min_pause", static config => config.MinPauseMs);

    /// <summary>How many checkpoints may be in progress at once.</summary>
    public Fact<int> MaxConcurrent => _config.Value("max_concurrent", static config => config.MaxConcurrent);

    /// <summary>How many checkpoints may fail in a row before the job restarts.</summary>
    public Fact<int> TolerableFailed => _config.Value("tolerable_failed_checkpoints", static config => config.TolerableFailed);

    /// <summary>Whether checkpoints are externalized.</summary>
    public Fact<bool> Externalized => _config.Value("externalization.enabled", static config => config.Externalization?.Enabled);

    /// <summary>Whether they are deleted on cancellation (true also where not externalized).</summary>
    public Fact<bool> DeleteOnCancellation => _config.Value("externalization.delete_on_cancellation", static config => config.Externalization?.DeleteOnCancellation);

    /// <summary>The simple class name of the effective state backend.</summary>
    public Fact<string> StateBackend => _config.Object("state_backend", static config => config.StateBackend);

    /// <summary>The simple class name of the effective checkpoint storage.</summary>
    public Fact<string> CheckpointStorage => _config.Object("checkpoint_storage", static config => config.CheckpointStorage);

    /// <summary>Whether checkpoints are unaligned.</summary>
    public Fact<bool> Unaligned => _config.Value("unaligned_checkpoints", static config => config.Unaligned);

    /// <summary>When an aligned checkpoint turns unaligned; 0 = at once.</summary>
    public Fact<long> AlignedTimeoutMs => _config.Value("aligned_checkpoint_timeout", static config => config.AlignedTimeoutMs);

    /// <summary>Whether checkpoints go on after a task has finished.</summary>
    public Fact<bool> AfterTasksFinish => _config.Value("checkpoints_after_tasks_finish", static config => config.AfterTasksFinish);

    /// <summary>Whether the changelog backend wraps the state backend.</summary>
    public Fact<bool> ChangelogEnabled => _config.Value("state_changelog_enabled", static config => config.ChangelogEnabled);

    /// <summary>The changelog's storage; "memory" for every job without changelog.</summary>
    public Fact<string> ChangelogStorage => _config.Object("changelog_storage", static config => config.ChangelogStorage);

    /// <summary>Counts since the JobMaster started.</summary>
    public Fact<CheckpointCounts> Counts => _statistics.Object("counts", static statistics => statistics.Counts);

    /// <summary>How often the job was restored since the JobMaster started.</summary>
    public Fact<long> RestoredCount => _statistics.Value("counts.restored", static statistics => statistics.Counts?.Restored);

    /// <summary>The latest completed checkpoint of this run.</summary>
    public Fact<CheckpointEntry> LatestCompleted => _statistics.Object("latest.completed", static statistics => statistics.Latest?.Completed);

    /// <summary>When the latest completed checkpoint was acknowledged.</summary>
    public Fact<long> LatestCompletedAckMs => _statistics.Value("latest.completed.latest_ack_timestamp", static statistics => statistics.Latest?.Completed?.LatestAckMs);

    /// <summary>Where the latest completed checkpoint lies.</summary>
    public Fact<string> LatestExternalPath => _statistics.Object("latest.completed.external_path", static statistics => statistics.Latest?.Completed?.ExternalPath);

    /// <summary>What this run was restored from; set after a mere fail-over, too.</summary>
    public Fact<RestoredCheckpoint> LatestRestored => _statistics.Object("latest.restored", static statistics => statistics.Latest?.Restored);

    /// <summary>The full state of the latest completed checkpoint, in-flight data left out, bytes.</summary>
    public Fact<long> StateSize => _statistics.Value<long>(
        "latest.completed.state_size",
        static statistics => statistics.Latest?.Completed is { StateSize: { } size } completed ? Math.Max(0, size - (completed.PersistedData ?? 0)) : null);

    /// <summary>What the latest completed checkpoint uploaded, bytes: less than its state where checkpoints are incremental.</summary>
    public Fact<long> UploadedSize => _statistics.Value("latest.completed.checkpointed_size", static statistics => statistics.Latest?.Completed?.CheckpointedSize);

    /// <summary>The last checkpoints, newest first, savepoints and unfinished ones included; at most 10 by default.</summary>
    public Fact<IReadOnlyList<CheckpointEntry>> History => _statistics.Object("history", static statistics => statistics.History);
}
