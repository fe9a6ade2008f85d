namespace FlinkReady.Fleet.Serving;

/// <summary>How a fleet is served.</summary>
public sealed record FleetServerOptions
{
    /// <summary>0: any free port.</summary>
    public int Port { get; init; }

    /// <summary>The clock of the simulation.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Added to every answer.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>Every path keeps the first answer it gave: a server of static files, for comparisons.</summary>
    public bool Frozen { get; init; }

    /// <summary>Keys and values that stand in every cluster's configuration beside the recorded ones.</summary>
    public IReadOnlyList<(string Key, string Value)> ExtraConfiguration { get; init; } = [];
}
