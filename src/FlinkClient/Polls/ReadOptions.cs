using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.FlinkClient.Polls;

/// <summary>
/// What a poll reads again. With <see cref="Everything"/> all of it; with <see cref="Incremental"/> only what may have changed:
/// <list type="bullet">
/// <item><c>/jobs/overview</c>, <c>/jobs</c> and <c>/taskmanagers</c> in every poll; <c>/overview</c>, <c>/config</c> and
/// <c>/jobmanager/config</c> each <see cref="SlowInterval"/>, and after a poll that found the cluster down; the last of them also where jobs came or went in a
/// way that tells of another JobManager.</item>
/// <item>All of a job when it is new or when its start time, state, last modification or task counts changed, once more when that
/// change was so fresh that Flink's cache may have answered with the state before it, and each <see cref="FullRefreshInterval"/>.</item>
/// <item>Else at most one request a job each <see cref="CheckpointInterval"/>: two times out of three the checkpoint statistics,
/// unless the job's own checkpoint interval is longer, the third time <c>/jobs/:jobid</c> with its backpressure times; in turns where looks are
/// so rare that both are due in each. A job without periodic checkpoints is asked for <c>/jobs/:jobid</c> alone.</item>
/// <item><c>/jobs/:jobid</c> in every poll while the job is not running with all its tasks.</item>
/// <item>Of a job that ended its last state, and of one that failed its exceptions, once.</item>
/// <item>A reading that failed, in the next poll.</item>
/// </list>
/// </summary>
public sealed record ReadOptions
{
    private ReadOptions()
    {
    }

    /// <summary>Everything is read, nothing kept (but for what a series of recordings did not ask again).</summary>
    public static ReadOptions Everything { get; } = new();

    /// <summary>What hardly ever changes is read again after this time; null: always.</summary>
    public TimeSpan? SlowInterval { get; private init; }

    /// <summary>A job's statistics are read again after this time, at least 3 s, for which Flink caches them; null: always.</summary>
    public TimeSpan? CheckpointInterval { get; private init; }

    /// <summary>All of an unchanged job is read again after about this time, spread by up to a quarter so that jobs don't fall together.</summary>
    public TimeSpan FullRefreshInterval { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The names of the jobs to look at; null for all.</summary>
    public Func<string, bool>? JobFilter { get; init; }

    /// <summary>What others than the cluster say of it at the moment, asked once in each poll; null where nobody says anything.</summary>
    public Func<DeclaredReadings>? Declared { get; init; }

    /// <summary>The cadence of a poll loop.</summary>
    /// <param name="pollInterval">Between polls; what is slow is read every tenth.</param>
    /// <param name="checkpointInterval">See <see cref="CheckpointInterval"/>.</param>
    public static ReadOptions Incremental(TimeSpan pollInterval, TimeSpan checkpointInterval) => new()
    {
        SlowInterval = pollInterval * 10,
        CheckpointInterval = checkpointInterval < Shortest ? Shortest : checkpointInterval,
    };

    private static TimeSpan Shortest => TimeSpan.FromSeconds(3);
}
