using FlinkReady.FlinkClient.Collections;

namespace FlinkReady.Monitor.Configuration;

/// <summary>How people reach the pages of <c>watch</c>.</summary>
internal sealed record WebSettings
{
    /// <summary>The monitor's own address, as links show it; null where nobody said.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>Names that a request may have in its Host header, beside those that are safe anyway.</summary>
    public EquatableList<string> Hosts { get; init; } = [];
}
