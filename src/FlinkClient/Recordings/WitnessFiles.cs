using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.FlinkClient.Recordings;

/// <summary>
/// What was kept of witnesses, in two files beside a recording's <c>index.json</c>: the operators' ids that Prometheus showed, and the operators that a
/// checkpoint's metadata named. Of the metadata itself nothing is kept: it holds users' data.
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
            if (kept.Count > 0)
            {
                files._metadata[job.Id] = [.. kept.Select(RecordedMetadata.Of)];
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
            files._metadata[job] = entries?.All(entry => entry is not null) == true
                ? [.. entries.Select(entry => Sound(entry, MetadataFile, entry.Operators))]
                : throw Unreadable(MetadataFile, null);
        }

        return files;
    }

    /// <summary>The bytes of <see cref="OperatorIdsFile"/>; null where there is nothing to write.</summary>
    public byte[]? OperatorIdsJson => _operatorIds.Count == 0 ? null : JsonSerializer.SerializeToUtf8Bytes(_operatorIds, WitnessJson.Default.SortedDictionaryStringRecordedOperatorIds);

    /// <summary>The bytes of <see cref="MetadataFile"/>; null where there is nothing to write.</summary>
    public byte[]? MetadataJson => _metadata.Count == 0 ? null : JsonSerializer.SerializeToUtf8Bytes(_metadata, WitnessJson.Default.SortedDictionaryStringIReadOnlyListRecordedMetadata);

    /// <summary>The poll with what its witnesses showed. Ids of an earlier run of a job are left out: Prometheus answers for one run.</summary>
    public ClusterSnapshot AddTo(ClusterSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return _operatorIds.Count + _metadata.Count == 0 ? snapshot : snapshot with { Jobs = [.. snapshot.Jobs.Select(AddTo)] };
    }

    private JobSnapshot AddTo(JobSnapshot job)
    {
        var details = job.Readings.Get(JobDetails.Key);
        if (details is null)
        {
            return job;
        }

        var readings = job.Readings;
        if (_operatorIds.TryGetValue(job.Id, out var ids) && (ids.StartTimeMs is null || ids.StartTimeMs == StartOf(job)))
        {
            var set = ids.ToSet(OperatorIdsFile);
            readings = readings.With(Reading<OperatorIdSet>.Of(OperatorIdSet.Key, set.Origin, details.ReadAt, TimeSpan.Zero, set, StampOf(set.Origin, set.IsWhole, set.Operators)));
        }

        if (_metadata.TryGetValue(job.Id, out var recorded) && recorded.Count > 0)
        {
            // A job may have one of its own and the one that it was restored from: the one that knows the heads of its chains is its own.
            var heads = (details.Value?.Vertices ?? []).Select(vertex => vertex.Id).ToList();
            Add(recorded.LastOrDefault(one => IsRestored(one, job)), CheckpointMetadata.RestoredKey);
            var own = recorded.LastOrDefault(one => heads.TrueForAll(head => one.Operators.Any(listed => listed.Id == head))) ?? recorded[^1];
            Add(own, CheckpointMetadata.Key);
        }

        return job with { Readings = readings };

        void Add(RecordedMetadata? one, SourceKey<CheckpointMetadata> key)
        {
            if (one?.ToMetadata() is { } file)
            {
                var stamp = StampOf($"{file.Path} {file.Version} {file.CheckpointId} {file.FileBytes}", file.HasChangelogInMemory, file.Operators);
                readings = readings.With(Reading<CheckpointMetadata>.Of(key, file.Path, details.ReadAt, TimeSpan.Zero, file, stamp));
            }
        }
    }

    private static bool IsRestored(RecordedMetadata one, JobSnapshot job) =>
        job.Readings.Value(CheckpointStatistics.Key)?.Latest?.Restored?.ExternalPath is { } path && (one.Path == path || one.Path == $"{path.TrimEnd('/')}/_metadata");

    private static long? StartOf(JobSnapshot job) => job.Readings.Value(JobDetails.Key)?.StartTimeMs ?? job.Overview?.StartTimeMs;

    private static Stamp StampOf(string origin, bool flag, IReadOnlyList<WitnessedOperator> operators)
    {
        var stamp = new StampBuilder().Add(origin).Add(flag);
        foreach (var one in operators)
        {
            stamp = stamp.Add(one.Id).Add(one.VertexId).Add(one.Name).Add(one.Uid).Add(one.HasState).Add(one.StateBytes).Add(one.CoordinatorBytes)
                .Add((long?)one.Parallelism).Add((long?)one.MaxParallelism);
        }

        return stamp.ToStamp();
    }

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
