using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Changes;

/// <summary>What is remembered of a verdict. In order: of several jobs of one name the greatest counts.</summary>
internal enum CheckState : byte
{
    /// <summary>There was none yet.</summary>
    Absent,

    /// <summary>What it needs was not read so far.</summary>
    Unread,

    /// <summary>It waits for more polls.</summary>
    Waiting,

    /// <summary>The question does not arise.</summary>
    NotApplicable,

    /// <summary>Nothing is wrong.</summary>
    Pass,

    /// <summary>All that is wrong is waived.</summary>
    Waived,

    /// <summary>What was read can't decide it.</summary>
    Unknown,

    /// <summary>Violated, info.</summary>
    Info,

    /// <summary>Violated, warning.</summary>
    Warning,

    /// <summary>Violated, critical.</summary>
    Critical,
}

/// <summary>What follows from a <see cref="CheckState"/>.</summary>
internal static class CheckStates
{
    /// <summary>The state of a check.</summary>
    public static CheckState Of(CheckResult check) => check.Status switch
    {
        CheckStatus.Pass => CheckState.Pass,
        CheckStatus.Waived => CheckState.Waived,
        CheckStatus.NotApplicable => CheckState.NotApplicable,
        CheckStatus.Unknown => check.UnknownReason switch
        {
            UnknownReason.Undecidable => CheckState.Unknown,
            UnknownReason.NeedsHistory => CheckState.Waiting,
            _ => CheckState.Unread,
        },
        _ => check.Severity switch
        {
            Severity.Critical => CheckState.Critical,
            Severity.Warning => CheckState.Warning,
            _ => CheckState.Info,
        },
    };

    /// <summary>True where nobody has to do anything: a change from one such state to another is no news.</summary>
    public static bool IsQuiet(this CheckState state) => state <= CheckState.Pass;

    /// <summary>True where a poll taught something. What was not read, or waits for more polls, leaves an earlier verdict as it was.</summary>
    public static bool IsDecided(this CheckState state) => state >= CheckState.NotApplicable;

    /// <summary>The severity of a violated one, else null.</summary>
    public static Severity? SeverityOf(this CheckState state) => state switch
    {
        CheckState.Critical => Severity.Critical,
        CheckState.Warning => Severity.Warning,
        CheckState.Info => Severity.Info,
        _ => null,
    };

    /// <summary>The word of reports for it; <c>absent</c> where there was no verdict.</summary>
    public static string ToText(this CheckState state) => state switch
    {
        CheckState.Absent => "absent",
        CheckState.NotApplicable => CheckStatus.NotApplicable.ToText(),
        CheckState.Pass => CheckStatus.Pass.ToText(),
        CheckState.Waived => CheckStatus.Waived.ToText(),
        CheckState.Unknown or CheckState.Unread or CheckState.Waiting => CheckStatus.Unknown.ToText(),
        _ => CheckStatus.Fail.ToText(),
    };
}
