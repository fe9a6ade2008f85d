using FlinkReady.FlinkModel.Options;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Identity;

/// <summary>
/// A max parallelism that somebody chose. The job-wide setting is <c>maxParallelism</c> of <c>/jobs/:jobid</c>, -1 where there is none; a vertex then
/// carries its operator's own setting, a value inherited from the state it was restored from, or the value that Flink derives from the parallelism
/// (Flink: <c>KeyGroupRangeAssignment.computeDefaultMaxParallelism</c>).
/// </summary>
internal sealed class MaxParallelismExplicit : JobRule
{
    private static readonly RuleSetting<Severity> NotKeyedSeverity = RuleSetting.OfSeverity(
        "notKeyedSeverity", Severity.Info, "Severity where only vertices without keyed input carry the derived value.");

    /// <summary>The rule.</summary>
    public MaxParallelismExplicit()
        : base(new RuleDescriptor
        {
            Id = "max-parallelism-explicit",
            Scope = RuleScope.Job,
            Category = RuleCategory.IdentityAndScaling,
            Severity = Severity.Warning,
            IsOnChecklist = true,
            Title = "Max parallelism is set on purpose",
            Why = "The max parallelism is fixed for the life of the state: it is the number of key groups and the limit of every later rescaling. Derived, it depends on the parallelism of the first start.",
            Fix = "Call env.setMaxParallelism(n) or set pipeline.max-parallelism before the job has state that matters.",
            Needs = [JobDetails.Key],
            Settings = [NotKeyedSeverity],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(JobFacts job, JobRuleContext context)
    {
        var jobWide = job.MaxParallelism;
        if (!jobWide.TryGet(out var chosen))
        {
            return jobWide.Unknown;
        }

        if (chosen > 0)
        {
            return new Verdict.Pass($"The job sets its max parallelism: {chosen}.");
        }

        var derived = job.Vertices.Where(vertex => CarriesDerived(job, vertex)).ToList();
        if (derived.Count == 0 && job.Vertices.Select(vertex => Undecided(job, vertex)).FirstOrDefault(unknown => unknown is not null) is { } undecided)
        {
            return undecided;
        }

        var inherited = job.Checkpointing.LatestRestored.IsKnown;
        return derived.Count == 0
            ? new Verdict.Pass($"No vertex has the max parallelism that Flink derives: it is set on the operators{(inherited ? ", or inherited from the state the job was restored from" : string.Empty)}.")
            : Verdict.Failed(Accuse(job, derived, inherited, context));
    }

    // Null where it can be decided whether a vertex carries the derived value.
    private static Verdict.Unknown? Undecided(JobFacts job, VertexFacts vertex)
    {
        if (!vertex.MaxParallelism.TryGet(out var maximum))
        {
            return vertex.MaxParallelism.Unknown;
        }

        var submitted = Submitted(job, vertex);
        return (KeyGroups.CanBeDerived(maximum), submitted.TryGet(out var parallelism)) switch
        {
            (false, _) => null,
            (true, false) => submitted.Unknown,
            _ => parallelism > 0 ? null : Verdict.Undecidable("The parallelism that the job was submitted with is not shown: whether Flink derived the max parallelism from it cannot be told."),
        };
    }

    private static bool CarriesDerived(JobFacts job, VertexFacts vertex) =>
        Submitted(job, vertex).TryGet(out var parallelism) && parallelism > 0 && vertex.MaxParallelism.TryGet(out var maximum) && KeyGroups.Derived(parallelism) == maximum;

    // Adaptive schedulers derive from the parallelism that was asked for. In reactive mode they ask for as much as the max parallelism allows: then only
    // the parallelism of the job as a whole is left to go by.
    private static Fact<int> Submitted(JobFacts job, VertexFacts vertex)
    {
        if (!job.IsAdaptive)
        {
            return vertex.Parallelism;
        }

        var requested = job.RequestedParallelism(vertex.Id);
        return requested.TryGet(out var upper) && upper == vertex.MaxParallelism.Or(0) ? job.JobParallelism : requested;
    }

    private Finding Accuse(JobFacts job, List<VertexFacts> derived, bool inherited, JobRuleContext context)
    {
        var keyed = derived.Any(vertex => vertex.IsKeyed);
        var example = derived.Find(vertex => vertex.IsKeyed) ?? derived[0];
        var maximum = example.MaxParallelism.Or(0);
        var value = Submitted(job, example);
        var count = derived.Count == job.Vertices.Count ? "Every vertex has" : $"{derived.Count} of {Text.Count(job.Vertices.Count, "vertex", "vertices")} have";
        var where = inherited ? "the operator, or inherited from the state the job was restored from," : "the operator";
        return new Finding
        {
            Message = $"Nobody set a max parallelism for the job. {count} what Flink derives, such as {maximum} from a parallelism of {value.Or(0)} on {Text.Name(example.Name)}. "
                + $"The same number set on {where} looks alike.",
            Severity = keyed ? context.Severity : context.Get(NotKeyedSeverity),
            Certainty = Certainty.Inferred,
            Resource = Resource.Job,
            Evidence = [job.MaxParallelism.Evidence, .. derived.Take(5).SelectMany(vertex => new[] { vertex.MaxParallelism.Evidence, Submitted(job, vertex).Evidence })],
            Remediation = JobRemedy.Set(job, $"env.setMaxParallelism({maximum});", (FlinkOptions.MaxParallelism, Text.Number(maximum)))
                + $"\nState that exists was written with {maximum} and can be restored with no other value. For new state choose more, such as {KeyGroups.Suggested(Math.Max(1, value.Or(1)), 10)}.",
        };
    }
}
