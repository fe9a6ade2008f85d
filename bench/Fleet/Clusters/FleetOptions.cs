namespace FlinkReady.Fleet.Clusters;

/// <summary>What fleet to simulate. Two fleets of equal options answer equally at equal times.</summary>
public sealed record FleetOptions
{
    /// <summary>How many clusters, named <c>cluster-001</c> and so on.</summary>
    public int Clusters { get; init; } = 1;

    /// <summary>How many jobs run on each.</summary>
    public int JobsPerCluster { get; init; } = 20;

    /// <summary>Chooses names, shapes, sizes and the moments of every event.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The Flink versions of the clusters, in turn; each needs templates.</summary>
    public IReadOnlyList<string> Versions { get; init; } = Templates.TemplateSet.Versions;

    /// <summary>Before this moment nothing was: the oldest job started here. Event times are counted from it.</summary>
    public DateTimeOffset Epoch { get; init; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// Mean time after which a job is deployed anew under its name, with a new id; the old run stays listed as CANCELED for
    /// <see cref="JobStoreExpiration"/>. Null: never.
    /// </summary>
    public TimeSpan? DeploymentPeriod { get; init; }

    /// <summary>Time after which the restless jobs (one of ten) fail and restart. Null: never.</summary>
    public TimeSpan? RestartPeriod { get; init; }

    /// <summary>Time after which jobs of adaptive clusters (one of four) change their parallelism. Null: never.</summary>
    public TimeSpan? RescalePeriod { get; init; }

    /// <summary>Time after which a cluster's leader is lost, at its own phase. Null: never.</summary>
    public TimeSpan? FailoverPeriod { get; init; }

    /// <summary>How long a terminal job stays listed (Flink's <c>jobstore.expiration-time</c>).</summary>
    public TimeSpan JobStoreExpiration { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The clusters with everything that can happen to them happening often.</summary>
    public FleetOptions WithChurn() => this with
    {
        DeploymentPeriod = TimeSpan.FromHours(6),
        RestartPeriod = TimeSpan.FromMinutes(30),
        RescalePeriod = TimeSpan.FromMinutes(45),
        FailoverPeriod = TimeSpan.FromHours(8),
    };
}
