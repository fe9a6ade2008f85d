using System.Globalization;
using FlinkReady.FlinkModel.Deployments;
using FlinkReady.FlinkModel.Options;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Rules;
using FlinkReady.Readiness.Rules.Checkpointing;
using FlinkReady.Readiness.Rules.Identity;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Manifests;

/// <summary>
/// What rules about running jobs can say of one that is only declared. Where the key stands it counts; the job's code can still say otherwise, so that nothing
/// here is proven, and no pass is complete.
/// </summary>
internal static class ManifestJudgements
{
    /// <summary>By the rule's id.</summary>
    public static IReadOnlyDictionary<string, Func<DeploymentFacts, JobRuleContext, Verdict>> All { get; } = new Dictionary<string, Func<DeploymentFacts, JobRuleContext, Verdict>>(StringComparer.Ordinal)
    {
        ["max-parallelism-explicit"] = Explicit,
        ["max-parallelism-headroom"] = Headroom,
        ["max-parallelism-excessive"] = Excessive,
        ["checkpoint-retention"] = Retention,
        ["checkpoint-storage"] = Storage,
    };

    private static Verdict Explicit(DeploymentFacts declared, JobRuleContext context)
    {
        var (fact, maximum) = Number(declared);
        return maximum is > 0
            ? new Verdict.Pass($"The max parallelism is set: {maximum}. The job's code may set another one.", Complete: false)
            : Absent(declared, fact, FlinkOptions.MaxParallelism);
    }

    private static Verdict Headroom(DeploymentFacts declared, JobRuleContext context)
    {
        var (fact, maximum) = Number(declared);
        var parallelism = declared.Text(DeploymentResource.Field.Parallelism);
        if (maximum is not > 0)
        {
            return Absent(declared, fact, FlinkOptions.MaxParallelism);
        }

        var used = declared.Resource.Number(DeploymentResource.Field.Parallelism) ?? 0;
        if (used <= 0)
        {
            return Verdict.Undecidable($"The manifest does not set {DeploymentResource.Field.Parallelism}: how much room the max parallelism leaves can't be told.");
        }

        var factor = context.Get(MaxParallelismHeadroom.MinFactor);
        return maximum >= used * factor && maximum > used
            ? new Verdict.Pass($"The max parallelism of {maximum} is {Text.Number((double)maximum / used)} times the parallelism.", Complete: false)
            : Fail(
                maximum <= used ? context.Get(MaxParallelismHeadroom.SeverityAtMax) : context.Severity,
                maximum <= used
                    ? $"The parallelism of {used} is as high as the max parallelism of {maximum}: the job can't be scaled up without losing its state."
                    : $"The max parallelism of {maximum} is {Text.Number((double)maximum / used)} times the parallelism of {used}; wanted is {Text.Number(factor)} times.",
                $"Choose one such as {KeyGroups.Suggested((int)Math.Min(used, short.MaxValue), Math.Max(10, factor))} before the job has state; state that exists keeps the value it was written with:\nspec:\n  flinkConfiguration:\n    {fact.Field}: {KeyGroups.Suggested((int)Math.Min(used, short.MaxValue), Math.Max(10, factor))}",
                fact.Evidence,
                parallelism.Evidence);
    }

    private static Verdict Excessive(DeploymentFacts declared, JobRuleContext context)
    {
        var (fact, maximum) = Number(declared);
        var most = context.Get(MaxParallelismExcessive.Maximum);
        return maximum is not > 0
            ? Absent(declared, fact, FlinkOptions.MaxParallelism)
            : maximum < most
                ? new Verdict.Pass($"The max parallelism of {maximum} is below {most}.", Complete: false)
                : Fail(
                    context.Severity,
                    $"The max parallelism is {maximum}. From {most} on, the metadata of that many key groups weighs on every checkpoint.",
                    $"Choose a lower one before the job has state:\nspec:\n  flinkConfiguration:\n    {fact.Field}: 720",
                    fact.Evidence);
    }

    private static Verdict Retention(DeploymentFacts declared, JobRuleContext context)
    {
        var fact = declared.Configuration.Find(FlinkOptions.CheckpointRetention);
        return fact.TryGet(out var value)
            ? value.Trim().Replace('-', '_').Equals("RETAIN_ON_CANCELLATION", StringComparison.OrdinalIgnoreCase)
                ? new Verdict.Pass("Checkpoints are retained when the job is cancelled. The job's code may say otherwise.", Complete: false)
                : Fail(context.Severity, $"Checkpoints are deleted when the job is cancelled ({fact.Field}: {value}).", Lines(fact.Field, "RETAIN_ON_CANCELLATION"), fact.Evidence)
            : Absent(declared, fact, FlinkOptions.CheckpointRetention);
    }

    private static Verdict Storage(DeploymentFacts declared, JobRuleContext context)
    {
        var (storage, directory) = (declared.Configuration.Find(FlinkOptions.CheckpointStorage), declared.Configuration.Find(FlinkOptions.CheckpointDirectory));
        if (storage.Or(string.Empty).Trim().Equals("jobmanager", StringComparison.OrdinalIgnoreCase))
        {
            return Fail(
                context.Severity,
                $"Checkpoints are stored on the JobManager's heap ({storage.Field}: jobmanager): without high availability they are lost with it, and a state above 5 MiB fails the checkpoint.",
                $"Set in {declared.Kind}:\nspec:\n  flinkConfiguration:\n    {storage.Field}: filesystem\n    {directory.Field}: s3://<bucket>/flink/checkpoints",
                storage.Evidence);
        }

        return !directory.TryGet(out var path)
            ? Absent(declared, directory, FlinkOptions.CheckpointDirectory)
            : StoragePath.IsLocal(path, declared.Configuration)
                ? Fail(
                    context.Get(CheckpointStorage.SeverityLocal),
                    "Checkpoints are stored on a local path. That is safe only on a mount that every JobManager and TaskManager shares, which can't be seen from here.",
                    Lines(directory.Field, "s3://<bucket>/flink/checkpoints"),
                    directory.Evidence)
                : new Verdict.Pass($"Checkpoints go to a directory outside the cluster ({directory.Field}). The job's code may name another one.", Complete: false);
    }

    private static (Fact<string> Fact, long? Value) Number(DeploymentFacts declared)
    {
        var fact = declared.Configuration.Find(FlinkOptions.MaxParallelism);
        return (fact, long.TryParse(fact.Or(string.Empty).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null);
    }

    private static Verdict.Unknown Absent(DeploymentFacts declared, Fact<string> fact, ConfigOption option) => fact.IsKnown
        ? Verdict.Undecidable($"The value of {fact.Field} is no number above 0: {fact.Or(string.Empty)}")
        : ManifestGuard.Undecided(declared.Configuration.Declared!, option);

    private static string Lines(string key, string value) => $"Set in the manifest:\nspec:\n  flinkConfiguration:\n    {key}: {value}";

    private static Verdict.Fail Fail(Severity severity, string message, string remediation, params IReadOnlyList<Evidence> evidence) => Verdict.Failed(new Finding
    {
        Message = message,
        Severity = severity,
        Certainty = Certainty.Inferred,
        Resource = Resource.Job,
        Evidence = evidence,
        Remediation = remediation,
    });
}
