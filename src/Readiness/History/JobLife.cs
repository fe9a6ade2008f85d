using System.Collections.Immutable;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Sources;
using FlinkReady.Readiness.Facts;

namespace FlinkReady.Readiness.History;

/// <summary>
/// What goes on over the runs of a job. A run is a job id with a start time; a new start time under one job id is the next run of the same job, whose JobMaster was
/// started anew, and shows neither the failures nor the checkpoints of the run before. Immutable and bounded.
/// </summary>
public sealed record JobLife
{
    /// <summary>How far it reaches back.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromHours(24);

    // More than a history of Flink's holds, several times over.
    private const int MaxFailures = 64;
    private const int MaxStarts = 64;

    /// <summary>The runs that were seen to begin, oldest first; the one of the first look is not among them.</summary>
    public ImmutableList<NextRun> Starts { get; private init; } = [];

    /// <summary>What was read of failures, oldest first.</summary>
    public ImmutableList<SeenFailure> Failures { get; private init; } = [];

    /// <summary>Since when no checkpoint has completed; null where nothing tells.</summary>
    public CheckpointAge? Age { get; private init; }

    /// <summary>The sizes of the job's state.</summary>
    internal StateSizes Sizes { get; private init; } = StateSizes.None;


    /// <summary>When the run that was seen last began, epoch milliseconds.</summary>
    internal long? StartMs { get; private init; }

    /// <summary>Since when the job is not listed, or over; null while it is alive.</summary>
    internal DateTimeOffset? GoneSince { get; private init; }

    /// <summary>Changes with anything that verdicts are told of it.</summary>
    internal Stamp Stamp { get; private init; }

    // Of the run that was seen last: what it was restored from, and when all of it was last seen to run.
    private RestoredCheckpoint? Restored { get; init; }

    private long? LastWholeMs { get; init; }

    // Since when not every task of it has run; null where all did at the last look.
    private long? NotWholeSinceMs { get; init; }

    private DateTimeOffset FailuresReadAt { get; init; }

    private DateTimeOffset SeenAt { get; init; }

    // True where it was seen to end: what comes after was started by somebody.
    private bool WasOver { get; init; }

    /// <summary>The life after a look at the job.</summary>
    /// <param name="life">As it was known, null where the job was not.</param>
    /// <param name="job">The job.</param>
    internal static JobLife After(JobLife? life, JobFacts job)
    {
        if (life is not null && life.GoneSince is null && job.Now <= life.SeenAt)
        {
            // Nothing was read since.
            return life;
        }

        var next = (life ?? new JobLife()).Begin(job).WithRestore(job).WithFailures(job) with { SeenAt = job.Now, GoneSince = null, WasOver = false };
        next = next with { Age = CheckpointAge.After(next.Age, job), Sizes = next.Sizes.After(job) };
        next = next.WithTasks(job);
        return life is not null && life.Stamp.IsSet && next.TellsTheSameAs(life) ? next : next with { Stamp = Stamp.Mint() };
    }

    /// <summary>The same with the run that a look shows, where that is another one.</summary>
    internal JobLife With(JobFacts job) => Begin(job).WithRestore(job);

    /// <summary>The life after a poll that did not find the job alive.</summary>
    internal JobLife Gone(DateTimeOffset now, bool isOver) =>
        GoneSince is not null && (WasOver || !isOver) ? this : this with { GoneSince = GoneSince ?? now, WasOver = WasOver || isOver };

    /// <summary>Since when not every task of this run has run, by earlier looks, epoch milliseconds; null where they tell nothing.</summary>
    /// <param name="enteredMs">When the job entered the state that it has now.</param>
    internal long? NotWholeSince(long enteredMs) => NotWholeSinceMs ?? (LastWholeMs > enteredMs ? LastWholeMs : null);

    /// <summary>True where this is the life that a run belongs to.</summary>
    internal bool IsOf(JobFacts job) => StartMs is not { } start || job.StartTime is not { } shown || shown.ToUnixTimeMilliseconds() == start;

    // A start time that is not newer is no new run: the lists and the job's own answer are of different moments.
    private JobLife Begin(JobFacts job)
    {
        if (job.StartTime?.ToUnixTimeMilliseconds() is not { } start || start == StartMs || start < StartMs)
        {
            return this;
        }

        if (StartMs is null)
        {
            return this with { StartMs = start };
        }

        var starts = Starts.Add(new NextRun(start, job.StartEvidence, Restored, WasOver));
        starts = starts.RemoveAll(run => start - run.StartMs > (long)Memory.TotalMilliseconds);
        return this with
        {
            StartMs = start,
            Starts = starts.Count > MaxStarts ? starts.RemoveRange(0, starts.Count - MaxStarts) : starts,
            Restored = null,
            NotWholeSinceMs = null,
            LastWholeMs = null,
            Age = WasOver ? null : Age?.Without(start - (GoneSince?.ToUnixTimeMilliseconds() ?? start)),
        };
    }

    // What the run began from; later restores are fail-overs within it. Until the graph exists Flink does not say.
    private JobLife WithRestore(JobFacts job)
    {
        if (Restored is not null || !job.Checkpointing.Latest.IsKnown || job.Checkpointing.LatestRestored.Or(null!) is not { } restored)
        {
            return this;
        }

        var starts = Starts is [.., var run] && run.StartMs == StartMs ? Starts.SetItem(Starts.Count - 1, run with { Restored = restored }) : Starts;
        return this with { Restored = restored, Starts = starts };
    }

    private JobLife WithFailures(JobFacts job)
    {
        if (job.Failures.ReadAt <= FailuresReadAt)
        {
            return this;
        }

        var known = Failures.ToHashSet();
        var oldest = job.FlinkMsAt(job.Now) - (long)Memory.TotalMilliseconds;
        var isNew = job.Failures.Seen.Any(failure => failure.TimeMs > oldest && !known.Contains(failure));
        var isOld = Failures is [var first, ..] && first.TimeMs <= oldest;
        var failures = !isNew && !isOld
            ? Failures
            : [.. known.Union(job.Failures.Seen).Where(failure => failure.TimeMs > oldest).OrderBy(failure => failure.TimeMs).TakeLast(MaxFailures)];
        return this with { Failures = failures, FailuresReadAt = job.Failures.ReadAt };
    }

    private JobLife WithTasks(JobFacts job)
    {
        if (!job.StateFact.IsKnown)
        {
            return this;
        }

        var now = job.FlinkMsAt(job.OriginOf(JobDetails.Key).ReadAt);
        return job.RunsWhole
            ? this with { NotWholeSinceMs = null, LastWholeMs = now }
            : this with { NotWholeSinceMs = NotWholeSinceMs ?? Math.Min(now, Math.Max(StateEntry.Of(job).Or(now), LastWholeMs ?? 0)) };
    }

    private bool TellsTheSameAs(JobLife other) =>
        ReferenceEquals(Starts, other.Starts) && ReferenceEquals(Failures, other.Failures) && Age == other.Age && ReferenceEquals(Sizes, other.Sizes);
}
