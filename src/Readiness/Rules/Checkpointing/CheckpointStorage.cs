using FlinkReady.FlinkModel.Options;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Checkpointing;

/// <summary>
/// Where checkpoints are stored. The storage's class decides for the JobManager's heap; for files the path of a completed checkpoint
/// does, because a directory set in the job's code shows nowhere else.
/// </summary>
internal sealed class CheckpointStorage : CheckpointingRule
{
    internal static readonly RuleSetting<Severity> SeverityLocal = RuleSetting.OfSeverity(
        "severityLocal", Severity.Warning, "The checkpoints are files on a local path, which is safe only on a mount that all share.");

    private static readonly RuleSetting<Severity> SeverityWithHighAvailability = RuleSetting.OfSeverity(
        "severityWithHighAvailability", Severity.Warning, "The checkpoints are on the JobManager's heap, and high availability keeps them.");

    /// <summary>The rule.</summary>
    public CheckpointStorage()
        : base(new RuleDescriptor
        {
            Id = "checkpoint-storage",
            Scope = RuleScope.Job,
            Category = RuleCategory.Checkpointing,
            Severity = Severity.Critical,
            Title = "Checkpoints are stored outside the cluster",
            Why = "Checkpoints on the JobManager's heap are limited to 5 MiB a state and lost with it, unless high availability keeps them; no other job can start from them; files on a local disk can't be read from elsewhere.",
            Fix = "Set execution.checkpointing.dir (state.checkpoints.dir before 1.20) to a directory on durable storage that all processes reach.",
            Needs = [JobDetails.Key, CheckpointConfig.Key],
            Settings = [SeverityLocal, SeverityWithHighAvailability],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(JobFacts job, JobRuleContext context)
    {
        var storage = job.Checkpointing.CheckpointStorage;
        if (storage.Or(string.Empty) is "JobManagerCheckpointStorage" or "MemoryStateBackend" or "MemoryBackendCheckpointStorage")
        {
            return OnHeap(job, context, storage);
        }

        var path = job.Checkpointing.LatestExternalPath;
        if (!path.TryGet(out var value))
        {
            return Unseen(job, storage, path);
        }

        if (value == StoragePath.NotAddressable)
        {
            return Fail(job, context.Severity, Certainty.Proven, [path.Evidence], "The latest checkpoint has no address: it exists only inside the JobManager and is lost with it.");
        }

        return StoragePath.IsLocal(value, job.Cluster.Configuration)
            ? Fail(job, context.Get(SeverityLocal), Certainty.Proven, [path.Evidence], "Checkpoints are stored on a local path. That is safe only on a mount that every JobManager and TaskManager shares, which can't be seen from here.")
            : new Verdict.Pass($"Checkpoints are stored outside the cluster ({Shown(value)}).");
    }

    private static Verdict.Unknown Unseen(JobFacts job, Fact<string> storage, Fact<string> path) =>
        job.Checkpointing.StatisticsOrigin.IsAnswered
            ? Verdict.NotYet($"No checkpoint has completed yet: the path of the first one tells where they are stored ({storage.Or("storage unknown")}).")
            : path.Unknown;

    // A path may hold credentials in its authority; the scheme is enough to reassure.
    private static string Shown(string path) => path.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon ? path[..colon] + ":" : "default file system";

    private static Verdict.Fail Fail(JobFacts job, Severity severity, Certainty certainty, IReadOnlyList<Evidence> evidence, string message) => Verdict.Failed(new Finding
    {
        Message = message,
        Severity = severity,
        Certainty = certainty,
        Resource = Resource.Job,
        Evidence = evidence,
        Remediation = Remediation(job),
    });

    // With high availability the heap's checkpoints stand whole in its storage, and the next JobManager restores from them.
    private static Verdict.Fail OnHeap(JobFacts job, JobRuleContext context, Fact<string> storage)
    {
        var configuration = job.Cluster.Configuration;
        var mode = configuration.Find(FlinkOptions.HighAvailabilityType);
        if (!configuration.IsRead)
        {
            return Fail(job, context.Severity, Certainty.Inferred, [storage.Evidence], "Checkpoints are stored on the JobManager's heap: without high availability they are lost with it, and a state above 5 MiB fails the checkpoint.");
        }

        return HighAvailability.ModeOf(configuration) == HighAvailabilityMode.None
            ? Fail(job, context.Severity, mode.Certainty, [storage.Evidence, mode.Evidence], "Checkpoints are stored on the JobManager's heap: they are lost with it, and a state above 5 MiB fails the checkpoint.")
            : Fail(job, context.Get(SeverityWithHighAvailability), mode.Certainty, [storage.Evidence, mode.Evidence], "Checkpoints are stored on the JobManager's heap. High availability keeps them for the next JobManager, but a state above 5 MiB fails the checkpoint, and no new job can start from one.");
    }

    // A directory that the cluster has already is not replaced by another one.
    private static string Remediation(JobFacts job)
    {
        var (configuration, java) = (job.Cluster.Configuration, job.Cluster.Version is { Major: >= 2 } ? null : "env.getCheckpointConfig().setCheckpointStorage(\"s3://<bucket>/flink/checkpoints\");");
        if (!configuration.Find(FlinkOptions.CheckpointDirectory).TryGet(out var directory) || StoragePath.IsLocal(directory, configuration))
        {
            return JobRemedy.Set(job, java, (FlinkOptions.CheckpointStorage, "filesystem"), (FlinkOptions.CheckpointDirectory, "s3://<bucket>/flink/checkpoints"));
        }

        return configuration.Find(FlinkOptions.CheckpointStorage).IsKnown
            ? JobRemedy.Set(job, null, (FlinkOptions.CheckpointStorage, "filesystem"))
            : $"The cluster's configuration names a directory ({configuration.Find(FlinkOptions.CheckpointDirectory).Field}), but the job carries a storage of its own. Remove that from the job's code and from the configuration of the client that submits it.";
    }
}
