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
            IsSetInCode = true,
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

        var derived = job.Vertices.Select(vertex => (Vertex: vertex, From: DerivedFrom(job, vertex))).Where(vertex => vertex.From.IsKnown).ToList();
        if (derived.Count > 0)
        {
            return Verdict.Failed(Accuse(job, derived, context));
        }

        return job.Vertices.Select(vertex => Undecided(job, vertex)).FirstOrDefault(unknown => unknown is not null) as Verdict ?? Passed(job);
    }

    private static Verdict.Pass Passed(JobFacts job)
    {
        const string seen = "No vertex has the max parallelism that Flink derives from its parallelism";
        var derivable = job.Vertices.FirstOrDefault(vertex => KeyGroups.CanBeDerived(vertex.MaxParallelism.Or(0)));
        if (derivable is null)
        {
            return new Verdict.Pass($"{seen}, nor one that it derives from any: it is set on the operators{(job.Checkpointing.LatestRestored.IsKnown ? ", or inherited from the state the job was restored from, where somebody had set it" : string.Empty)}.");
        }

        var value = derivable.MaxParallelism.Or(0);
        if (job.IsAdaptive)
        {
            return new Verdict.Pass($"{seen}. But a rescale hides what the job was submitted with: whether somebody chose {value} on {Text.Name(derivable.Name)}, or Flink derived it then, can't be seen.", Complete: false);
        }

        // A run that was not restored has nothing to inherit from.
        var restored = job.Checkpointing.LatestRestored;
        return restored.IsKnown || !restored.Origin.IsAnswered
            ? new Verdict.Pass($"{seen}. But {value} on {Text.Name(derivable.Name)} is a number that Flink derives from others, and state keeps it: whether somebody chose it, or it was inherited from the state the job was restored from, can't be seen.", Complete: false)
            : new Verdict.Pass($"{seen}: it is set on the operators.");
    }

    // Null where it can be decided whether a vertex carries a derived value, as far as that can be decided at all.
    private static Verdict.Unknown? Undecided(JobFacts job, VertexFacts vertex)
    {
        if (!vertex.MaxParallelism.TryGet(out var maximum))
        {
            return vertex.MaxParallelism.Unknown;
        }

        if (!KeyGroups.CanBeDerived(maximum))
        {
            return null;
        }

        var (requested, submitted) = (job.RequestedParallelism(vertex.Id), job.JobParallelism);
        return (job.IsAdaptive, requested.IsKnown, submitted.TryGet(out var parallelism)) switch
        {
            (false, _, _) => vertex.Parallelism.IsKnown ? null : vertex.Parallelism.Unknown,
            (true, false, false) => submitted.Unknown,
            (true, _, _) when !IsAsked(vertex, requested) && parallelism <= 0 => Verdict.Undecidable("The parallelism that the job was submitted with is not shown: whether Flink derived the max parallelism from it cannot be told."),
            _ => null,
        };
    }

    // The parallelism from which Flink derives the vertex' max parallelism; missing where none that is known gives it. Under the adaptive scheduler that is
    // the one at the submission: a rescale by REST changes what is asked for, the lack of slots what there is, and the job's own stays.
    private static Fact<int> DerivedFrom(JobFacts job, VertexFacts vertex)
    {
        if (vertex.MaxParallelism.TryGet(out var maximum))
        {
            foreach (var candidate in job.IsAdaptive ? Candidates(job, vertex) : [vertex.Parallelism])
            {
                if (candidate.TryGet(out var parallelism) && parallelism > 0 && KeyGroups.Derived(parallelism) == maximum)
                {
                    return candidate;
                }
            }
        }

        return default;
    }

    private static IEnumerable<Fact<int>> Candidates(JobFacts job, VertexFacts vertex)
    {
        var requested = job.RequestedParallelism(vertex.Id);
        return IsAsked(vertex, requested) ? [requested, job.JobParallelism, vertex.Parallelism] : [job.JobParallelism, vertex.Parallelism];
    }

    // Reactive mode asks for as much as the max parallelism allows: that says nothing of the submission.
    private static bool IsAsked(VertexFacts vertex, Fact<int> requested) => requested.TryGet(out var upper) && upper != vertex.MaxParallelism.Or(0);

    private static Finding Accuse(JobFacts job, List<(VertexFacts Vertex, Fact<int> From)> derived, JobRuleContext context)
    {
        var keyed = derived.Exists(vertex => vertex.Vertex.IsKeyed);
        var (example, from) = keyed ? derived.Find(vertex => vertex.Vertex.IsKeyed) : derived[0];
        var maximum = example.MaxParallelism.Or(0);
        var count = derived.Count == job.Vertices.Count ? "Every vertex has" : $"{derived.Count} of {Text.Count(job.Vertices.Count, "vertex", "vertices")} have";
        var where = job.Checkpointing.LatestRestored.IsKnown ? "the operator, or inherited from the state the job was restored from," : "the operator";
        return new Finding
        {
            Message = $"Nobody set a max parallelism for the job. {count} what Flink derives, such as {maximum} from a parallelism of {from.Or(0)} on {Text.Name(example.Name)}. "
                + $"The same number set on {where} looks alike.",
            Severity = keyed ? context.Severity : context.Get(NotKeyedSeverity),
            Certainty = Certainty.Inferred,
            Resource = Resource.Job,
            Evidence = [job.MaxParallelism.Evidence, .. derived.Take(5).SelectMany(vertex => new[] { vertex.Vertex.MaxParallelism.Evidence, vertex.From.Evidence })],
            Remediation = JobRemedy.Set(job, $"env.setMaxParallelism({maximum});", (FlinkOptions.MaxParallelism, Text.Number(maximum)))
                + $"\nState that exists was written with {maximum} and can be restored with no other value. For new state choose more, such as {KeyGroups.Suggested(Math.Max(1, from.Or(1)), 10)}.",
        };
    }
}
