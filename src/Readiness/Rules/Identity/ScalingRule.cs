using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Identity;

/// <summary>A rule that compares parallelism and max parallelism of each keyed vertex.</summary>
internal abstract class ScalingRule : JobRule
{
    /// <summary>What can be done about the max parallelism of state that exists, the same for all these rules.</summary>
    protected const string FixedForState =
        "The max parallelism of existing state cannot be changed: start with new state, or rewrite a savepoint with the State Processor API.";

    /// <summary>A rule about keyed vertices.</summary>
    protected ScalingRule(RuleDescriptor descriptor)
        : base(descriptor)
    {
    }

    /// <inheritdoc/>
    public override Verdict? Gate(JobFacts job) => base.Gate(job) ?? JobGates.Keyed(job) ?? JobGates.ParallelismIsReal(job);

    /// <inheritdoc/>
    public override Verdict Judge(JobFacts job, JobRuleContext context)
    {
        var findings = new List<Finding>();
        var scalable = 0;
        for (var index = 0; index < job.Vertices.Count; index++)
        {
            var vertex = job.Vertices[index];
            if (!vertex.IsKeyed || vertex.IsNonParallel)
            {
                continue;
            }

            scalable++;
            if (!vertex.Parallelism.TryGet(out var parallelism) || parallelism < 1)
            {
                return vertex.Parallelism.IsKnown ? Verdict.NotNow("A vertex has no parallelism yet.") : vertex.Parallelism.Unknown;
            }

            if (!vertex.MaxParallelism.TryGet(out var maximum) || maximum < 1)
            {
                return vertex.MaxParallelism.IsKnown ? Verdict.NotNow("A vertex has no max parallelism yet.") : vertex.MaxParallelism.Unknown;
            }

            if (Check(job, new KeyedVertex(vertex, index, parallelism, maximum), context) is { } finding)
            {
                findings.Add(finding);
            }
        }

        return findings switch
        {
            [] when scalable == 0 => new Verdict.NotApplicable("Every keyed vertex has a max parallelism of 1, as windowAll has: it is not parallel by design."),
            [] => new Verdict.Pass(Passed(job, context)),
            [var only] => Verdict.Failed(only),
            _ => new Verdict.Fail(Failed(findings.Count), findings),
        };
    }

    /// <summary>What is wrong with one keyed vertex, null where nothing is.</summary>
    protected abstract Finding? Check(JobFacts job, KeyedVertex keyed, JobRuleContext context);

    /// <summary>The message where nothing is wrong.</summary>
    protected abstract string Passed(JobFacts job, JobRuleContext context);

    /// <summary>The message where something is wrong with several vertices.</summary>
    protected abstract string Failed(int vertices);

    /// <summary>A keyed vertex with its figures.</summary>
    /// <param name="Vertex">The vertex.</param>
    /// <param name="Index">Its place among the job's vertices.</param>
    /// <param name="Parallelism">At least 1.</param>
    /// <param name="MaxParallelism">At least 1.</param>
    protected sealed record KeyedVertex(VertexFacts Vertex, int Index, int Parallelism, int MaxParallelism)
    {
        /// <summary>Parallelism and max parallelism as read.</summary>
        public IReadOnlyList<Evidence> Evidence => [Vertex.Parallelism.Evidence, Vertex.MaxParallelism.Evidence, Vertex.KeyedInput.Evidence];

        /// <summary>The vertex as a finding names it.</summary>
        public Resource Resource => Resource.Vertex(Vertex.Id, Vertex.Name);
    }
}
