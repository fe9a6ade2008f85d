using FlinkReady.FlinkModel.Options;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.State;

/// <summary>
/// A default directory for savepoints (Flink: <c>CheckpointingOptions.SAVEPOINT_DIRECTORY</c>) that Flink can use: a path without a scheme is refused
/// (Flink: <c>ExternalizedSnapshotLocation.validatePath</c>), whatever the default file system.
/// </summary>
internal sealed class SavepointDirectory : ClusterRule
{
    private static readonly RuleSetting<Severity> SeverityUnusable = RuleSetting.OfSeverity(
        "severityUnusable", Severity.Critical, "Flink can't use the directory: jobs fail when they are submitted or started.");

    /// <summary>The rule.</summary>
    public SavepointDirectory()
        : base(new RuleDescriptor
        {
            Id = "savepoint-directory",
            Scope = RuleScope.Cluster,
            Category = RuleCategory.State,
            Severity = Severity.Info,
            Title = "There is a default directory for savepoints",
            Why = "Without one, every stop and every savepoint has to name a path. The web interface and tools that name none fail, in the middle of an upgrade. One that Flink can't use fails every job that takes checkpoints.",
            Fix = "Set execution.checkpointing.savepoint-dir (before 1.20: state.savepoints.dir) to storage that outlives the cluster.",
            Needs = [JobManagerConfiguration.Key],
            Settings = [SeverityUnusable],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(ClusterFacts cluster, ClusterRuleContext context)
    {
        var directory = cluster.Configuration.Find(FlinkOptions.SavepointDirectory);
        if (!directory.TryGet(out var path) || path.Trim().Length == 0)
        {
            var operatorNeedsIt = cluster.Deployment == Deployment.KubernetesOperator ? " The operator cannot do a savepoint upgrade without it." : string.Empty;
            return Fail(
                cluster,
                context.Severity,
                directory,
                "The configuration names no default directory for savepoints." + Spelling.Note(cluster, FlinkOptions.SavepointDirectory) + operatorNeedsIt,
                Remedy.Configuration(cluster, (FlinkOptions.SavepointDirectory, Wanted(cluster))));
        }

        if (Quotes.AreIn(path))
        {
            return Fail(
                cluster,
                context.Get(SeverityUnusable),
                directory,
                $"The quotes around the directory for savepoints belong to its value ({directory.Field}: {path}): Flink can't read it as a path, and every job with checkpoints fails when it starts.",
                $"Write the line without quotes {Remedy.Place(cluster)}, or in flink-conf.yaml where the cluster reads that:\n{directory.Field}: {Quotes.Without(path)}");
        }

        if (!StoragePath.HasScheme(path))
        {
            return Fail(
                cluster,
                context.Get(SeverityUnusable),
                directory,
                $"The default directory for savepoints has no scheme ({directory.Field}: {path}): Flink refuses such a path, and with it jobs that take checkpoints.",
                $"Name the file system, such as s3:, hdfs: or file:, {Remedy.Place(cluster)}:\n{directory.Field}: s3://<bucket>{(path.Trim().StartsWith('/') ? string.Empty : "/")}{path.Trim()}");
        }

        return StoragePath.IsLocal(path, cluster.Configuration)
            ? Fail(
                cluster,
                context.Severity,
                directory,
                "Savepoints go to a local path by default. That is safe only on a mount that every JobManager and TaskManager shares, which can't be seen from here.",
                Remedy.Configuration(cluster, (FlinkOptions.SavepointDirectory, "s3://<bucket>/flink/savepoints")))
            : new Verdict.Pass($"Savepoints go to a default directory ({directory.Field}).", Complete: directory.Certainty == Certainty.Proven);
    }

    private static string Wanted(ClusterFacts cluster) =>
        Spelling.Wanted(cluster, FlinkOptions.SavepointDirectory, string.Empty) is var unread && StoragePath.HasScheme(unread) && !Quotes.AreIn(unread) ? unread : "s3://<bucket>/flink/savepoints";

    private static Verdict.Fail Fail(ClusterFacts cluster, Severity severity, Fact<string> directory, string message, string remediation) => Verdict.Failed(new Finding
    {
        Message = message,
        Severity = severity,
        Certainty = directory.Certainty,
        Resource = Resource.Cluster,
        Evidence = Spelling.Evidence(cluster, FlinkOptions.SavepointDirectory),
        Remediation = remediation,
    });
}
