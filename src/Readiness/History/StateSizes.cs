using System.Collections.Immutable;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.History;

/// <summary>
/// How large a job's state was: the smallest full state of each hour that was watched; of a recording, of looks at least five minutes apart. Immutable and bounded.
/// </summary>
internal sealed class StateSizes
{
    /// <summary>How far looks of a recording are apart to count.</summary>
    public static readonly TimeSpan Apart = TimeSpan.FromMinutes(5);

    private const int Max = 49;
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly ImmutableList<StateSize> _sizes;
    private readonly DateTimeOffset _readAt;

    private StateSizes(ImmutableList<StateSize> sizes, DateTimeOffset readAt) => (_sizes, _readAt) = (sizes, readAt);

    /// <summary>None.</summary>
    public static StateSizes None { get; } = new([], default);

    /// <summary>The sizes after a look at the job.</summary>
    public StateSizes After(JobFacts job)
    {
        var size = job.Checkpointing.StateSize;
        var readAt = job.Checkpointing.StatisticsReadAt;
        if (!size.TryGet(out var bytes) || readAt <= _readAt)
        {
            return this;
        }

        var isRecording = job.Cluster.Access.IsRecording;
        var from = isRecording ? readAt : new DateTimeOffset(readAt.UtcTicks - (readAt.UtcTicks % Hour.Ticks), TimeSpan.Zero);
        if (_sizes is [.., var last] && (isRecording ? from - last.From < Apart : from <= last.From))
        {
            return bytes < last.Bytes && !isRecording ? new(_sizes.SetItem(_sizes.Count - 1, new StateSize(last.From, bytes, size.Evidence)), readAt) : this;
        }

        var sizes = _sizes.Add(new StateSize(from, bytes, size.Evidence));
        return new(sizes.Count > Max ? sizes.RemoveAt(0) : sizes, readAt);
    }

    /// <summary>
    /// The sizes that lie one after the other without a gap, oldest first: of a watch the hours that are over, of a recording the looks. Empty where the last hour was
    /// not watched.
    /// </summary>
    public IReadOnlyList<StateSize> Row(JobFacts job)
    {
        var isRecording = job.Cluster.Access.IsRecording;
        var now = job.Checkpointing.StatisticsReadAt;
        var whole = isRecording ? _sizes : _sizes.RemoveAll(size => now - size.From < Hour);
        if (isRecording || whole is not [.., var last] || now - last.From >= 2 * Hour)
        {
            return isRecording ? whole : [];
        }

        var begin = whole.Count - 1;
        while (begin > 0 && whole[begin].From - whole[begin - 1].From == Hour)
        {
            begin--;
        }

        return whole.GetRange(begin, whole.Count - begin);
    }
}

/// <summary>The size of a job's state in an hour, or at a look.</summary>
/// <param name="From">When the hour began, or the look.</param>
/// <param name="Bytes">The full state of the latest completed checkpoint, in-flight data left out; of an hour the smallest.</param>
/// <param name="Evidence">Where that was read.</param>
internal sealed record StateSize(DateTimeOffset From, long Bytes, Evidence Evidence);
