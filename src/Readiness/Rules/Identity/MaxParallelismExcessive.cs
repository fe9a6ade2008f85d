using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Identity;

/// <summary>A max parallelism so high that it costs: every key group has its entry in the metadata of every state of every checkpoint.</summary>
internal sealed class MaxParallelismExcessive : ScalingRule
{
    internal static readonly RuleSetting<long> Maximum = RuleSetting.OfWholeNumber(
        "maximum", 16384, 128, KeyGroups.UpperBound, "The max parallelism of a keyed vertex from which on it is too high.");

    /// <summary>The rule.</summary>
    public MaxParallelismExcessive()
        : base(new RuleDescriptor
        {
            Id = "max-parallelism-excessive",
            Scope = RuleScope.Job,
            Category = RuleCategory.IdentityAndScaling,
            Severity = Severity.Info,
            Title = "Max parallelism is not far too high",
            Why = "State is kept per key group: with a very high max parallelism checkpoints carry more metadata, and the heap backend more and smaller tables.",
            Fix = "Choose a max parallelism that leaves room for growth, a few times to a few dozen times the parallelism.",
            Needs = [JobDetails.Key],
            Settings = [Maximum],
        })
    {
    }

    // Unlike the parallelism, the max parallelism is the real one as soon as the graph exists.

    /// <inheritdoc/>
    public override Verdict? Gate(JobFacts job) => JobGates.LiveStreamingJob(job) ?? JobGates.GraphExists(job) ?? JobGates.Read(job, Descriptor.Needs) ?? JobGates.Keyed(job);

    /// <inheritdoc/>
    protected override Finding? Check(JobFacts job, KeyedVertex keyed, JobRuleContext context)
    {
        var maximum = context.Get(Maximum);
        var suggested = KeyGroups.Suggested(keyed.Parallelism, 10);
        return keyed.MaxParallelism < maximum ? null : new Finding
        {
            Message = $"{Text.Name(keyed.Vertex.Name)} has a max parallelism of {keyed.MaxParallelism} at a parallelism of {keyed.Parallelism}. From {maximum} on, the metadata of that many key groups weighs on every checkpoint.",
            Severity = context.Severity,
            Resource = keyed.Resource,
            Evidence = keyed.Evidence,
            Remediation = suggested < maximum
                ? $"Choose a max parallelism such as {suggested} for new state. {FixedForState}\nenv.setMaxParallelism({suggested});"
                : $"If the job really needs a parallelism of {keyed.Parallelism}, raise the rule's setting maximum. {FixedForState}",
        };
    }

    /// <inheritdoc/>
    protected override string Passed(JobFacts job, JobRuleContext context) => $"Every keyed vertex has a max parallelism below {context.Get(Maximum)}.";

    /// <inheritdoc/>
    protected override string Failed(int vertices) => $"{Text.Count(vertices, "keyed operator")} have a very high max parallelism.";
}
