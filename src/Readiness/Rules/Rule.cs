using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules;

/// <summary>A readiness rule: a descriptor and one pure judgement.</summary>
public abstract class Rule
{
    private protected Rule(RuleDescriptor descriptor) => Descriptor = descriptor;

    /// <summary>Everything about the rule but its judgement.</summary>
    public RuleDescriptor Descriptor { get; }
}

/// <summary>A rule about one job.</summary>
public abstract class JobRule : Rule
{
    /// <summary>A rule about one job.</summary>
    protected JobRule(RuleDescriptor descriptor)
        : base(descriptor)
    {
    }

    /// <summary>
    /// What decides before the rule is asked, in this order: the job is a batch job or over (not applicable), its graph does not exist
    /// yet (undecidable), an answer that the rule needs was not read (unread). Null where the rule is to be asked.
    /// </summary>
    public virtual Verdict? Gate(JobFacts job) => JobGates.LiveStreamingJob(job) ?? JobGates.GraphExists(job) ?? JobGates.Read(job, Descriptor.Needs);

    /// <summary>Judges a job that passed the gate.</summary>
    public abstract Verdict Judge(JobFacts job, JobRuleContext context);
}

/// <summary>A rule about one cluster.</summary>
public abstract class ClusterRule : Rule
{
    /// <summary>A rule about one cluster.</summary>
    protected ClusterRule(RuleDescriptor descriptor)
        : base(descriptor)
    {
    }

    /// <summary>Judges a cluster of which every answer that the rule needs was read.</summary>
    public abstract Verdict Judge(ClusterFacts cluster, ClusterRuleContext context);
}
