namespace FlinkReady.Monitor.Comparing;

/// <summary>The formats of comparisons, the default first.</summary>
internal static class CompareFormats
{
    private static readonly (string Name, ICompareWriter Writer)[] All =
    [
        ("console", new CompareConsole()),
        ("json", new CompareJson()),
        ("markdown", new CompareMarkdown()),
        ("sarif", new CompareSarif()),
        ("junit", new CompareJUnit()),
    ];

    /// <summary>Their names.</summary>
    public static string[] Names { get; } = [.. All.Select(format => format.Name)];

    /// <summary>The writer of a format.</summary>
    public static ICompareWriter Of(string name) => Array.Find(All, format => format.Name == name).Writer;
}
