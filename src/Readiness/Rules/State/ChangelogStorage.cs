using FlinkReady.FlinkModel.Options;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.State;

/// <summary>
/// Where the changelog state backend keeps its log. <c>changelog_storage</c> says "memory" for every job without changelog, so it counts only where
/// <c>state_changelog_enabled</c> is true.
/// </summary>
internal sealed class ChangelogStorage : JobRule
{
    private const string InMemory =
        "The changelog of the job's state is kept in memory: every checkpoint carries all changes since the last materialisation inside its metadata, which the JobManager holds.";

    private static readonly RuleSetting<Severity> LocalPathSeverity = RuleSetting.OfSeverity(
        "localPathSeverity", Severity.Warning, "Severity where the log lies on a local path.");

    /// <summary>The rule.</summary>
    public ChangelogStorage()
        : base(new RuleDescriptor
        {
            Id = "changelog-storage",
            Scope = RuleScope.Job,
            Category = RuleCategory.State,
            Severity = Severity.Warning,
            Title = "The state changelog lies outside the checkpoints' metadata",
            Why = "With the changelog backend a checkpoint consists of the log. Kept in memory, all changes since the last materialisation travel inside the metadata of every checkpoint, which the JobManager holds and writes.",
            Fix = "Set state.changelog.storage to filesystem and its base path to a distributed file system.",
            Needs = [JobDetails.Key, CheckpointConfig.Key],
            Settings = [LocalPathSeverity],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(JobFacts job, JobRuleContext context)
    {
        if (job.Checkpointing.IsEnabled == false)
        {
            return new Verdict.NotApplicable("Checkpointing is off.");
        }

        if (job.Witnesses.HasChangelogInMemory is { IsKnown: true } inside && inside.Or(false))
        {
            return Verdict.Failed(Accuse(job, context.Severity, InMemory, [inside.Evidence]));
        }

        var enabled = job.Checkpointing.ChangelogEnabled;
        var storage = job.Checkpointing.ChangelogStorage;
        if (!enabled.TryGet(out var isEnabled))
        {
            return enabled.Unknown;
        }

        if (!isEnabled)
        {
            return new Verdict.NotApplicable("The job does not use the changelog state backend.");
        }

        if (!storage.TryGet(out var name))
        {
            return storage.Unknown;
        }

        if (name == "memory")
        {
            return Verdict.Failed(Accuse(job, context.Severity, InMemory, [enabled.Evidence, storage.Evidence]));
        }

        var path = job.Cluster.Configuration.Find(FlinkOptions.ChangelogBasePath);
        if (!job.Cluster.Configuration.IsRead)
        {
            return path.Unknown;
        }

        return path.TryGet(out var value) && StoragePath.IsLocal(value, job.Cluster.Configuration)
            ? Verdict.Failed(Accuse(
                job,
                context.Get(LocalPathSeverity),
                $"The changelog of the job's state lies on a local path ({path.Field}: {value}). That is safe only on a mount that all TaskManagers share.",
                [enabled.Evidence, storage.Evidence, path.Evidence]))
            : new Verdict.Pass($"The changelog of the job's state lies in {(path.IsKnown ? path.Or(string.Empty) : $"the storage {Text.Name(name)}")}.");
    }

    private static Finding Accuse(JobFacts job, Severity severity, string message, IReadOnlyList<Evidence> evidence) => new()
    {
        Message = message,
        Severity = severity,
        Resource = Resource.Job,
        Evidence = evidence,
        Remediation = Remediation(job),
    };

    // What is set already, and right, stays as it is.
    private static string Remediation(JobFacts job)
    {
        var configuration = job.Cluster.Configuration;
        var isOnFiles = configuration.Find(FlinkOptions.ChangelogStorage).Or(string.Empty).Trim().Equals("filesystem", StringComparison.OrdinalIgnoreCase);
        var isElsewhere = configuration.Find(FlinkOptions.ChangelogBasePath).TryGet(out var path) && !StoragePath.IsLocal(path, configuration);
        (ConfigOption Option, string Value) storage = (FlinkOptions.ChangelogStorage, "filesystem");
        (ConfigOption Option, string Value) place = (FlinkOptions.ChangelogBasePath, "s3://<bucket>/flink/changelog");
        return Remedy.Configuration(job.Cluster, (isOnFiles, isElsewhere) switch { (true, _) => [place], (false, true) => [storage], _ => [storage, place] });
    }
}
