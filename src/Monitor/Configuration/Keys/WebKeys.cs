using FlinkReady.Monitor.Configuration.Schema;

namespace FlinkReady.Monitor.Configuration.Keys;

/// <summary>The keys of <c>web</c>.</summary>
internal static class WebKeys
{
    /// <summary>The section.</summary>
    public static SectionShape<WebSettings> Shape { get; } = new("section", static _ => new WebSettings(),
    [
        new Key<WebSettings, Uri>("publicUrl", Values.HttpUrl, static (web, value) => web with { PublicUrl = value }, null, "https://flinkready.example.com",
            "The monitor's own address with whatever path a proxy serves it under: for links in reports, feeds, metrics and alerts."),
        new Key<WebSettings, IReadOnlyList<string>>("hosts", new ListShape<string>(Values.Text, "list of host names"), static (web, value) => web with { Hosts = [.. value] }, null, "[flinkready.example.com]",
            "Names under which browsers reach the monitor. Where it listens on loopback alone, or where this is set, a request under another name gets 421; addresses, localhost, the name of the pod and that of `publicUrl` always do, and `/metrics`, `/livez` and `/readyz` take any."),
        new Key<WebSettings, string>("basePath", BasePath, static (web, value) => web with { BasePath = value }, "/", "/flinkready",
            "The path under which a proxy hands requests on without taking it off. Where it takes it off nothing is needed: all links are relative."),
        new Key<WebSettings, IReadOnlyList<string>>("frameAncestors", new ListShape<string>(Origin, "list of origins"), static (web, value) => web with { FrameAncestors = [.. value] }, "[]: no page may", "[\"https://backstage.example.com\"]",
            "Origins whose pages may show the monitor's pages in a frame, such as a developer portal."),
    ]);

    private static Shape<string> BasePath => new ScalarShape<string>("path", static text =>
        text.StartsWith('/') && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '/' or '-' or '_' or '.' or '~') && !text.Contains("//", StringComparison.Ordinal)
            ? (text.TrimEnd('/') + "/", null)
            : (text, $"must be a path such as /flinkready, of letters, digits, - . _ and ~, not \"{text}\""));

    // It goes into a header: nothing but scheme, host and port.
    private static Shape<string> Origin => new ScalarShape<string>("origin", static text =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.GetLeftPart(UriPartial.Authority) == text.TrimEnd('/') && url.UserInfo.Length == 0
            ? (url.GetLeftPart(UriPartial.Authority), null)
            : (text, $"must be an origin such as https://backstage.example.com, not \"{text}\""));
}
