using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Identity;

/// <summary>Room to scale: keyed state can be spread over as many subtasks as the max parallelism allows, not one more.</summary>
internal sealed class MaxParallelismHeadroom : ScalingRule
{
    internal static readonly RuleSetting<double> MinFactor = RuleSetting.OfDecimalNumber(
        "minFactor", 2, 1, 1000, "The least max parallelism ÷ parallelism of a keyed vertex.");

    internal static readonly RuleSetting<Severity> SeverityAtMax = RuleSetting.OfSeverity(
        "severityAtMax", Severity.Critical, "Severity where the parallelism is the max parallelism.");

    /// <summary>The rule.</summary>
    public MaxParallelismHeadroom()
        : base(new RuleDescriptor
        {
            Id = "max-parallelism-headroom",
            Scope = RuleScope.Job,
            Category = RuleCategory.IdentityAndScaling,
            Severity = Severity.Warning,
            IsOnChecklist = true,
            Title = "Keyed operators have room to scale",
            Why = "A keyed operator can't be scaled above its max parallelism without losing its state, and under load is a bad time to find that out.",
            Fix = "Start the state anew with a higher max parallelism; until then plan for the limit.",
            Needs = [JobDetails.Key],
            Settings = [MinFactor, SeverityAtMax],
        })
    {
    }

    /// <inheritdoc/>
    protected override Finding? Check(JobFacts job, KeyedVertex keyed, JobRuleContext context)
    {
        var used = Used(job, keyed, context, out var evidence);
        var factor = context.Get(MinFactor);
        if (keyed.MaxParallelism >= used * factor && keyed.MaxParallelism > used)
        {
            return null;
        }

        var name = Text.Name(keyed.Vertex.Name);
        var atMax = keyed.MaxParallelism <= used;
        return new Finding
        {
            Message = atMax
                ? $"{name} has reached its max parallelism of {keyed.MaxParallelism}: it cannot be scaled up without losing its state."
                : $"{name} needs a parallelism of {used}. {keyed.MaxParallelism} is the highest it can reach without losing its state, {Text.Number(KeyGroups.Headroom(keyed.MaxParallelism, used))} times that; wanted is {Text.Number(factor)} times.",
            Severity = atMax ? context.Get(SeverityAtMax) : context.Severity,
            Resource = keyed.Resource,
            Evidence = [.. keyed.Evidence, .. evidence],
            Remediation = Fix(job, keyed, KeyGroups.Suggested(used, Math.Max(10, factor))),
        };
    }

    // Where the job has a max parallelism of its own, one that differs was set on the operator: the job's would change nothing.
    private static string Fix(JobFacts job, KeyedVertex keyed, int suggested)
    {
        var isOwn = job.MaxParallelism.Or(0) is > 0 and var jobWide && jobWide != keyed.MaxParallelism;
        return $"Choose a max parallelism of {suggested} for new state{(isOwn ? ", on the operator itself, which has its own" : string.Empty)}. {FixedForState}\n"
            + (isOwn ? $".setMaxParallelism({suggested})" : $"env.setMaxParallelism({suggested});");
    }

    /// <inheritdoc/>
    protected override string Passed(JobFacts job, JobRuleContext context)
    {
        // The vertices were checked before: each has its figures.
        var vertex = job.LeastHeadroom!;
        return $"Every keyed vertex can grow: the least room has {Text.Name(vertex.Name)}, {Text.Number(vertex.Headroom!.Value)} times its parallelism, up to {vertex.MaxParallelism.Or(0)}.";
    }

    /// <inheritdoc/>
    protected override string Failed(int vertices) => $"{Text.Count(vertices, "keyed operator")} have too little room to scale.";

    // Reactive mode takes every slot there is. Elsewhere the adaptive scheduler is told what to aim for: a job that is short of slots runs below it. An
    // autoscaler goes back to where it was before.
    private static int Used(JobFacts job, KeyedVertex keyed, JobRuleContext context, out Evidence[] evidence)
    {
        evidence = [];
        var used = keyed.Parallelism;
        if (job.Cluster.IsReactive)
        {
            if (job.Cluster.SlotsTotal.TryGet(out var slots) && Math.Min(slots, keyed.MaxParallelism) > used)
            {
                used = Math.Min(slots, keyed.MaxParallelism);
                evidence = [job.Cluster.SlotsTotal.Evidence];
            }

            return used;
        }

        var requested = job.IsAdaptive ? job.RequestedParallelism(keyed.Vertex.Id) : default;
        if (requested.TryGet(out var upper) && upper > used)
        {
            used = upper;
            evidence = [requested.Evidence];
        }

        return context.Samples is [{ HighestParallelism: var highest }, ..] && keyed.Index < highest.Count ? Math.Max(used, highest[keyed.Index]) : used;
    }
}
