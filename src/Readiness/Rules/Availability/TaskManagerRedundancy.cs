using System.Globalization;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Availability;

/// <summary>Whether a cluster of a fixed size can lose a TaskManager and still run its jobs.</summary>
internal sealed class TaskManagerRedundancy : ClusterRule
{
    private static readonly RuleSetting<TimeSpan> Stable = RuleSetting.OfDuration(
        "stable", TimeSpan.FromMinutes(5), TimeSpan.Zero, TimeSpan.FromMinutes(15), "How long the number of TaskManagers must not have changed.");

    /// <summary>The rule.</summary>
    public TaskManagerRedundancy()
        : base(new RuleDescriptor
        {
            Id = "taskmanager-redundancy",
            Scope = RuleScope.Cluster,
            Category = RuleCategory.Availability,
            Severity = Severity.Info,
            Title = "The cluster can lose a TaskManager",
            Why = "On a cluster of a fixed size a lost TaskManager's tasks need free slots elsewhere; without them the jobs stand still until somebody replaces it.",
            Fix = "Keep as many slots free as the largest TaskManager has, or let something replace a lost TaskManager at once.",
            Needs = [JobManagerConfiguration.Key, ClusterOverview.Key, TaskManagerList.Key],
            Settings = [Stable],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(ClusterFacts cluster, ClusterRuleContext context)
    {
        if (Elastic(cluster) is { } elastic)
        {
            return new Verdict.NotApplicable(elastic);
        }

        if (!cluster.Jobs.Any(job => job.State == "RUNNING"))
        {
            return new Verdict.NotApplicable("No job runs.");
        }

        if (!cluster.TaskManagerCount.TryGet(out var count) || !cluster.SlotsAvailable.TryGet(out var free))
        {
            return cluster.TaskManagerCount.IsKnown ? cluster.SlotsAvailable.Unknown : cluster.TaskManagerCount.Unknown;
        }

        if (count == 0)
        {
            return new Verdict.NotApplicable("The cluster has no TaskManager: there is none to lose.");
        }

        var largest = cluster.TaskManagers.Select(manager => manager.Slots).MaxBy(slots => slots.Or(0));
        if (count > 1 && free >= largest.Or(0))
        {
            return new Verdict.Pass($"{Text.Count(free, "slot")} free, and the largest of {count} TaskManagers has {largest.Or(0)}.");
        }

        if (!IsStable(cluster, context, count))
        {
            return Verdict.NeedsHistory($"{Text.Count(count, "TaskManager")} with {Text.Count(free, "free slot")}: judged when that has not changed for {Text.Duration(context.Get(Stable))}.");
        }

        return Verdict.Failed(new Finding
        {
            Message = count <= 1
                ? "The cluster has one TaskManager: when it is lost every job stands still until it is back."
                : string.Create(CultureInfo.InvariantCulture, $"{Text.Count(free, "slot")} of {count} TaskManagers {(free == 1 ? "is" : "are")} free, but the largest has {largest.Or(0)}: the cluster can't take over its tasks when it is lost."),
            Severity = context.Severity,
            Resource = Resource.Cluster,
            Evidence = count <= 1 ? [cluster.TaskManagerCount.Evidence] : [cluster.SlotsAvailable.Evidence, largest.Evidence],
            Remediation = count <= 1
                ? "Start a second TaskManager with as many slots as the first."
                : $"Start another TaskManager with at least {largest.Or(0) - free} slots, or lower the parallelism of a job.",
        });
    }

    private static string? Elastic(ClusterFacts cluster) => cluster.Deployment switch
    {
        Deployment.NativeKubernetes or Deployment.KubernetesOperator => "Kubernetes replaces lost TaskManagers.",
        Deployment.Yarn => "YARN replaces lost TaskManagers.",
        _ => cluster.IsReactive ? "In reactive mode the jobs follow the slots." : null,
    };

    private static bool IsStable(ClusterFacts cluster, ClusterRuleContext context, int count) =>
        context.Get(Stable) == TimeSpan.Zero
        || (context.History.ClusterSamples is [{ TaskManagers: { } before } last, ..]
            && before == count
            && cluster.Now - last.TaskManagersSince >= context.Get(Stable));
}
