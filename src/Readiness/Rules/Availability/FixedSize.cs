using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Availability;

/// <summary>Which clusters have as many TaskManagers as somebody started, and no more of themselves.</summary>
internal static class FixedSize
{
    /// <summary>How long a size that the cluster had is remembered.</summary>
    public static readonly RuleSetting<TimeSpan> Remember = RuleSetting.OfDuration(
        "remember", TimeSpan.FromDays(7), TimeSpan.FromHours(1), TimeSpan.FromDays(90), "After so long with fewer TaskManagers what is left counts as the cluster's size.");

    /// <summary>Why the number of TaskManagers follows from something else; null where it does not.</summary>
    public static string? WhyNot(ClusterFacts cluster) => cluster.Deployment switch
    {
        Deployment.NativeKubernetes or Deployment.KubernetesOperator => "Kubernetes replaces lost TaskManagers.",
        Deployment.Yarn => "YARN replaces lost TaskManagers.",
        _ => cluster.IsReactive ? "In reactive mode the jobs follow the slots." : null,
    };
}
