namespace FlinkReady.Monitor.Html;

/// <summary>A style sheet, and the policy that lets a browser use it and nothing else.</summary>
/// <param name="Css">The text.</param>
/// <param name="Sha256">
/// The SHA-256 of the text in base64. Written down rather than computed: that would load a cryptographic library for nothing else. A test computes it.
/// </param>
internal sealed record StyleSheet(string Css, string Sha256)
{
    /// <summary>Of the pages that <c>watch</c> serves.</summary>
    public static StyleSheet OfPages { get; } = new(
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
        """,
        "XHSNifQS7XztTgiq+T2XrbLGH4gHUtgZhI4rH5B6FKw=");

    /// <summary>Of the HTML report: light and dark, screen and paper.</summary>
    public static StyleSheet OfReport { get; } = new(
        """
        :root{color-scheme:light dark;--ink:#1d2430;--faint:#5c6675;--paper:#fff;--card:#f6f7f9;--line:#d9dde3;--critical:#b3261e;--warning:#9a5b00;--info:#1f5fa8;--unknown:#6b4fa0;--waived:#5c6675}
        @media(prefers-color-scheme:dark){:root{--ink:#e6e9ee;--faint:#a0a9b6;--paper:#14181f;--card:#1c222b;--line:#333c48;--critical:#ff8a80;--warning:#ffb74d;--info:#8ab8f0;--unknown:#c0a8f0;--waived:#a0a9b6}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
        main{max-width:60rem;margin:0 auto;padding:2rem 1rem}
        h1,h2,h3,h4,p{margin:.2em 0;overflow-wrap:anywhere}
        section{border-top:1px solid var(--line);margin-top:2rem;padding-top:1rem}
        h3{margin-top:1.5rem}
        .score strong{font-size:2.5rem}
        .faint{color:var(--faint);font-size:.9rem}
        .error{color:var(--critical)}
        article{background:var(--card);border-left:4px solid var(--faint);border-radius:4px;margin:.75rem 0;padding:.5rem 1rem}
        article.critical{border-color:var(--critical)}article.warning{border-color:var(--warning)}article.info{border-color:var(--info)}article.unknown{border-color:var(--unknown)}
        .badge{font-size:.75rem;text-transform:uppercase;letter-spacing:.04em;font-weight:700;color:var(--faint)}
        .critical .badge{color:var(--critical)}.warning .badge{color:var(--warning)}.info .badge{color:var(--info)}.unknown .badge{color:var(--unknown)}
        .why{color:var(--faint)}
        pre{background:var(--paper);border:1px solid var(--line);border-radius:4px;padding:.5rem .75rem;white-space:pre-wrap;overflow-wrap:anywhere;font-size:.85rem}
        table{border-collapse:collapse;font-size:.85rem;width:100%}td{border-top:1px solid var(--line);padding:.25rem .5rem .25rem 0;overflow-wrap:anywhere;vertical-align:top}
        a{color:inherit}
        @media print{body{font-size:11pt}article{break-inside:avoid}details>*{display:block}main{max-width:none;padding:0}}
        """,
        "LwghjrIOMxgQfux0LcWzs0KghmW/C/IQJChITpoqrxI=");

    /// <summary>A Content-Security-Policy under which a page does nothing but show itself in this style.</summary>
    public string Policy => $"default-src 'none'; style-src 'sha256-{Sha256}'; base-uri 'none'; form-action 'none'";
}
