namespace FlinkReady.Monitor.Html;

/// <summary>The style of pages and of the HTML report, light and dark, on screen and on paper; and the policy that lets a browser use it and nothing else.</summary>
internal static class StyleSheet
{
    /// <summary>The text.</summary>
    public const string Css =
        """
        :root{color-scheme:light dark;--ink:#1d2430;--faint:#5c6675;--paper:#fff;--card:#f6f7f9;--line:#d9dde3;--critical:#b3261e;--warning:#8a5000;--info:#1f5fa8;--unknown:#6b4fa0;--good:#1b6e34;--mark:#fff0c2}
        @media(prefers-color-scheme:dark){:root{--ink:#e6e9ee;--faint:#a0a9b6;--paper:#14181f;--card:#1c222b;--line:#333c48;--critical:#ff8a80;--warning:#ffb74d;--info:#8ab8f0;--unknown:#c0a8f0;--good:#7fd49a;--mark:#3d3518}}
        *{box-sizing:border-box}
        body{margin:0 auto;max-width:80rem;padding:1rem;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
        nav a{display:inline-block;margin-right:1rem}
        a{color:inherit}
        :focus-visible{outline:3px solid var(--info);outline-offset:2px}
        h1,h2,h3,h4,p{margin:.2em 0}
        section{border-top:1px solid var(--line);margin-top:2rem;padding-top:1rem}
        .score strong{font-size:2.5rem}
        .faint,.why,small{color:var(--faint);font-size:.9rem}
        .error{color:var(--critical)}
        .wide{overflow-x:auto;max-width:100%}
        .wide table{min-width:60rem}.wide thead th{overflow-wrap:normal}
        table{border-collapse:collapse;width:100%;margin:1rem 0;font-size:.9rem}
        th,td{text-align:left;padding:.35rem .6rem .35rem 0;border-bottom:1px solid var(--line);vertical-align:top}
        .n,.ops th~td:nth-last-of-type(-n+5){text-align:right}td.n,.ops th~td:nth-last-of-type(-n+5){font-variant-numeric:tabular-nums;white-space:nowrap}
        .ops td:nth-of-type(2){white-space:nowrap}
        .ops td:nth-of-type(3){font-family:ui-monospace,monospace;font-size:.9em}
        code,pre{font-family:ui-monospace,monospace;font-size:.9em}
        pre{background:var(--card);border:1px solid var(--line);border-radius:4px;padding:.5rem .75rem;white-space:pre-wrap;font-size:.85rem}
        article{background:var(--card);border-left:4px solid var(--faint);border-radius:4px;margin:.75rem 0;padding:.5rem 1rem;break-inside:avoid}
        article pre{background:var(--paper)}
        article.critical{border-color:var(--critical)}article.warning{border-color:var(--warning)}article.info{border-color:var(--info)}article.unknown{border-color:var(--unknown)}
        .fresh{border:1px solid;border-radius:4px;padding:0 .3em}
        .badge{font-size:.75rem;text-transform:uppercase;letter-spacing:.04em;font-weight:700;color:var(--faint)}
        .critical .badge,span.critical{color:var(--critical)}.warning .badge,span.warning,p.warning{color:var(--warning)}.info .badge{color:var(--info)}.unknown .badge{color:var(--unknown)}
        span.critical,span.warning{font-weight:600}
        span.good{color:var(--good)}
        ul.changes{list-style:none;padding:0}ul.changes li{border-bottom:1px solid var(--line);padding:.3rem 0}
        label{display:inline-block;margin:.2rem .6rem .2rem 0}
        input,select,button{font:inherit;max-width:100%;color:var(--ink);background:var(--card);border:1px solid var(--faint);border-radius:4px;padding:.15rem .4rem}
        .up::before{content:"● ";color:var(--good)}
        .down::before{content:"● ";color:var(--critical)}
        .new::before{content:"○ "}
        :target{outline:3px solid var(--info);outline-offset:2px}
        .bar .has{fill:var(--good)}.bar .none{fill:var(--critical)}.bar .open{fill:var(--faint)}
        .job text{font:12px ui-monospace,monospace;fill:var(--ink)}
        .job a text:nth-of-type(1){font-weight:700}
        .job .none{fill:var(--critical);font-weight:700}
        .job rect{x:-8px;y:-20px;width:264px;rx:4px;fill:var(--card);stroke:var(--faint)}
        .job .marked rect{fill:var(--mark)}
        .job rect.critical{stroke:var(--critical);stroke-width:3}.job rect.warning{stroke:var(--warning);stroke-width:3}.job rect.info{stroke:var(--info);stroke-width:2}
        .job a:target rect,.job a:focus rect{stroke:var(--info);stroke-width:5}
        .job .edge path{fill:none;stroke:var(--faint)}.job .edge .tip{fill:var(--faint)}
        .job .keyed path{stroke-width:3}.job .broadcast path{stroke-dasharray:6 4}.job .gap path{stroke-dasharray:1 5;stroke-width:2;stroke-linecap:round}
        .graph:has(#view-scaling:checked) a text:nth-of-type(n+2),.graph:has(#view-state:checked) :is(a text:nth-of-type(n+3),tspan){fill-opacity:.35;font-weight:400}
        .graph:has(#view-scaling:checked) a tspan{fill-opacity:1;font-weight:700}.graph:has(#view-state:checked) a text:nth-of-type(2){font-weight:700}
        footer{margin-top:2rem;font-size:.85em;color:var(--faint)}
        @media print{body{font-size:11pt;max-width:none}nav,.choice,form{display:none}details::details-content{content-visibility:visible;height:auto}.wide{overflow:visible}svg.job{max-width:100%;height:auto}}
        """;

    /// <summary>
    /// The SHA-256 of the text in base64. Written down rather than computed: that would load a cryptographic library for nothing else. A test computes it.
    /// </summary>
    public const string Sha256 = "KGBwGU38vEMEXkDXUuHs+B0xPbZQRAWO4P7dB3BdngE=";

    /// <summary>A Content-Security-Policy under which a page does nothing but show itself in this style and ask for another page of its server.</summary>
    public const string Policy = $"default-src 'none'; style-src 'sha256-{Sha256}'; img-src 'none'; base-uri 'none'; form-action 'self'";
}
