using System.Globalization;
using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.FlinkClient.Polls;

/// <summary>
/// The memory that the answers of one target may take. A reading that does not fit becomes a failed one, so that what it would tell is unknown; a job that is new
/// and finds no room is left out and counted. What was read before keeps its place, so that a verdict does not come and go with the order of answers.
/// </summary>
/// <param name="limit">Bytes.</param>
public sealed class MemoryRoom(long limit)
{
    // The job itself and its list of readings; its verdicts come to more, and are not answers.
    private const long PerJob = 160;

    private const string Refusal = "left out: the answers of this target take more memory than maxTargetMemory allows, ";

    private long _taken;

    /// <summary>Bytes that are taken.</summary>
    internal long Taken => Interlocked.Read(ref _taken);

    /// <summary>Counts what was read before and is kept.</summary>
    internal void Keep(ReadingSet readings)
    {
        var size = 0L;
        foreach (var reading in readings.AsSpan())
        {
            size += reading.Size;
        }

        Interlocked.Add(ref _taken, size);
    }

    /// <summary>Makes room for a job that is new; false where there is none.</summary>
    internal bool TryAdd()
    {
        if (Taken + PerJob > limit)
        {
            return false;
        }

        Interlocked.Add(ref _taken, PerJob);
        return true;
    }

    /// <summary>Counts a job that was there before.</summary>
    internal void AddKnown(JobSnapshot job)
    {
        Interlocked.Add(ref _taken, PerJob);
        Keep(job.Readings);
    }

    /// <summary>Puts a reading in the place of an earlier one. A payload that nobody has measured is measured.</summary>
    /// <param name="reading">What was read.</param>
    /// <param name="earlier">What was read before and was counted, null for nothing.</param>
    /// <returns>The reading, or that it did not fit.</returns>
    public Reading<T> Fit<T>(Reading<T> reading, Reading<T>? earlier)
        where T : class
    {
        if (reading is { Size: 0, Value: { } payload })
        {
            reading = reading.WithSize(PayloadSize.Of(payload, null));
        }

        var more = reading.Size - (earlier?.Size ?? 0);
        if (Interlocked.Add(ref _taken, more) <= limit || more <= 0)
        {
            return reading;
        }

        Interlocked.Add(ref _taken, -reading.Size);
        return reading.WithoutValue(new Failure(FailureReason.TooLarge, 200, Refusal + LimitText));
    }

    /// <summary>True where a reading of the job did not fit.</summary>
    public static bool HasRefused(JobSnapshot job)
    {
        foreach (var reading in job.Readings.AsSpan())
        {
            if (reading.Failure is { Reason: FailureReason.TooLarge } failure && failure.Message.StartsWith(Refusal, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The jobs that there was no room for.</summary>
    /// <param name="jobs">How many.</param>
    /// <returns>Null where there are none.</returns>
    public JobsLeftOut? LeftOut(int jobs) => jobs == 0
        ? null
        : new JobsLeftOut(jobs, $"the answers of this target take more memory than maxTargetMemory allows, {LimitText}: raise it, or let the target look at fewer jobs");

    /// <summary>The jobs left out when somebody has added to what was read: those too of which only the addition had no room.</summary>
    /// <param name="before">What was read.</param>
    /// <param name="after">Its jobs with what was added.</param>
    /// <returns>Null where there are none.</returns>
    public JobsLeftOut? LeftOutOf(ClusterSnapshot before, IReadOnlyList<JobSnapshot> after)
    {
        var more = after.Count(HasRefused) - before.Jobs.Count(HasRefused);
        return before.LeftOut is not { } known ? LeftOut(Math.Max(more, 0))
            : known.Count + more > 0 ? known with { Count = known.Count + more }
            : null;
    }

    private string LimitText => limit % (1 << 20) == 0 ? string.Create(CultureInfo.InvariantCulture, $"{limit >> 20}MiB") : string.Create(CultureInfo.InvariantCulture, $"{limit} bytes");
}
