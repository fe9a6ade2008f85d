using FlinkReady.FlinkModel.Options;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Runs;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Drift;

/// <summary>
/// A max parallelism that is another one than in the run before. Flink takes over the stored one with the state, and refuses another that is set explicitly: where
/// it changed, the operator's state was not restored.
/// </summary>
internal sealed class MaxParallelismChanged : JobRule
{
    /// <summary>The rule.</summary>
    public MaxParallelismChanged()
        : base(new RuleDescriptor
        {
            Id = "max-parallelism-changed",
            Scope = RuleScope.Job,
            Category = RuleCategory.IdentityAndScaling,
            Severity = Severity.Info,
            Title = "The max parallelism stays from start to start",
            Why = "State is stored for one max parallelism. A vertex that has another one than before began without its state, and the state it had can't be restored into it.",
            Fix = "Set the max parallelism explicitly, to the value that the stored state has.",
            Needs = [JobDetails.Key],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(JobFacts job, JobRuleContext context)
    {
        if (context.EarlierRun is not { } earlier)
        {
            return EarlierRuns.NoneKnown(context);
        }

        var before = earlier.Run.Figures.DistinctBy(static one => one.VertexId).ToDictionary(static one => one.VertexId, StringComparer.Ordinal);
        var (findings, compared) = (new List<Finding>(), 0);
        foreach (var vertex in job.Vertices)
        {
            if (before.TryGetValue(vertex.Id, out var known) && known.MaxParallelism is { } stored && vertex.MaxParallelism.TryGet(out var maximum) && maximum > 0)
            {
                compared++;
                if (maximum != stored)
                {
                    findings.Add(Accuse(job, vertex, earlier, stored, context));
                }
            }
        }

        return findings switch
        {
            [] when compared == 0 => Verdict.NeedsHistory("No vertex has the id that it had in the run before, or its max parallelism was not shown."),
            [] => new Verdict.Pass($"{Text.Count(compared, "vertex has", "vertices have")} the max parallelism of the run before.", compared == job.Vertices.Count),
            [var only] => Verdict.Failed(only),
            _ => new Verdict.Fail($"{findings.Count} vertices have another max parallelism than in the run before ({earlier.Run.JobId}): they began without the state that they had there.", findings),
        };
    }

    private static Finding Accuse(JobFacts job, VertexFacts vertex, EarlierRun earlier, int stored, JobRuleContext context) => new()
    {
        Message = $"{Text.Name(vertex.Name)} has the max parallelism {vertex.MaxParallelism.Or(0)}, and had {stored} in the run before ({earlier.Run.JobId}{EarlierRuns.Doubt(earlier)}): with its state it would have kept that.",
        Severity = context.Severity,
        Certainty = earlier.IsCertain ? Certainty.Proven : Certainty.Inferred,
        Resource = Resource.Vertex(vertex.Id, vertex.Name),
        Evidence = [vertex.MaxParallelism.Evidence, RunEvidence.OfMaxParallelism(earlier.Run, vertex.Id)],
        Remediation = $"If state of the run before is to be restored later, set the max parallelism that it has, on the operator or for the job:\n.setMaxParallelism({stored})\n{FlinkOptions.MaxParallelism.KeyFor(job.Cluster.Version)}: {stored}",
    };
}
