using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.History;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Availability;

/// <summary>TaskManagers whose heartbeat was late at two polls: paused, cut off, or about to be lost.</summary>
internal sealed class HeartbeatLate : ClusterRule
{
    /// <summary>The rule.</summary>
    public HeartbeatLate()
        : base(new RuleDescriptor
        {
            Id = "heartbeat-late",
            Scope = RuleScope.Cluster,
            Category = RuleCategory.Availability,
            Severity = Severity.Warning,
            Title = "Every TaskManager sends heartbeats",
            Why = "A TaskManager that sends no heartbeat is paused or cut off; after heartbeat.timeout it counts as lost and its jobs restart.",
            Fix = "Look at its garbage collection, its CPU limit and the network between it and the JobManager.",
            Needs = [TaskManagerList.Key],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(ClusterFacts cluster, ClusterRuleContext context)
    {
        var late = cluster.TaskManagers.Where(manager => ClusterSample.IsLate(manager, cluster)).ToList();
        if (late.Count == 0)
        {
            return cluster.TaskManagers.Count == 0
                ? new Verdict.NotApplicable("The cluster has no TaskManager.")
                : new Verdict.Pass($"The heartbeat of {Text.Count(cluster.TaskManagers.Count, "TaskManager")} is fresh.");
        }

        if (context.History.ClusterSamples is not [var before, ..])
        {
            return Verdict.NeedsHistory($"The heartbeat of {Text.Count(late.Count, "TaskManager")} is late: it takes a second look to tell a moment from a fault.");
        }

        var still = late.Where(manager => before.LateTaskManagers.Contains(manager.Id)).ToList();
        if (still.Count == 0)
        {
            return new Verdict.Pass($"The heartbeat of {Text.Count(late.Count, "TaskManager")} is late, and was not at the poll before.");
        }

        var oldest = still.Max(manager => cluster.HeartbeatAgeMs(manager.LastHeartbeatMs.Or(0)));
        return Verdict.Failed(new Finding
        {
            Message = $"{Text.Count(still.Count, "TaskManager")} sent no heartbeat for more than {Text.Duration(ClusterSample.LateHeartbeat)} at two polls (oldest: {Text.Duration(oldest)}): {string.Join(", ", still.Take(5).Select(manager => manager.Id))}{(still.Count > 5 ? ", …" : string.Empty)}.",
            Severity = context.Severity,
            Resource = Resource.Cluster,
            Evidence = [.. still.Take(5).Select(manager => manager.LastHeartbeatMs.Evidence)],
            Remediation = "Look at that TaskManager's garbage collection log, its CPU limit and the network between it and the JobManager. Where long pauses are normal, raise heartbeat.timeout.",
        });
    }
}
