namespace FlinkReady.Monitor.Documentation;

/// <summary>Puts the program's own texts, which may hold Markdown, into a cell of a table.</summary>
internal static class Cell
{
    /// <summary>The text for a cell.</summary>
    public static string Of(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace('\n', ' ');
}
