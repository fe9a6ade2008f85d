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
            Settings = [Stable, FixedSize.Remember],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(ClusterFacts cluster, ClusterRuleContext context)
    {
        if (FixedSize.WhyNot(cluster) is { } elastic)
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
        var level = context.History.TaskManagers.Now(cluster, context.Get(FixedSize.Remember));
        if (level is { FewerSince: { } since, Most: { } most } && cluster.Now - since > context.Get(Stable))
        {
            return Lost(cluster, context, count, most, cluster.Now - since);
        }

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

    // What is left may look like a reserve: it stands in for what is missing.
    private static Verdict.Fail Lost(ClusterFacts cluster, ClusterRuleContext context, int count, int most, TimeSpan missing) => Verdict.Failed(new Finding
    {
        Message = $"{most - count} of {Text.Count(most, "TaskManager")} {(most - count == 1 ? "has" : "have")} been missing for {Text.Duration(missing)}: the reserve is in use, and the next loss may find none.",
        Severity = context.Severity,
        Resource = Resource.Cluster,
        Evidence = [cluster.TaskManagerCount.Evidence, cluster.SlotsAvailable.Evidence],
        Remediation = $"Start the {(most - count == 1 ? "TaskManager that is" : $"{most - count} TaskManagers that are")} missing again.",
    });

    private static bool IsStable(ClusterFacts cluster, ClusterRuleContext context, int count) =>
        context.Get(Stable) == TimeSpan.Zero
        || (context.History.ClusterSamples is [{ TaskManagers: { } before } last, ..]
            && before == count
            && cluster.Now - last.TaskManagersSince >= context.Get(Stable));
}
