using FlinkReady.Monitor.Diagnostics;

namespace FlinkReady.Monitor.Html;

/// <summary>The frames of HTML pages: one style sheet, no script, nothing from elsewhere.</summary>
internal static class HtmlPage
{
    /// <summary>A page that <c>watch</c> serves. Its policy comes with the answer.</summary>
    /// <param name="title">Plain text.</param>
    /// <param name="body">HTML; whatever came from outside is encoded in it.</param>
    /// <param name="toRoot">The way to the root, relative to the page's address: pages work behind any prefix.</param>
    /// <param name="isRefreshed">True for a page that loads itself anew every minute.</param>
    public static string Served(string title, string body, string toRoot = "./", bool isRefreshed = false) =>
        $"""
        <!DOCTYPE html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">{(isRefreshed ? "<meta http-equiv=\"refresh\" content=\"60\">" : string.Empty)}<title>{HtmlText.Encode(title)}</title><style>{StyleSheet.Css}</style></head>
        <body>
        <nav><a href="{toRoot}">Targets</a><a href="{toRoot}changes">Changes</a><a href="{toRoot}find">Findings</a><a href="{toRoot}rules/">Rules</a><a href="{toRoot}metrics">Metrics</a><a href="{toRoot}api/v1/report">Report</a></nav>
        <main>
        {body}
        </main>
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
        <meta http-equiv="Content-Security-Policy" content="{HtmlText.Encode(StyleSheet.Policy)}">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{HtmlText.Encode(title)}</title>
        <style>{StyleSheet.Css}</style>
        </head>
        <body>
        <main>

        """;

    /// <summary>What such a page ends with.</summary>
    public const string StandaloneEnd = "</main>\n</body>\n</html>\n";
}
