namespace FlinkReady.Readiness.Verdicts;

/// <summary>What a rule says of one job or cluster: a closed set.</summary>
public abstract record Verdict
{
    private Verdict(string message) => Message = message;

    /// <summary>One sentence for people.</summary>
    public string Message { get; }

    /// <summary>Nothing is wrong.</summary>
    /// <param name="Message">What was seen.</param>
    /// <param name="Complete">False where a part cannot be seen; the message says how much.</param>
    public sealed record Pass(string Message, bool Complete = true) : Verdict(Message);

    /// <summary>Something is wrong.</summary>
    /// <param name="Message">What, in one sentence; counts where there are several.</param>
    /// <param name="Findings">At least one.</param>
    /// <param name="Complete">False where a part cannot be seen.</param>
    public sealed record Fail(string Message, IReadOnlyList<Finding> Findings, bool Complete = true) : Verdict(Message);

    /// <summary>It cannot be said.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="Message">Why, and what would decide it.</param>
    /// <param name="Momentary">
    /// True where Flink shows less than before for the moment, as during a restart: what was decided of the job before still holds.
    /// </param>
    public sealed record Unknown(UnknownReason Reason, string Message, bool Momentary = false) : Verdict(Message);

    /// <summary>The question does not arise.</summary>
    /// <param name="Message">Why not.</param>
    public sealed record NotApplicable(string Message) : Verdict(Message);

    /// <summary>A failure with one finding.</summary>
    public static Fail Failed(Finding finding) => new(finding.Message, [finding]);

    /// <summary>Read, but it cannot decide.</summary>
    public static Unknown Undecidable(string message) => new(UnknownReason.Undecidable, message);

    /// <summary>Read, but it cannot decide for the moment: an earlier verdict on the job stands.</summary>
    public static Unknown NotNow(string message) => new(UnknownReason.Undecidable, message, Momentary: true);

    /// <summary>Takes more polls or a first completed checkpoint.</summary>
    public static Unknown NeedsHistory(string message) => new(UnknownReason.NeedsHistory, message);

    /// <summary>
    /// Takes a first completed checkpoint, or a few. A fail-over forgets those of the time before it, so that an earlier verdict on the job stands.
    /// </summary>
    public static Unknown NotYet(string message) => new(UnknownReason.NeedsHistory, message, Momentary: true);

    /// <summary>Could not be read.</summary>
    public static Unknown Unread(string message) => new(UnknownReason.Unread, message);
}
