using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Changes;

/// <summary>What a change is about.</summary>
internal enum ChangeKind
{
    /// <summary>The verdict of a rule.</summary>
    Check,

    /// <summary>A job came, went, ended or runs anew.</summary>
    Job,

    /// <summary>A target answers, answers no more, came or went.</summary>
    Target,

    /// <summary>An operator of a job is not what it was in the run before.</summary>
    Operator,

    /// <summary>The configuration was read anew, or refused.</summary>
    Configuration,
}

/// <summary>Something that was otherwise at the poll before. Made of names, not of ids: what it tells of is the same after a restart. Immutable.</summary>
internal sealed record Change
{
    /// <summary>The longest message that is kept, in characters.</summary>
    public const int LongestMessage = 300;

    /// <summary>When the poll ended that saw it.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What it is about.</summary>
    public required ChangeKind Kind { get; init; }

    /// <summary>The target's name; null for the configuration and the fleet.</summary>
    public string? Target { get; init; }

    /// <summary>The job's name, null where it is about no job.</summary>
    public string? JobName { get; init; }

    /// <summary>The rule's id, null where it is about no check.</summary>
    public string? Rule { get; init; }

    /// <summary>How bad it is, or was before it was resolved; null where that is no question.</summary>
    public Severity? Severity { get; init; }

    /// <summary>What it was: a verdict's status, a job's state, <c>up</c>, <c>absent</c>, …</summary>
    public required string From { get; init; }

    /// <summary>What it is now.</summary>
    public required string To { get; init; }

    /// <summary>One sentence for people, at most <see cref="LongestMessage"/> characters.</summary>
    public required string Message { get; init; }
}
