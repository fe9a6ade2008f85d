using FlinkReady.FlinkModel.Options;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Availability;

/// <summary>
/// Where high availability keeps job graphs and checkpoint pointers. ZooKeeper and Kubernetes only hold references; without a directory
/// that the next JobManager reaches there is nothing to recover from.
/// </summary>
internal sealed class HaStorage : ClusterRule
{
    private static readonly RuleSetting<Severity> SeverityLocal = RuleSetting.OfSeverity(
        "severityLocal", Severity.Warning, "The directory is on a local path, which is safe only on a mount that all JobManagers share.");

    /// <summary>The rule.</summary>
    public HaStorage()
        : base(new RuleDescriptor
        {
            Id = "ha-storage",
            Scope = RuleScope.Cluster,
            Category = RuleCategory.Availability,
            Severity = Severity.Critical,
            IsOnChecklist = true,
            Title = "High availability has a storage directory that all JobManagers reach",
            Why = "A new leader reads jobs and checkpoints from this directory: on a local disk, or with none at all, it finds nothing and the jobs are lost.",
            Fix = "Set high-availability.storageDir to a directory on durable storage that every JobManager reaches.",
            Needs = [JobManagerConfiguration.Key],
            Settings = [SeverityLocal],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(ClusterFacts cluster, ClusterRuleContext context)
    {
        var mode = HighAvailability.ModeOf(cluster.Configuration);
        if (mode == HighAvailabilityMode.None)
        {
            return new Verdict.NotApplicable("High availability is off.");
        }

        var type = cluster.Configuration.Find(FlinkOptions.HighAvailabilityType);
        var directory = cluster.Configuration.Find(FlinkOptions.HighAvailabilityStorage);
        if (!directory.TryGet(out var path) || string.IsNullOrWhiteSpace(path))
        {
            return mode == HighAvailabilityMode.Other
                ? Verdict.Undecidable($"High availability is a factory of its own ({type.Or(string.Empty)}): whether it needs {directory.Field}, which is not set, can't be seen.")
                : Fail(cluster, context.Severity, directory.Certainty, $"High availability is on, but it has no storage directory: a new leader finds no job to recover.{Spelling.Note(cluster, FlinkOptions.HighAvailabilityStorage)}", type.Evidence, directory.Evidence);
        }

        return StoragePath.IsLocal(path, cluster.Configuration)
            ? Fail(cluster, context.Get(SeverityLocal), directory.Certainty, "High availability stores its data on a local path. That is safe only on a mount that every JobManager shares, which can't be seen from here.", directory.Evidence)
            : new Verdict.Pass($"High availability has a storage directory ({directory.Field}).", Complete: directory.Certainty == Certainty.Proven);
    }

    private static Verdict.Fail Fail(ClusterFacts cluster, Severity severity, Certainty certainty, string message, params Evidence[] evidence) => Verdict.Failed(new Finding
    {
        Message = message,
        Severity = severity,
        Certainty = certainty,
        Resource = Resource.Cluster,
        Evidence = evidence,
        Remediation = Remedy.Configuration(cluster, (FlinkOptions.HighAvailabilityStorage, "s3://<bucket>/flink/ha")),
    });
}
