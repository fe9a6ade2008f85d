using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Checkpointing;

/// <summary>A rule about the checkpoints of a job that takes some. A job that takes none is <see cref="CheckpointingEnabled"/>'s to judge.</summary>
internal abstract class CheckpointingRule : JobRule
{
    /// <summary>A rule about checkpoints.</summary>
    protected CheckpointingRule(RuleDescriptor descriptor)
        : base(descriptor)
    {
    }

    /// <summary>
    /// As for any job rule; then not applicable where checkpointing is off. That is asked before the statistics, which nobody reads of
    /// a job without checkpoints.
    /// </summary>
    public override Verdict? Gate(JobFacts job) =>
        JobGates.LiveStreamingJob(job)
        ?? JobGates.GraphExists(job)
        ?? JobGates.Read(job, [JobDetails.Key, CheckpointConfig.Key])
        ?? WithoutCheckpoints(job)
        ?? JobGates.Read(job, Descriptor.Needs);

    private static Verdict? WithoutCheckpoints(JobFacts job) => job.Checkpointing.IsEnabled switch
    {
        true => null,
        false => new Verdict.NotApplicable("Checkpointing is off."),
        null => job.Checkpointing.IntervalMs.Unknown,
    };
}
