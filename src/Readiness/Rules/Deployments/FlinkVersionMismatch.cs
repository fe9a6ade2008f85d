using FlinkReady.FlinkModel.Deployments;
using FlinkReady.FlinkModel.Options;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Deployments;

/// <summary>
/// <c>spec.flinkVersion</c> is the version of the image. The operator writes configuration for the one that the spec names, and reads REST by it.
/// </summary>
internal sealed class FlinkVersionMismatch : DeploymentRule
{
    /// <summary>The rule.</summary>
    public FlinkVersionMismatch()
        : base(new RuleDescriptor
        {
            Id = "flink-version-mismatch",
            Scope = RuleScope.Cluster,
            Category = RuleCategory.Deployment,
            Severity = Severity.Info,
            Title = "The resource names the version that runs",
            Why = "The operator treats the cluster as the version that the spec names: it writes keys that the image may not read, and takes features for granted that it may not have.",
            Fix = "Set spec.flinkVersion to the version of the image.",
            Needs = [],
        })
    {
    }

    /// <inheritdoc/>
    protected override Verdict Judge(DeploymentFacts declared, ClusterFacts cluster, ClusterRuleContext context)
    {
        var resource = declared.Resource;
        // On the way from one version to the other they differ by design.
        if (resource.State is not (ResourceState.Normal or ResourceState.Session))
        {
            return new Verdict.NotApplicable("The deployment is not settled.");
        }

        var (written, shown) = (declared.Text(DeploymentResource.Field.FlinkVersion), cluster.VersionText);
        if (!shown.IsKnown)
        {
            return shown.Unknown;
        }

        if (resource.FlinkVersion is not { } named || !FlinkVersion.TryParse(shown.Or(string.Empty), out var runs))
        {
            return Verdict.Undecidable($"The version can't be compared: the resource says {written.Or("nothing")}, the cluster {shown.Or(string.Empty)}.");
        }

        return named == runs
            ? new Verdict.Pass($"The cluster runs Flink {runs}, as its resource says.")
            : Verdict.Failed(new Finding
            {
                Message = $"The resource says Flink {named}, and the cluster runs {shown.Or(string.Empty)}.",
                Severity = context.Severity,
                Resource = Resource.Cluster,
                Evidence = [written.Evidence, shown.Evidence],
                Remediation = $"Name the version of the image in {declared.Kind}:\nspec:\n  flinkVersion: v{runs.Major}_{runs.Minor}",
            });
    }
}
