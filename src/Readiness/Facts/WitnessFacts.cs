using FlinkReady.FlinkModel.Paths;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.FlinkModel.Sources;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Facts;

/// <summary>What others than the JobManager show of a job: the metadata of its checkpoints, and Prometheus.</summary>
public sealed class WitnessFacts
{
    private readonly JobSnapshot _snapshot;
    private readonly Answer<CheckpointMetadata> _metadata;
    private readonly Answer<OperatorIdSet> _operatorIds;

    internal WitnessFacts(JobSnapshot snapshot)
    {
        _snapshot = snapshot;
        _metadata = Answer.Of(snapshot, CheckpointMetadata.Key);
        _operatorIds = Answer.Of(snapshot, OperatorIdSet.Key);
    }

    /// <summary>What the witnesses of a job show of its operators, without what is an earlier run's.</summary>
    /// <param name="job">The job.</param>
    public static OperatorEvidence EvidenceOf(JobSnapshot job) => new WitnessFacts(job).Evidence;

    /// <summary>What they show of the job's operators.</summary>
    internal OperatorEvidence Evidence => new() { Checkpoint = Metadata, Prometheus = OperatorIds };

    /// <summary>What became of the metadata.</summary>
    public Origin MetadataOrigin => _metadata.Origin;

    /// <summary>The metadata of a checkpoint or savepoint of this run; null where none was read, and where it is the one that the run was started from.</summary>
    public CheckpointMetadata? Metadata => _metadata.Payload is { } file && !IsOfAnEarlierRun(file.Path) ? file : null;

    /// <summary>What Prometheus shows; null where it was not asked, or did not answer.</summary>
    public OperatorIdSet? OperatorIds => _operatorIds.Payload;

    /// <summary>The size of the metadata, bytes.</summary>
    public Fact<long> MetadataBytes => Of(CheckpointMetadata.Field.FileBytes, Metadata?.FileBytes);

    /// <summary>The size of metadata that was too large to be read, bytes.</summary>
    public Fact<long> RefusedMetadataBytes
    {
        get
        {
            var answer = Answer.Of(_snapshot, RefusedMetadata.Key);
            return answer.Payload is { } refused
                ? Fact<long>.Known(answer.Origin, CheckpointMetadata.Field.FileBytes, refused.FileBytes, Authority.Witnessed)
                : Fact<long>.Missing(answer.Origin, CheckpointMetadata.Field.FileBytes, Authority.Witnessed);
        }
    }

    /// <summary>Whether changes since the last materialisation lie inside the metadata.</summary>
    public Fact<bool> HasChangelogInMemory => Of(CheckpointMetadata.Field.HasChangelogInMemory, Metadata?.HasChangelogInMemory);

    /// <summary>The size of the state of an operator's coordinator, which lies inside the metadata, bytes.</summary>
    public Fact<long> CoordinatorBytes(WitnessedOperator one) => Of(Path(one.Id, WitnessedOperator.Field.CoordinatorBytes), one.CoordinatorBytes);

    /// <summary>That an operator has no uid, for evidence.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="source">The witness that shows it.</param>
    public Evidence WithoutUid(string id, UidSource source) =>
        Fact<string>.Missing(source == UidSource.Prometheus ? _operatorIds.Origin : _metadata.Origin, Path(id, WitnessedOperator.Field.Uid), Authority.Witnessed).Evidence;

    private static string Path(string id, string field) => $"{CheckpointMetadata.Field.Operators}[{id}].{field}";

    /// <summary>Changes with what the witnesses show; what they don't show is the same as nothing.</summary>
    internal Stamp AddTo(StampBuilder stamp)
    {
        foreach (var reading in (ReadOnlySpan<Reading?>)[_snapshot.Readings.Get(CheckpointMetadata.Key), _snapshot.Readings.Get(OperatorIdSet.Key)])
        {
            stamp = reading is { IsAnswered: true } ? stamp.Add(reading.Stamp) : stamp.Add(0L);
        }

        return stamp.Add(Metadata is null).ToStamp();
    }

    private Fact<T> Of<T>(string field, T? value)
        where T : struct => value is { } known
        ? Fact<T>.Known(_metadata.Origin, field, known, Authority.Witnessed)
        : Fact<T>.Missing(_metadata.Origin, field, Authority.Witnessed);

    private bool IsOfAnEarlierRun(string path)
    {
        var latest = _snapshot.Readings.Value(CheckpointStatistics.Key)?.Latest;
        return CheckpointPaths.AreSame(latest?.Restored?.ExternalPath, path)
            && !CheckpointPaths.AreSame(latest?.Completed?.ExternalPath, path) && !CheckpointPaths.AreSame(latest?.Savepoint?.ExternalPath, path);
    }
}
