namespace FlinkReady.Monitor.Documentation;

/// <summary>What more than one page says.</summary>
internal static class Prose
{
    /// <summary>How patterns over names are read.</summary>
    public const string Globs =
        "In globs `*` stands for any text and `?` for one character; they match the whole name, case-sensitive. A backslash before `*`, `?` or a backslash makes that character stand for itself: `no\\*` is the name `no*` and no other.";
}
