using FlinkReady.FlinkModel.Deployments;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Facts;

/// <summary>How a job is upgraded, as its resource declares it, or whoever runs the monitor.</summary>
internal sealed class UpgradeFacts
{
    private readonly ClusterBasics _cluster;

    internal UpgradeFacts(JobSnapshot job, ClusterBasics cluster)
    {
        _cluster = cluster;
        Declared = DeploymentFacts.Of(job.Readings.Get(DeploymentResource.SessionJobKey)) ?? (cluster.Declared is { Resource.HasJob: true } own ? own : null);
        Mode = Declared is not null ? OfResource(Declared) : OfTarget(cluster);
    }

    /// <summary>The resource that has the job; null where none is known.</summary>
    internal DeploymentFacts? Declared { get; }

    /// <summary>The mode in effect: <c>stateless</c>, <c>savepoint</c> or <c>last-state</c>. Missing where nobody says one.</summary>
    internal Fact<string> Mode { get; }

    /// <summary>The mode as it is written, for evidence: absent means stateless, which is the operator's default.</summary>
    internal Evidence ModeEvidence => Declared?.Text(DeploymentResource.Field.UpgradeMode).Evidence ?? Mode.Evidence;

    /// <summary>True where the operator has the job, in a cluster of its own.</summary>
    internal bool IsOfDeployment => Declared is { Resource.Kind: "FlinkDeployment" };

    /// <summary>True where the job's upgrades restore it through the metadata of high availability, if that is on: last-state on its default path.</summary>
    internal bool IsLastState => Mode.Or(string.Empty) == "last-state" && Declared is not { Resource.Kind: "FlinkSessionJob" } && !IsSet(DeploymentResource.Field.LastStateCancel, "true");

    /// <summary>True where the operator takes last-state for a savepoint upgrade of a job that is not running.</summary>
    internal bool FallsBackToLastState => Mode.Or(string.Empty) == "savepoint" && IsOfDeployment && !IsSet(DeploymentResource.Field.LastStateFallback, "false");

    private bool IsSet(string key, string value) => Option(key).Or(string.Empty).Trim().Equals(value, StringComparison.OrdinalIgnoreCase);

    // The resource is what the operator reads; the cluster shows what it was started with.
    private Fact<string> Option(string key) => Declared?.Configuration.Entry(key) is { IsKnown: true } declared ? declared : _cluster.Configuration.Entry(key);

    private static Fact<string> OfResource(DeploymentFacts declared)
    {
        var written = declared.Text(DeploymentResource.Field.UpgradeMode);
        return Fact<string>.Known(written.Origin, written.Field, declared.Resource.UpgradeMode, Authority.Declared, location: written.Location);
    }

    private static Fact<string> OfTarget(ClusterBasics cluster)
    {
        var reading = cluster.Snapshot.Readings.Get(DeclaredUpgradeMode.Key);
        var origin = new Origin(reading?.Value?.Place ?? "FlinkReady's configuration", OriginState.Answered, reading?.ReadAt ?? cluster.Now, null);
        return reading?.Value is { } said
            ? Fact<string>.Known(origin, said.Field, said.Mode, Authority.Declared)
            : Fact<string>.Missing(origin, DeclaredUpgradeMode.Setting, Authority.Declared);
    }
}
