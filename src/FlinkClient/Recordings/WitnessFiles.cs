using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FlinkReady.FlinkClient.Polls;
using FlinkReady.FlinkModel.Paths;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.FlinkClient.Recordings;

/// <summary>
/// What was kept of witnesses, in two files beside a recording's <c>index.json</c>: the operators' ids that Prometheus showed, and the operators that a
/// checkpoint's metadata named, or its size where it was too large to be read. Of the metadata itself nothing is kept: it holds users' data.
/// </summary>
internal sealed class WitnessFiles
{
    /// <summary>What Prometheus showed: an entry for each job.</summary>
    public const string OperatorIdsFile = "operators.json";

    /// <summary>What checkpoints' metadata showed: a list for each job.</summary>
    public const string MetadataFile = "metadata.json";

    private readonly SortedDictionary<string, RecordedOperatorIds> _operatorIds = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, IReadOnlyList<RecordedMetadata>> _metadata = new(StringComparer.Ordinal);

    private WitnessFiles()
    {
    }

    /// <summary>What a poll has of witnesses.</summary>
    public static WitnessFiles Of(ClusterSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var files = new WitnessFiles();
        foreach (var job in snapshot.Jobs)
        {
            if (job.Readings.Value(OperatorIdSet.Key) is { } set)
            {
                files._operatorIds[job.Id] = RecordedOperatorIds.Of(set, StartOf(job));
            }

            // The run's own comes last.
            var kept = new[] { CheckpointMetadata.RestoredKey, CheckpointMetadata.Key }.Select(job.Readings.Value).OfType<CheckpointMetadata>().DistinctBy(static file => file.Path).ToList();
            var entries = kept.Select(RecordedMetadata.Of).ToList();
            if (job.Readings.Value(RefusedMetadata.Key) is { } refused)
            {
                entries.Add(RecordedMetadata.Of(refused));
            }

            if (entries.Count > 0)
            {
                files._metadata[job.Id] = entries;
            }
        }

        return files;
    }

    /// <summary>Reads the two files.</summary>
    /// <param name="operatorIds">The bytes of <see cref="OperatorIdsFile"/>; null where there is none.</param>
    /// <param name="metadata">Those of <see cref="MetadataFile"/>.</param>
    /// <exception cref="RecordingException">They are not what their names promise.</exception>
    public static WitnessFiles Read(byte[]? operatorIds, byte[]? metadata)
    {
        var files = new WitnessFiles();
        foreach (var (job, entry) in Read(OperatorIdsFile, operatorIds, WitnessJson.Default.SortedDictionaryStringRecordedOperatorIds) ?? [])
        {
            files._operatorIds[job] = entry is not null ? Sound(entry, OperatorIdsFile, entry.Operators) : throw Unreadable(OperatorIdsFile, null);
        }

        foreach (var (job, entries) in Read(MetadataFile, metadata, WitnessJson.Default.SortedDictionaryStringIReadOnlyListRecordedMetadata) ?? [])
        {
            files._metadata[job] = entries?.All(entry => entry is { IsWhole: true }) == true
                ? [.. entries.Select(entry => Sound(entry, MetadataFile, entry.Operators ?? []))]
                : throw Unreadable(MetadataFile, null);
        }

        return files;
    }

    /// <summary>The bytes of <see cref="OperatorIdsFile"/>; null where there is nothing to write.</summary>
    public byte[]? OperatorIdsJson => _operatorIds.Count == 0 ? null : JsonSerializer.SerializeToUtf8Bytes(_operatorIds, WitnessJson.Default.SortedDictionaryStringRecordedOperatorIds);

    /// <summary>The bytes of <see cref="MetadataFile"/>; null where there is nothing to write.</summary>
    public byte[]? MetadataJson => _metadata.Count == 0 ? null : JsonSerializer.SerializeToUtf8Bytes(_metadata, WitnessJson.Default.SortedDictionaryStringIReadOnlyListRecordedMetadata);

    /// <summary>A job with what its witnesses showed. Ids of an earlier run of it are left out: Prometheus answers for one run.</summary>
    /// <param name="job">The job.</param>
    /// <param name="room">What the answers of its target may take.</param>
    public JobSnapshot AddTo(JobSnapshot job, MemoryRoom room)
    {
        var readings = job.Readings;
        if (readings.Get(JobDetails.Key) is not { } details)
        {
            return job;
        }

        if (_operatorIds.TryGetValue(job.Id, out var ids) && (ids.StartTimeMs is null || ids.StartTimeMs == StartOf(job)))
        {
            var set = ids.ToSet(OperatorIdsFile);
            Add(Reading<OperatorIdSet>.Of(OperatorIdSet.Key, set.Origin, details.ReadAt, TimeSpan.Zero, set, StampOf(ids, WitnessJson.Default.RecordedOperatorIds)));
        }

        var entries = _metadata.GetValueOrDefault(job.Id) ?? [];
        var recorded = entries.Where(static one => one.Operators is not null).ToList();
        if (recorded.Count > 0)
        {
            // A job may have one of its own and the one that it was restored from: the one that knows the heads of its chains is its own.
            var heads = (details.Value?.Vertices ?? []).Select(vertex => vertex.Id).ToList();
            var restored = readings.Value(CheckpointStatistics.Key)?.Latest?.Restored?.ExternalPath;
            AddMetadata(recorded.LastOrDefault(one => CheckpointPaths.AreSame(one.Path, restored)), CheckpointMetadata.RestoredKey);
            var own = recorded.LastOrDefault(one => heads.TrueForAll(head => one.Operators!.Any(listed => listed.Id == head))) ?? recorded[^1];
            AddMetadata(own, CheckpointMetadata.Key);
            readings = readings.Without(RefusedMetadata.Key);
        }

        if (entries.LastOrDefault(static one => one.ToRefused() is not null) is { } tooLarge)
        {
            AddRefused(tooLarge, tooLarge.ToRefused()!);
        }

        return job with { Readings = readings };

        void AddMetadata(RecordedMetadata? one, SourceKey<CheckpointMetadata> key)
        {
            if (one is not null)
            {
                Add(Reading<CheckpointMetadata>.Of(key, one.Path, details.ReadAt, TimeSpan.Zero, one.ToMetadata(), StampOf(one, WitnessJson.Default.RecordedMetadata)));
            }
        }

        // As live: the size is known, and where nothing else is, the file is one that could not be read.
        void AddRefused(RecordedMetadata one, RefusedMetadata refused)
        {
            Add(Reading<RefusedMetadata>.Of(RefusedMetadata.Key, one.Path, details.ReadAt, TimeSpan.Zero, refused, StampOf(one, WitnessJson.Default.RecordedMetadata)));
            if (readings.Get(CheckpointMetadata.Key) is null)
            {
                var failure = new Failure(FailureReason.TooLarge, 0, string.Create(CultureInfo.InvariantCulture, $"the file has {refused.FileBytes} bytes, more than were read when this was recorded (maxBytes)"));
                readings = readings.With(Reading<CheckpointMetadata>.Failed(CheckpointMetadata.Key, one.Path, details.ReadAt, TimeSpan.Zero, failure));
            }
        }

        void Add<T>(Reading<T> reading)
            where T : class => readings = readings.With(room.Fit(reading, readings.Get((SourceKey<T>)reading.Key)));
    }

    private static long? StartOf(JobSnapshot job) => job.Readings.Value(JobDetails.Key)?.StartTimeMs ?? job.Overview?.StartTimeMs;

    // Of the bytes that would be written: nothing of an entry can be forgotten.
    private static Stamp StampOf<T>(T entry, JsonTypeInfo<T> type) => Stamp.Of(JsonSerializer.SerializeToUtf8Bytes(entry, type));

    private static T? Read<T>(string name, byte[]? content, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return content is null ? null : JsonSerializer.Deserialize(content, type);
        }
        catch (JsonException e)
        {
            throw Unreadable(name, e);
        }
    }

    private static T Sound<T>(T entry, string name, IReadOnlyList<RecordedOperator> operators) =>
        operators.All(one => one is not null) && operators.DistinctBy(one => one.Id).Count() == operators.Count ? entry : throw Unreadable(name, null);

    private static RecordingException Unreadable(string name, Exception? cause)
    {
        var message = $"{name} is not what a recording keeps of operators' ids; it may be cut off";
        return cause is null ? new RecordingException(message) : new RecordingException(message, cause);
    }
}
