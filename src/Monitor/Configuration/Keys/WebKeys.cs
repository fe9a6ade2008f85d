using FlinkReady.Monitor.Configuration.Schema;

namespace FlinkReady.Monitor.Configuration.Keys;

/// <summary>The keys of <c>web</c>.</summary>
internal static class WebKeys
{
    /// <summary>The section.</summary>
    public static SectionShape<WebSettings> Shape { get; } = new("section", static _ => new WebSettings(),
    [
        new Key<WebSettings, Uri>("publicUrl", Values.HttpUrl, static (web, value) => web with { PublicUrl = value }, null, "https://flinkready.example.com",
            "The monitor's own address, for links in reports."),
        new Key<WebSettings, IReadOnlyList<string>>("hosts", new ListShape<string>(Values.Text, "list of host names"), static (web, value) => web with { Hosts = [.. value] }, null, "[flinkready.example.com]",
            "Names under which browsers reach the monitor. Where it listens on loopback alone, or where this is set, a request under another name gets 421; addresses, localhost, the name of the pod and that of `publicUrl` always do, and `/metrics`, `/livez` and `/readyz` take any."),
    ]);
}
