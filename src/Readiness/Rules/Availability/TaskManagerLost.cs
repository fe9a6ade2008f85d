using FlinkReady.FlinkModel.Options;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Availability;

/// <summary>A cluster of a fixed size that has fewer TaskManagers than it had: Flink forgets the ones it lost, only earlier looks know them.</summary>
internal sealed class TaskManagerLost : ClusterRule
{
    private const long DefaultHeartbeatTimeoutMs = 50_000;

    private static readonly RuleSetting<TimeSpan> Grace = RuleSetting.OfDuration(
        "grace", TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(10), TimeSpan.FromDays(1), "How long one may be missing; at least twice heartbeat.timeout.");

    private static readonly RuleSetting<Severity> SeverityNone = RuleSetting.OfSeverity("severityNone", Severity.Critical, "None is left and a job waits.");

    /// <summary>The rule.</summary>
    public TaskManagerLost()
        : base(new RuleDescriptor
        {
            Id = "taskmanager-lost",
            Scope = RuleScope.Cluster,
            Category = RuleCategory.Availability,
            Severity = Severity.Warning,
            Title = "No TaskManager is missing",
            Why = "Nothing replaces a lost TaskManager of a cluster of a fixed size: jobs that need its slots stand still, and the next loss finds no reserve.",
            Fix = "Start the TaskManager again; find out in its log why it ended.",
            Needs = [JobManagerConfiguration.Key, TaskManagerList.Key],
            Settings = [Grace, FixedSize.Remember, SeverityNone],
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

        if (!cluster.TaskManagerCount.TryGet(out var count))
        {
            return cluster.TaskManagerCount.Unknown;
        }

        var level = context.History.TaskManagers.Now(cluster, context.Get(FixedSize.Remember));
        if (level.Most is not { } most)
        {
            return Verdict.NeedsHistory($"{Text.Count(count, "TaskManager")}: how many there should be shows when a number has lasted for {Text.Duration(History.TaskManagerLevel.Stable)}.");
        }

        if (level.FewerSince is not { } since)
        {
            return new Verdict.Pass($"{Text.Count(count, "TaskManager")}, as many as there ever were for {Text.Duration(History.TaskManagerLevel.Stable)}.");
        }

        var missing = cluster.Now - since;
        var grace = GraceOf(cluster, context.Get(Grace));
        if (missing <= grace)
        {
            return new Verdict.Pass($"{count} of {Text.Count(most, "TaskManager")}, for {Text.Duration(missing)}; up to {Text.Duration(grace)} is a restart.");
        }

        var waits = count == 0 && cluster.Jobs.Any(job => !job.IsTerminal && !job.RunsWhole);
        return Verdict.Failed(new Finding
        {
            Message = $"{most - count} of {Text.Count(most, "TaskManager")} {(most - count == 1 ? "has" : "have")} been missing for {Text.Duration(missing)}{(waits ? ": none is left, and jobs wait." : ".")}",
            Severity = waits ? context.Get(SeverityNone) : context.Severity,
            Resource = Resource.Cluster,
            Evidence = [cluster.TaskManagerCount.Evidence],
            Remediation = $"Start {(most - count == 1 ? "it" : "them")} again, and find out in the log why {(most - count == 1 ? "it" : "they")} ended. If the cluster was made smaller on purpose, waive this until {Text.Duration(context.Get(FixedSize.Remember))} are over: then what is left counts as its size.",
        });
    }

    private static TimeSpan GraceOf(ClusterFacts cluster, TimeSpan grace)
    {
        var timeout = cluster.Configuration.Find(FlinkOptions.HeartbeatTimeout).TryGet(out var text) && FlinkDuration.TryParse(text, out var milliseconds) ? milliseconds : DefaultHeartbeatTimeoutMs;
        var twice = TimeSpan.FromMilliseconds(2 * Math.Clamp(timeout, 0, 43_200_000));
        return twice > grace ? twice : grace;
    }
}
