using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;

namespace FlinkReady.Readiness.History;

/// <summary>The little that is kept of an earlier poll of a job, for rules that need more than one. Never holds an answer.</summary>
public sealed record JobSample
{
    /// <summary>The job's "now".</summary>
    public required DateTimeOffset ObservedAt { get; init; }

    /// <summary>The job's state.</summary>
    public required string State { get; init; }

    /// <summary>Whether every task ran or had finished.</summary>
    public required bool AllTasksUp { get; init; }

    /// <summary>One entry a vertex, in the order of the answer.</summary>
    public required IReadOnlyList<VertexSample> Vertices { get; init; }

    /// <summary>Whether a vertex ran with less parallelism than was asked for; null where that could not be seen.</summary>
    public bool? ParallelismUnmet { get; init; }

    /// <summary>When <c>/jobs/:jobid</c> was asked: the time of state and vertices.</summary>
    public DateTimeOffset DetailsReadAt { get; init; }

    /// <summary>When the job became RUNNING, epoch milliseconds: a new value is a new attempt. Null where it never did.</summary>
    public long? RunningSinceMs { get; init; }

    /// <summary>When the checkpoint statistics were asked, null where they were not read.</summary>
    public DateTimeOffset? CheckpointsReadAt { get; init; }

    /// <summary>See <see cref="CheckpointDurations.Limit"/>: how long the checkpoints took that are too many to be outliers, milliseconds.</summary>
    public long? CheckpointDurationMs { get; init; }

    /// <summary>The id of the newest finished checkpoint, completed or failed, savepoints left out; null where there is none.</summary>
    public long? LatestFinishedCheckpoint { get; init; }

    /// <summary>In-flight data of the latest completed checkpoint, bytes.</summary>
    public long? PersistedData { get; init; }

    /// <summary>Full size of the latest completed checkpoint, in-flight data included, bytes.</summary>
    public long? CheckpointSize { get; init; }

    /// <summary>
    /// The highest parallelism that each vertex had in this poll and in those of the run before it, with all tasks up; kept where something overrides the
    /// parallelism, such as an autoscaler, which goes back to where it was. Empty elsewhere.
    /// </summary>
    public IReadOnlyList<int> HighestParallelism { get; init; } = [];

    /// <summary>The sample with what it takes over from the one before it, null where there is none.</summary>
    public JobSample After(JobSample? before) => HighestParallelism.Count == 0 || before is not { HighestParallelism.Count: > 0 } ? this : this with
    {
        HighestParallelism = [.. HighestParallelism.Select((parallelism, index) => index < before.HighestParallelism.Count ? Math.Max(parallelism, before.HighestParallelism[index]) : parallelism)],
    };

    /// <summary>Takes the sample of a job.</summary>
    public static JobSample Of(JobFacts job)
    {
        var completed = job.Checkpointing.LatestCompleted.Or(null!);
        var finished = job.Checkpointing.Finished;
        return new JobSample
        {
            ObservedAt = job.Now,
            State = job.State,
            AllTasksUp = job.AllTasksUp,
            Vertices = [.. job.Vertices.Select(vertex => new VertexSample(vertex.Parallelism.Or(0), vertex.BackPressuredMs.TryGet(out var ms) ? ms : null, vertex.AccumulatedMs))],
            HighestParallelism = job.Cluster.HasParallelismOverrides ? [.. job.Vertices.Select(vertex => job.AllTasksUp ? vertex.Parallelism.Or(0) : 0)] : [],
            ParallelismUnmet = job.UnmetVertices is { } unmet ? unmet.Count > 0 : null,
            DetailsReadAt = job.OriginOf(JobDetails.Key).ReadAt,
            RunningSinceMs = job.Timestamp("RUNNING").Or(0) is > 0 and var running ? running : null,
            CheckpointsReadAt = job.Checkpointing.StatisticsOrigin is { State: OriginState.Answered, ReadAt: var readAt } ? readAt : null,
            CheckpointDurationMs = CheckpointDurations.Limit(finished),
            LatestFinishedCheckpoint = finished is [var newest, ..] ? newest.Id : null,
            PersistedData = completed?.PersistedData,
            CheckpointSize = completed?.StateSize,
        };
    }
}

/// <summary>The little that is kept of an earlier poll at a vertex.</summary>
/// <param name="Parallelism">As it was.</param>
/// <param name="BackPressuredMs">Milliseconds back-pressured, summed over the subtasks since their start.</param>
/// <param name="AccumulatedMs">Milliseconds back-pressured, idle and busy in all: it stands still where Flink had no newer metrics.</param>
public readonly record struct VertexSample(int Parallelism, double? BackPressuredMs, double AccumulatedMs);
