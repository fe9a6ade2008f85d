using FlinkReady.FlinkModel.Payloads;

namespace FlinkReady.Readiness.Facts;

/// <summary>Why a job failed, as far as Flink still tells: the root causes in <c>/jobs/:jobid/exceptions</c>.</summary>
public sealed class FailureFacts
{
    private const string EntriesField = $"{JobExceptions.Field.History}.{ExceptionHistory.Field.Entries}";

    private readonly Answer<JobExceptions> _answer;

    internal FailureFacts(Answer<JobExceptions> answer) => _answer = answer;

    /// <summary>
    /// Why the job failed last: the last cause, one line without secrets. Missing where Flink does not say. While the job is FAILING, versions before 2.0 say it beside
    /// the history.
    /// </summary>
    public Fact<string> Reason => Newest(static _ => true) is var (index, entry)
        ? ReasonOf(index, entry)
        : _answer.Object(JobExceptions.Field.RootException, static exceptions => exceptions.RootException?.RootCause);

    /// <summary>What Flink refused to restore, where that is why the job failed last; else null.</summary>
    public RestoreRefusal? Refusal => Newest(static _ => true) is var (_, entry) ? entry.Trace!.Refusal : _answer.Payload?.RootException?.Refusal;

    /// <summary>Every failure that Flink still shows and dates.</summary>
    internal IEnumerable<SeenFailure> Seen => Entries.Select(SeenFailure.Of).OfType<SeenFailure>();

    /// <summary>When they were asked.</summary>
    internal DateTimeOffset ReadAt => _answer.ReadAt;

    private IReadOnlyList<ExceptionEntry> Entries => _answer.Payload?.History?.Entries ?? [];

    /// <summary>Why the job failed last within a span of time, epoch milliseconds; missing where it did not.</summary>
    internal Fact<string> ReasonWithin(long from, long to) =>
        Newest(entry => entry.TimestampMs >= from && entry.TimestampMs <= to) is var (index, entry) ? ReasonOf(index, entry) : default;

    /// <summary>
    /// Since when the job has got no slots: the oldest of the failures for want of them that end the history in an unbroken row, epoch milliseconds. Missing where the
    /// last failure is another one, or long ago.
    /// </summary>
    /// <param name="attemptMs">When the attempt that goes on now began, epoch milliseconds.</param>
    /// <param name="longestGapMs">What lies further apart are two shortages, milliseconds.</param>
    internal Fact<long> ShortOfSlotsSince(long attemptMs, long longestGapMs)
    {
        var since = default(Fact<long>);
        var last = attemptMs;
        var entries = Entries;
        foreach (var index in Enumerable.Range(0, entries.Count).OrderByDescending(index => entries[index].TimestampMs ?? 0))
        {
            if (SeenFailure.Of(entries[index]) is not { IsShortOfSlots: true, TimeMs: var time } || last - time > longestGapMs)
            {
                break;
            }

            since = Fact<long>.Known(_answer.Origin, new FieldPath(ExceptionEntry.Field.TimestampMs, EntriesField, index), time);
            last = time;
        }

        return since;
    }

    private Fact<string> ReasonOf(int index, ExceptionEntry entry) =>
        Fact<string>.Known(_answer.Origin, new FieldPath(ExceptionEntry.Field.Trace, EntriesField, index), entry.Trace!.RootCause!);

    private (int Index, ExceptionEntry Entry)? Newest(Func<ExceptionEntry, bool> fits)
    {
        (int Index, ExceptionEntry Entry)? newest = null;
        var entries = Entries;
        for (var index = 0; index < entries.Count; index++)
        {
            var entry = entries[index];
            if (entry.Trace?.RootCause is not null && fits(entry) && (newest is not var (_, known) || entry.TimestampMs > known.TimestampMs))
            {
                newest = (index, entry);
            }
        }

        return newest;
    }
}
