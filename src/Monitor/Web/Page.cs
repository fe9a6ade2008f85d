using System.Net;
using FlinkReady.Monitor.Diagnostics;

namespace FlinkReady.Monitor.Web;

/// <summary>The frame of every HTML page: one style sheet, no script, nothing from elsewhere.</summary>
internal static class Page
{
    private const string Style =
        """
        :root{color-scheme:light dark;--line:#8886;--soft:#8881}
        body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;overflow-wrap:anywhere}
        nav a{margin-right:1rem}
        table{border-collapse:collapse;width:100%;margin:1rem 0}
        th,td{text-align:left;padding:.35rem .6rem;border-bottom:1px solid var(--line);vertical-align:top}
        td.n{text-align:right;font-variant-numeric:tabular-nums}
        code,pre{font-family:ui-monospace,monospace;font-size:.9em}
        pre{background:var(--soft);padding:.75rem;overflow-x:auto}
        .up::before{content:"● ";color:#2a8a3e}
        .down::before{content:"● ";color:#c62828}
        .new::before{content:"○ "}
        .critical{color:#c62828;font-weight:600}
        .warning{color:#b26a00;font-weight:600}
        footer{margin-top:2rem;font-size:.85em;opacity:.75}
        """;

    /// <summary>
    /// Lets a browser do nothing but show the page with its own style, which is named by its SHA-256. Written down rather than computed:
    /// that would load a cryptographic library for nothing else. A test computes it.
    /// </summary>
    public const string ContentSecurityPolicy =
        "default-src 'none'; style-src 'sha256-XHSNifQS7XztTgiq+T2XrbLGH4gHUtgZhI4rH5B6FKw='; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>A page.</summary>
    /// <param name="title">Plain text.</param>
    /// <param name="body">HTML; whatever came from outside is encoded in it.</param>
    public static string Render(string title, string body) =>
        $"""
        <!DOCTYPE html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>{Encode(title)}</title><style>{Style}</style></head>
        <body>
        <nav><a href="/">Targets</a><a href="/rules/">Rules</a><a href="/metrics">Metrics</a><a href="/api/v1/report">Report</a></nav>
        {body}
        <footer>flinkready {Encode(ProgramVersion.Version)}</footer>
        </body>
        </html>

        """;

    /// <summary>Text as HTML, fit for content and quoted attributes.</summary>
    public static string Encode(string? text) => WebUtility.HtmlEncode(text) ?? string.Empty;

    /// <summary>What every answer carries.</summary>
    public static void Harden(HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers.CacheControl = "no-store";
    }
}
