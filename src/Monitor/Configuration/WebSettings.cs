using FlinkReady.FlinkClient.Collections;

namespace FlinkReady.Monitor.Configuration;

/// <summary>How people reach the pages of <c>watch</c>.</summary>
internal sealed record WebSettings
{
    /// <summary>The monitor's own address, as links show it; null where nobody said.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>Names that a request may have in its Host header, beside those that are safe anyway.</summary>
    public EquatableList<string> Hosts { get; init; } = [];

    /// <summary>The path under which a proxy hands requests on, with a slash at both ends; <c>/</c> where there is none, or where the proxy takes it off.</summary>
    public string BasePath { get; init; } = "/";

    /// <summary>Origins whose pages may show the monitor's in a frame; empty for none.</summary>
    public EquatableList<string> FrameAncestors { get; init; } = [];
}
