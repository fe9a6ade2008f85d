namespace FlinkReady.Monitor.Tests.Reports;

/// <summary>Names that somebody with access to a cluster could give a job, an operator or a vertex.</summary>
internal static class HostileNames
{
    public static IReadOnlyList<string> All { get; } =
    [
        "\u001b[31mred\u001b[0m\u0007\u0008\u0000",
        "a\rb\nc\td\u0085e\u2028f",
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "a | b || c",
        "`code` ```fence``` ~~~",
        "]]> <![CDATA[ &amp; &#x3c; <!-- -->",
        "[link](javascript:alert(1)) ![i](http://evil.example/x.png) http://evil.example",
        "@everyone #1 **bold** __u__ $x$",
        new string('x', 10_000),
        "\u202Egnp.exe\u202C \u2066x\u2069 \u200F",
        "\uD800 lone \uDC00",
        "\uFFFE\uFFFF",
        "../../etc/passwd",
        "..",
        "",
        " ",
        "[red]markup[/] [/] [[",
        "{0} {name} %s %n",
        "'; drop table jobs; --",
        "=cmd|' /C calc'!A0",
    ];
}
