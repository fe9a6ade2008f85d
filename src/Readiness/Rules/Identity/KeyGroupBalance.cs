using System.Globalization;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Identity;

/// <summary>
/// Even key groups: a subtask owns ⌊M ÷ P⌋ or ⌈M ÷ P⌉ of the M key groups (Flink: <c>KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex</c>), so
/// that a parallelism P just below M makes some subtasks do twice the work.
/// </summary>
internal sealed class KeyGroupBalance : ScalingRule
{
    private static readonly RuleSetting<double> MaxSkew = RuleSetting.OfDecimalNumber(
        "maxSkew", 1.25, 1, 2, "The most key groups that the busiest subtask may own, as a multiple of the mean.");

    /// <summary>The rule.</summary>
    public KeyGroupBalance()
        : base(new RuleDescriptor
        {
            Id = "key-group-balance",
            Scope = RuleScope.Job,
            Category = RuleCategory.IdentityAndScaling,
            Severity = Severity.Warning,
            Title = "Key groups are spread evenly",
            Why = "Subtasks with more key groups get more keys, more load and more state; the rest of the parallelism idles beside them.",
            Fix = "Choose a parallelism that divides the max parallelism, or nearly so.",
            Needs = [JobDetails.Key],
            Settings = [MaxSkew],
        })
    {
    }

    /// <inheritdoc/>
    protected override Finding? Check(JobFacts job, KeyedVertex keyed, JobRuleContext context)
    {
        var (vertex, _, parallelism, maximum) = keyed;
        var maxSkew = context.Get(MaxSkew);
        var skew = KeyGroups.Skew(maximum, parallelism);
        if (skew <= maxSkew || parallelism > maximum)
        {
            return null;
        }

        var busy = maximum % parallelism;
        var most = KeyGroups.Largest(maximum, parallelism);
        var near = KeyGroups.NearestEven(maximum, parallelism, maxSkew);
        var suggested = KeyGroups.Suggested(parallelism, 10);
        return new Finding
        {
            Message = string.Create(
                CultureInfo.InvariantCulture,
                $"{Text.Name(vertex.Name)} spreads {maximum} key groups over {parallelism} subtasks: {Owners(busy)} {most}, {Owners(parallelism - busy)} {most - 1}. The busiest has {Text.Number(skew)} times the mean, at most {Text.Number(maxSkew)} is good."),
            Severity = context.Severity,
            Resource = keyed.Resource,
            Evidence = keyed.Evidence,
            Remediation = $"{Scale(job, vertex, near)} For new state a max parallelism of {suggested} suits {parallelism}. {FixedForState}{Code(job, near)}",
        };
    }

    // What decides the parallelism: in reactive mode the slots, under the adaptive scheduler the job's requirements, else the program.
    private static string Scale(JobFacts job, VertexFacts vertex, int parallelism) => job switch
    {
        { Cluster.IsReactive: true } => $"Reactive mode takes the parallelism from the slots: give the cluster {Text.Count(parallelism, "slot")}.",
        { IsAdaptive: true } => $"Run it at a parallelism of {parallelism}: PUT /jobs/{job.Id}/resource-requirements with an upperBound of {parallelism} for {vertex.Id}, or set it in the program.",
        _ => $"Run it at a parallelism of {parallelism}.",
    };

    private static string Code(JobFacts job, int parallelism) => job.IsAdaptive ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"\n.setParallelism({parallelism})");

    private static string Owners(int subtasks) => string.Create(CultureInfo.InvariantCulture, $"{subtasks} {(subtasks == 1 ? "owns" : "own")}");

    /// <inheritdoc/>
    protected override string Passed(JobFacts job, JobRuleContext context) =>
        $"The busiest subtask of every keyed vertex owns at most {Text.Number(context.Get(MaxSkew))} times the mean number of key groups.";

    /// <inheritdoc/>
    protected override string Failed(int vertices) => $"{Text.Count(vertices, "keyed operator")} have unevenly spread key groups.";
}
