using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Checkpointing;

/// <summary>The size of a checkpoint's <c>_metadata</c>: the JobManager makes it in memory, writes it by itself, and reads it whole at a restore.</summary>
internal sealed class CheckpointMetadataSize : JobRule
{
    private static readonly RuleSetting<long> MaxBytes = RuleSetting.OfBytes("maxBytes", 32L << 20, 1L << 10, 1L << 40, "Metadata up to this size is fine.");

    /// <summary>The rule.</summary>
    public CheckpointMetadataSize()
        : base(new RuleDescriptor
        {
            Id = "checkpoint-metadata-size",
            Scope = RuleScope.Job,
            Category = RuleCategory.Checkpointing,
            Severity = Severity.Warning,
            Title = "The metadata of checkpoints is small",
            Why = "The JobManager makes the metadata of each checkpoint in its memory, writes it alone, and reads it whole at a restore. Many small files of state inside it, many key groups or a changelog in memory make it grow until checkpoints time out or the heap is full.",
            Fix = "Keep less state inside the metadata: a lower state.storage.fs.memory-threshold, a changelog on files, fewer and larger splits of sources.",
            Needs = [JobDetails.Key],
            Settings = [MaxBytes],
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

        var (largest, isOwn) = context.LargestMetadata;
        if (job.Checkpointing.MetadataBytes.IsKnown && IsRenewed(largest))
        {
            return Judge(job, context, job.Checkpointing.MetadataBytes);
        }

        if (largest.TryGet(out var most) && (isOwn || most <= context.Get(MaxBytes)))
        {
            return isOwn ? Judge(job, context, largest) : new Verdict.Pass($"No job of the cluster has a last checkpoint with metadata of more than {Text.Bytes(context.Get(MaxBytes))}.");
        }

        var witnessed = job.Witnesses.MetadataBytes.IsKnown ? job.Witnesses.MetadataBytes : job.Witnesses.RefusedMetadataBytes;
        return witnessed.IsKnown ? Judge(job, context, witnessed)
            : largest.IsKnown ? Verdict.Undecidable($"The metadata of some job's last checkpoint has {Text.Bytes(most)}; whose it is was not to be had.")
            : job.Witnesses.Metadata is null ? MetadataGate.Missing(job)
            : Verdict.Undecidable("The store that the metadata was read from does not tell its size.");
    }

    // No job is asked for its own where the cluster's largest is small, or there is none: what a job said before that stays as it was.
    private static bool IsRenewed(Fact<long> largest) => largest.Origin.State != OriginState.Answered || largest.Or(0) > LargestMetadata.AskEachJobAbove;

    private static Verdict Judge(JobFacts job, JobRuleContext context, Fact<long> size)
    {
        var (bytes, limit) = (size.Or(0), context.Get(MaxBytes));
        return bytes <= limit
            ? new Verdict.Pass($"The metadata of the job's checkpoints has {Text.Bytes(bytes)}.")
            : Verdict.Failed(new Finding
            {
                Message = $"The metadata of a checkpoint has {Text.Bytes(bytes)}, which the JobManager makes in memory, writes alone and reads whole at a restore; {Text.Bytes(limit)} is the limit.",
                Severity = context.Severity,
                Resource = Resource.Job,
                Evidence = [size.Evidence, .. Causes(job)],
                Remediation = Remediation(job, bytes),
            });
    }

    private static IEnumerable<Evidence> Causes(JobFacts job) =>
        job.Witnesses.HasChangelogInMemory is { IsKnown: true } changelog && changelog.Or(false) ? [changelog.Evidence] : [];

    // The largest part is named where the file shows it.
    private static string Remediation(JobFacts job, long bytes)
    {
        var operators = job.Witnesses.Metadata?.Operators ?? [];
        var coordinators = operators.Sum(one => one.CoordinatorBytes ?? 0);
        return job.Witnesses.HasChangelogInMemory.Or(false)
            ? "Keep the state's changelog on files; it lies inside the metadata now:\nstate.changelog.storage: filesystem\nstate.changelog.dstl.dfs.base-path: s3://<bucket>/flink/changelog"
            : coordinators > bytes / 2
                ? $"{Text.Bytes(coordinators)} of it are state of source coordinators: give the sources fewer and larger splits."
                : "Files of state up to this size lie inside the metadata, one for each operator and subtask; lower it, and keep the maximum parallelism no higher than you need:\nstate.storage.fs.memory-threshold: 1kb";
    }
}
