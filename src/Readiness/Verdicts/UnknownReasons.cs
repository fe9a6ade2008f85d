namespace FlinkReady.Readiness.Verdicts;

/// <summary>The written forms of <see cref="UnknownReason"/>.</summary>
public static class UnknownReasons
{
    /// <summary><c>unread</c>, <c>undecidable</c> or <c>needsHistory</c>.</summary>
    public static string ToText(this UnknownReason reason) => reason switch
    {
        UnknownReason.Unread => "unread",
        UnknownReason.Undecidable => "undecidable",
        _ => "needsHistory",
    };

    /// <summary>The reason for people.</summary>
    public static string ToPhrase(this UnknownReason reason) => reason switch
    {
        UnknownReason.Unread => "could not be read",
        UnknownReason.Undecidable => "can't be decided",
        _ => "takes more than one look",
    };
}
