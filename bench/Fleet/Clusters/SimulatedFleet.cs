namespace FlinkReady.Fleet.Clusters;

/// <summary>All clusters of a fleet.</summary>
public sealed class SimulatedFleet(FleetOptions options)
{
    /// <summary>In the order of their names.</summary>
    public IReadOnlyList<SimulatedCluster> Clusters { get; } =
        [.. Enumerable.Range(0, options.Clusters).Select(index => new SimulatedCluster(options, index))];

    /// <summary>The options it was made from.</summary>
    public FleetOptions Options => options;

    /// <summary>The cluster of a name, or null.</summary>
    public SimulatedCluster? Find(string name) =>
        name.StartsWith("cluster-", StringComparison.Ordinal) && int.TryParse(name.AsSpan(8), out var number) && number >= 1 && number <= Clusters.Count
            ? Clusters[number - 1]
            : null;
}
