using FlinkReady.Monitor.Diagnostics;

namespace FlinkReady.Monitor.Html;

/// <summary>The frames of HTML pages: one style sheet, no script, nothing from elsewhere.</summary>
internal static class HtmlPage
{
    /// <summary>A page that <c>watch</c> serves. Its policy comes with the answer.</summary>
    /// <param name="title">Plain text.</param>
    /// <param name="body">HTML; whatever came from outside is encoded in it.</param>
    public static string Served(string title, string body) =>
        $"""
        <!DOCTYPE html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>{HtmlText.Encode(title)}</title><style>{StyleSheet.OfPages.Css}</style></head>
        <body>
        <nav><a href="/">Targets</a><a href="/rules/">Rules</a><a href="/metrics">Metrics</a><a href="/api/v1/report">Report</a></nav>
        {body}
        <footer>flinkready {HtmlText.Encode(ProgramVersion.Version)}</footer>
        </body>
        </html>

        """;

    /// <summary>What a page begins with that is a file of its own and carries its policy; <see cref="StandaloneEnd"/> is its end.</summary>
    /// <param name="title">Plain text.</param>
    public static string StandaloneStart(string title) =>
        $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="{HtmlText.Encode(StyleSheet.OfReport.Policy)}">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{HtmlText.Encode(title)}</title>
        <style>{StyleSheet.OfReport.Css}</style>
        </head>
        <body>
        <main>

        """;

    /// <summary>What such a page ends with.</summary>
    public const string StandaloneEnd = "</main>\n</body>\n</html>\n";
}
