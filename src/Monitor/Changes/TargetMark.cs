using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.Monitor.Changes;

/// <summary>What is remembered of a target from one poll to the next, to see what changed. Immutable.</summary>
internal sealed record TargetMark
{
    /// <summary>Before the first poll.</summary>
    public static TargetMark Initial { get; } = new();

    /// <summary>When it was last polled.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Whether it answered at the last poll; null before the first.</summary>
    public bool? IsUp { get; init; }

    /// <summary>Since when it is up or down.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>True where it answered once.</summary>
    public bool IsSeen { get; init; }

    /// <summary>True where it is down for so long that nothing is said of it any more.</summary>
    public bool IsStale { get; init; }

    /// <summary>How many checks lack what they need, though the target answers.</summary>
    public int Unread { get; init; }

    /// <summary>The cluster's own checks.</summary>
    public CheckMarks Cluster { get; init; } = CheckMarks.None;

    /// <summary>Its jobs by name.</summary>
    public IReadOnlyDictionary<string, JobMark> Jobs { get; init; } = new Dictionary<string, JobMark>();
}

/// <summary>What is remembered of the jobs of one name. Immutable.</summary>
/// <param name="Id">The job id of the newest of them.</param>
/// <param name="State">Its state.</param>
/// <param name="IsTerminal">True where it is over.</param>
/// <param name="Checks">Their checks.</param>
/// <param name="Unread">How many of these lack what they need.</param>
/// <param name="Told">What was told of the operators of its run; null where they were never held against those of a run before.</param>
/// <param name="Stamp">Changes with the assessment that this was taken from.</param>
internal sealed record JobMark(string Id, string State, bool IsTerminal, CheckMarks Checks, int Unread, ToldOperators? Told, Stamp Stamp);
