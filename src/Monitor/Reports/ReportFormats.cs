namespace FlinkReady.Monitor.Reports;

/// <summary>The formats of reports. Explicit on purpose: ahead-of-time compilation knows no scanning.</summary>
internal static class ReportFormats
{
    private static readonly (string Name, IReportWriter Writer)[] All =
    [
        ("console", new ConsoleReport()),
        ("json", new JsonReport()),
        ("sarif", new SarifReport()),
        ("junit", new JUnitReport()),
        ("markdown", new MarkdownReport()),
        ("html", new HtmlReport()),
    ];

    /// <summary>Their names, the default first.</summary>
    public static string[] Names { get; } = [.. All.Select(format => format.Name)];

    /// <summary>The writer of a format.</summary>
    public static IReportWriter Of(string name) => Array.Find(All, format => format.Name == name).Writer;
}
