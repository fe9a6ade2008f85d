using System.Globalization;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Facts;

/// <summary>What is known of a job's checkpointing: how it is set up and how it went. Milliseconds and bytes.</summary>
public sealed partial class CheckpointingFacts
{
    /// <summary>The interval that Flink shows while periodic checkpointing is off.</summary>
    public const long DisabledInterval = long.MaxValue;

    private const string LatestCompletedField = $"{CheckpointStatistics.Field.Latest}.{LatestCheckpoints.Field.Completed}";
    private const string LatestSavepointField = $"{CheckpointStatistics.Field.Latest}.{LatestCheckpoints.Field.Savepoint}";
    private const string LatestRestoredField = $"{CheckpointStatistics.Field.Latest}.{LatestCheckpoints.Field.Restored}";

    /// <summary>Where the answer of <c>checkpoints</c> has the address of the latest completed one.</summary>
    internal const string LatestExternalPathField = $"{LatestCompletedField}.{CheckpointEntry.Field.ExternalPath}";

    private readonly Answer<CheckpointConfig> _config;
    private readonly Answer<CheckpointStatistics> _statistics;
    private readonly Answer<IReadOnlyList<JobMetric>> _metrics;

    internal CheckpointingFacts(JobSnapshot snapshot)
    {
        _config = Answer.Of(snapshot, CheckpointConfig.Key);
        _statistics = Answer.Of(snapshot, CheckpointStatistics.Key);
        _metrics = Answer.Of(snapshot, JobMetrics.Key);
    }

    /// <summary>The size of the last checkpoint's metadata as the JobManager tells it, Flink 2.2 and later, where metadata in the cluster is large at all.</summary>
    public Fact<long> MetadataBytes => _metrics.Value<long>(
        $"[{JobMetric.Field.Id}={JobMetric.MetadataSize}].{JobMetric.Field.Value}",
        static metrics => metrics.FirstOrDefault(static metric => metric.Id == JobMetric.MetadataSize)?.Value is >= 0 and < long.MaxValue and { } bytes ? (long)bytes : null);

    /// <summary>The answer of <c>checkpoints/config</c>; absent where Flink answers that checkpointing is not enabled.</summary>
    public Origin ConfigOrigin => _config.Origin;

    /// <summary>The answer of <c>checkpoints</c>.</summary>
    public Origin StatisticsOrigin => _statistics.Origin;

    /// <summary>When <c>checkpoints</c> was asked; the beginning of time where it was not.</summary>
    internal DateTimeOffset StatisticsReadAt => _statistics.ReadAt;

    /// <summary>True where backend and storage are the placeholder "Unknown": the graph did not exist when they were asked.</summary>
    public bool IsPlaceholder => _config.Payload is { } config && (config.StateBackend == "Unknown" || config.CheckpointStorage == "Unknown");

    /// <summary>
    /// True where checkpoints are taken periodically, false where Flink says they are not (an endless interval, or a 404 "not
    /// enabled"), null where that is not known.
    /// </summary>
    public bool? IsEnabled => IsCalledNotEnabled ? false : IntervalMs.TryGet(out var interval) ? interval != DisabledInterval : null;

    // A job that is gone answers 404, too: only these words mean that there is nothing to configure.
    private bool IsCalledNotEnabled =>
        ConfigOrigin is { State: OriginState.Absent, Reason: { } reason }
        && (reason.Contains("not enabled", StringComparison.OrdinalIgnoreCase) || reason.Contains("not been enabled", StringComparison.OrdinalIgnoreCase));

    /// <summary>Flink's answer that checkpointing is not enabled, for evidence.</summary>
    public Evidence NotEnabled => new(ConfigOrigin.Path, $"{ErrorBody.Field.Errors}[0]", ConfigOrigin.Reason ?? string.Empty);

    /// <summary>The interval; <see cref="DisabledInterval"/> where periodic checkpointing is off.</summary>
    public Fact<long> IntervalMs => _config.Value(CheckpointConfig.Field.IntervalMs, static config => config.IntervalMs);

    /// <summary><c>exactly_once</c> or <c>at_least_once</c>; says nothing while checkpointing is off.</summary>
    public Fact<string> Mode => _config.Object(CheckpointConfig.Field.Mode, static config => config.Mode);

    /// <summary>How long a checkpoint may take.</summary>
    public Fact<long> TimeoutMs => _config.Value(CheckpointConfig.Field.TimeoutMs, static config => config.TimeoutMs);

    /// <summary>The pause between the end of one checkpoint and the start of the next.</summary>
    public Fact<long> MinPauseMs => _config.Value(CheckpointConfig.Field.MinPauseMs, static config => config.MinPauseMs);

    /// <summary>How many checkpoints may be in progress at once.</summary>
    public Fact<int> MaxConcurrent => _config.Value(CheckpointConfig.Field.MaxConcurrent, static config => config.MaxConcurrent);

    /// <summary>How many checkpoints may fail in a row before the job restarts.</summary>
    public Fact<int> TolerableFailed => _config.Value(CheckpointConfig.Field.TolerableFailed, static config => config.TolerableFailed);

    /// <summary>Whether checkpoints are externalized.</summary>
    public Fact<bool> Externalized => _config.Value($"{CheckpointConfig.Field.Externalization}.{CheckpointExternalization.Field.Enabled}", static config => config.Externalization?.Enabled);

    /// <summary>Whether they are deleted on cancellation (true also where not externalized).</summary>
    public Fact<bool> DeleteOnCancellation => _config.Value($"{CheckpointConfig.Field.Externalization}.{CheckpointExternalization.Field.DeleteOnCancellation}", static config => config.Externalization?.DeleteOnCancellation);

    /// <summary>The simple class name of the effective state backend.</summary>
    public Fact<string> StateBackend => _config.Object(CheckpointConfig.Field.StateBackend, static config => config.StateBackend);

    /// <summary>The simple class name of the effective checkpoint storage.</summary>
    public Fact<string> CheckpointStorage => _config.Object(CheckpointConfig.Field.CheckpointStorage, static config => config.CheckpointStorage);

    /// <summary>Whether checkpoints are unaligned.</summary>
    public Fact<bool> Unaligned => _config.Value(CheckpointConfig.Field.Unaligned, static config => config.Unaligned);

    /// <summary>When an aligned checkpoint turns unaligned; 0 = at once.</summary>
    public Fact<long> AlignedTimeoutMs => _config.Value(CheckpointConfig.Field.AlignedTimeoutMs, static config => config.AlignedTimeoutMs);

    /// <summary>Whether checkpoints go on after a task has finished.</summary>
    public Fact<bool> AfterTasksFinish => _config.Value(CheckpointConfig.Field.AfterTasksFinish, static config => config.AfterTasksFinish);

    /// <summary>Whether the changelog backend wraps the state backend.</summary>
    public Fact<bool> ChangelogEnabled => _config.Value(CheckpointConfig.Field.ChangelogEnabled, static config => config.ChangelogEnabled);

    /// <summary>The changelog's storage; "memory" for every job without changelog.</summary>
    public Fact<string> ChangelogStorage => _config.Object(CheckpointConfig.Field.ChangelogStorage, static config => config.ChangelogStorage);

    /// <summary>Counts since the JobMaster started.</summary>
    public Fact<CheckpointCounts> Counts => _statistics.Object(CheckpointStatistics.Field.Counts, static statistics => statistics.Counts);

    /// <summary>The latest checkpoint of each kind. A body that lacks them says nothing of any: that is not the same as there being none.</summary>
    public Fact<LatestCheckpoints> Latest => _statistics.Object(CheckpointStatistics.Field.Latest, static statistics => statistics.Latest);

    /// <summary>The latest completed checkpoint of this run.</summary>
    public Fact<CheckpointEntry> LatestCompleted => _statistics.Object(LatestCompletedField, static statistics => statistics.Latest?.Completed);

    /// <summary>The latest completed savepoint of this run.</summary>
    public Fact<CheckpointEntry> LatestSavepoint => _statistics.Object(LatestSavepointField, static statistics => statistics.Latest?.Savepoint);

    /// <summary>The number of that savepoint.</summary>
    public Fact<long> LatestSavepointId => _statistics.Value($"{LatestSavepointField}.{CheckpointEntry.Field.Id}", static statistics => statistics.Latest?.Savepoint?.Id);

    /// <summary>Its size, bytes.</summary>
    public Fact<long> SavepointSize => _statistics.Value($"{LatestSavepointField}.{CheckpointEntry.Field.StateSize}", static statistics => statistics.Latest?.Savepoint?.StateSize);

    /// <summary>When the latest completed checkpoint was acknowledged.</summary>
    public Fact<long> LatestCompletedAckMs => _statistics.Value($"{LatestCompletedField}.{CheckpointEntry.Field.LatestAckMs}", static statistics => statistics.Latest?.Completed?.LatestAckMs);

    /// <summary>The number of the latest completed checkpoint.</summary>
    public Fact<long> LatestCompletedId => _statistics.Value($"{LatestCompletedField}.{CheckpointEntry.Field.Id}", static statistics => statistics.Latest?.Completed?.Id);

    /// <summary>Where the latest completed checkpoint lies.</summary>
    public Fact<string> LatestExternalPath => _statistics.Object(LatestExternalPathField, static statistics => statistics.Latest?.Completed?.ExternalPath);

    /// <summary>When this run was last restored from a checkpoint or savepoint: at its start, at each restart.</summary>
    public Fact<long> LatestRestoredMs => _statistics.Value($"{LatestRestoredField}.{RestoredCheckpoint.Field.RestoreMs}", static statistics => statistics.Latest?.Restored?.RestoreMs);

    /// <summary>How often this run was restored.</summary>
    public Fact<long> Restores => _statistics.Value($"{CheckpointStatistics.Field.Counts}.{CheckpointCounts.Field.Restored}", static statistics => statistics.Counts?.Restored);

    /// <summary>How many checkpoints have completed in this run.</summary>
    public Fact<long> Completed => _statistics.Value($"{CheckpointStatistics.Field.Counts}.{CheckpointCounts.Field.Completed}", static statistics => statistics.Counts?.Completed);

    /// <summary>How many attempts failed since the JobMaster started, those included that Flink gave up before they began and keeps out of the history.</summary>
    public Fact<long> Failed => _statistics.Value($"{CheckpointStatistics.Field.Counts}.{CheckpointCounts.Field.Failed}", static statistics => statistics.Counts?.Failed);

    /// <summary>In-flight data of the latest completed checkpoint, bytes.</summary>
    public Fact<long> LatestPersistedData => _statistics.Value($"{LatestCompletedField}.{CheckpointEntry.Field.PersistedData}", static statistics => statistics.Latest?.Completed?.PersistedData);

    /// <summary>The latest completed checkpoint as a whole, in-flight data included, bytes.</summary>
    public Fact<long> LatestCheckpointSize => _statistics.Value($"{LatestCompletedField}.{CheckpointEntry.Field.StateSize}", static statistics => statistics.Latest?.Completed?.StateSize);

    /// <summary>What this run was restored from; set after a mere fail-over, too.</summary>
    public Fact<RestoredCheckpoint> LatestRestored => _statistics.Object(LatestRestoredField, static statistics => statistics.Latest?.Restored);

    /// <summary>The number of what this run was restored from; checkpoint numbers go on from it.</summary>
    public Fact<long> LatestRestoredId => _statistics.Value($"{LatestRestoredField}.{RestoredCheckpoint.Field.Id}", static statistics => statistics.Latest?.Restored?.Id);

    /// <summary>Where that lies.</summary>
    public Fact<string> LatestRestoredPath => _statistics.Object($"{LatestRestoredField}.{RestoredCheckpoint.Field.ExternalPath}", static statistics => statistics.Latest?.Restored?.ExternalPath);

    /// <summary>The full state of the latest completed checkpoint, in-flight data left out, bytes.</summary>
    public Fact<long> StateSize => _statistics.Value<long>(
        $"{LatestCompletedField}.{CheckpointEntry.Field.StateSize}",
        static statistics => statistics.Latest?.Completed is { StateSize: { } size } completed && (completed.PersistedData ?? 0) is var inFlight && inFlight <= size ? size - inFlight : null);

    /// <summary>What the latest completed checkpoint uploaded, bytes: less than its state where checkpoints are incremental.</summary>
    public Fact<long> UploadedSize => _statistics.Value($"{LatestCompletedField}.{CheckpointEntry.Field.CheckpointedSize}", static statistics => statistics.Latest?.Completed?.CheckpointedSize);

    /// <summary>The last checkpoints, newest first, savepoints and unfinished ones included; at most 10 by default.</summary>
    public Fact<IReadOnlyList<CheckpointEntry>> History => _statistics.Object(CheckpointStatistics.Field.History, static statistics => statistics.History);

    /// <summary>The checkpoints of <see cref="History"/> that completed or failed, newest first; savepoints and those in progress left out.</summary>
    public IReadOnlyList<CheckpointEntry> Finished =>
        [.. (History.Or([]) ?? [])
            .Where(entry => entry is { IsSavepoint: not true, Id: not null, Status: "COMPLETED" or "FAILED" })
            .OrderByDescending(entry => entry.Id)];

    /// <summary>The completed checkpoint that took <paramref name="milliseconds"/>.</summary>
    internal Evidence DurationEvidence(long milliseconds)
    {
        var entries = History.Or([]) ?? [];
        for (var index = 0; index < entries.Count; index++)
        {
            if (entries[index] is { IsSavepoint: not true, Status: "COMPLETED", DurationMs: { } duration } && duration == milliseconds)
            {
                return new Evidence(
                    StatisticsOrigin.Path,
                    HistoryField(index, CheckpointEntry.Field.DurationMs),
                    milliseconds.ToString(CultureInfo.InvariantCulture));
            }
        }

        return History.Evidence;
    }

    /// <summary>What <see cref="Finished"/> shows, in counts and, for the newest failure, by itself.</summary>
    internal IReadOnlyList<Evidence> FinishedEvidence(int finished, int failed)
    {
        var counts = new Evidence(StatisticsOrigin.Path, $"{CheckpointStatistics.Field.History}[].{CheckpointEntry.Field.Status}", string.Create(CultureInfo.InvariantCulture, $"FAILED in {failed} of {finished} finished checkpoints"));
        var entries = History.Or([]) ?? [];
        for (var index = 0; index < entries.Count; index++)
        {
            if (entries[index] is { IsSavepoint: not true, Status: "FAILED" })
            {
                return [counts, new Evidence(StatisticsOrigin.Path, HistoryField(index, CheckpointEntry.Field.Status), "FAILED")];
            }
        }

        return [counts];
    }

    private static string HistoryField(int index, string field) => new FieldPath(field, CheckpointStatistics.Field.History, index).ToString();
}
