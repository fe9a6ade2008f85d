using FlinkReady.FlinkModel.Options;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Checkpointing;

/// <summary>
/// The key that a file system replaces by random characters, so that a store spreads the files (Flink: <c>EntropyInjector</c>). Of the path of a checkpoint's
/// metadata it is taken out; where it stands in there, the JobManager's file system knows nothing of it.
/// </summary>
internal sealed class CheckpointEntropy : CheckpointingRule
{
    private const string UsualKey = "_entropy_";

    /// <summary>The rule.</summary>
    public CheckpointEntropy()
        : base(new RuleDescriptor
        {
            Id = "checkpoint-entropy",
            Scope = RuleScope.Job,
            Category = RuleCategory.Checkpointing,
            Severity = Severity.Info,
            Title = "The entropy key is replaced in paths of checkpoints",
            Why = "A key for entropy in the directory spreads nothing where the file system does not replace it: every checkpoint goes to one prefix of the store, which limits requests per prefix.",
            Fix = "Set s3.entropy.key to the key in the directory on JobManager and TaskManagers, or take the key out of the directory.",
            Needs = [JobDetails.Key, CheckpointConfig.Key, CheckpointStatistics.Key],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(JobFacts job, JobRuleContext context)
    {
        var path = job.Checkpointing.LatestExternalPath;
        if (!path.TryGet(out var value))
        {
            return path.Origin.State == OriginState.Answered
                ? Verdict.NotYet("No checkpoint has completed yet: the path of the first one tells whether the entropy key is replaced.")
                : path.Unknown;
        }

        var configured = job.Cluster.Configuration.Find(FlinkOptions.S3EntropyKey);
        var key = configured.TryGet(out var own) && own.Trim() is { Length: > 0 } given && value.Contains(given, StringComparison.Ordinal) ? given : UsualKey;
        return !value.Contains(key, StringComparison.Ordinal)
            ? new Verdict.Pass("No key for entropy stands in the path of the latest completed checkpoint.")
            : Verdict.Failed(new Finding
            {
                Message = $"The path of the latest completed checkpoint holds {Text.Name(key)}: the JobManager's file system does not replace it, so that injection of entropy is set up on one side only.",
                Severity = context.Severity,
                Resource = Resource.Job,
                Evidence = job.Cluster.Configuration.IsRead ? [path.Evidence, configured.Evidence] : [path.Evidence],
                Remediation = Fix(job, key, configured),
            });
    }

    private static string Fix(JobFacts job, string key, Fact<string> configured) => configured.Or(string.Empty).Trim() == key
        ? $"{configured.Field} is set to that on this JobManager, and its file system does not read it: it counts for s3:// with flink-s3-fs-hadoop or flink-s3-fs-presto. Use one of them, or take {key} out of the directory of the checkpoints."
        : Remedy.Configuration(job.Cluster, (FlinkOptions.S3EntropyKey, key), (FlinkOptions.S3EntropyLength, "4"))
            + $"\non JobManager and TaskManagers alike, or take {key} out of the directory of the checkpoints.";
}
