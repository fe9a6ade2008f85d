using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Identity;

/// <summary>
/// Overrides of the parallelism that have no effect. Flink ignores an id that no vertex has without a word; 2.0 to 2.3 ignore all of them, since the
/// dispatcher applies them to job graphs only and jobs arrive as stream graphs (FLINK-38770). An autoscaler then believes that it scaled.
/// </summary>
internal sealed class ParallelismOverridesRule : JobRule
{
    /// <summary>The rule.</summary>
    public ParallelismOverridesRule()
        : base(new RuleDescriptor
        {
            Id = "parallelism-overrides",
            Scope = RuleScope.Job,
            Category = RuleCategory.IdentityAndScaling,
            Severity = Severity.Warning,
            Title = "Overrides of the parallelism take effect",
            Why = "Whoever wrote the override, often an autoscaler, believes that the vertex runs with it. Flink ignores overrides that it can't apply without a word.",
            Fix = "Set the parallelism by the job's resource requirements (adaptive scheduler), or in the program; take overrides away that name no vertex.",
            Needs = [JobDetails.Key, JobManagerConfiguration.Key],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(JobFacts job, JobRuleContext context)
    {
        var overrides = job.Cluster.ParallelismOverrides;
        if (overrides.Count == 0)
        {
            return new Verdict.NotApplicable("The cluster's configuration overrides no vertex' parallelism.");
        }

        if (!job.AllTasksUp)
        {
            return Verdict.NotNow("Not all tasks are up: the parallelism shown may not be the one the job gets.");
        }

        var findings = new List<Finding>();
        var named = 0;
        foreach (var vertex in job.Vertices)
        {
            if (!overrides.TryGetValue(vertex.Id, out var one))
            {
                continue;
            }

            named++;
            var actual = job.IsAdaptive ? job.RequestedParallelism(vertex.Id) : vertex.Parallelism;
            if (!actual.TryGet(out var parallelism))
            {
                return actual.Unknown;
            }

            if (parallelism != one.Parallelism)
            {
                findings.Add(Ignored(job, vertex, one, actual, context));
            }
        }

        var isWhole = true;
        foreach (var (id, one) in overrides)
        {
            switch (context.RunsVertex(id))
            {
                case false:
                    findings.Add(Stranger(job, id, one.Written, context));
                    break;
                case null:
                    isWhole = false;
                    break;
            }
        }

        return findings switch
        {
            [var only] => new Verdict.Fail(only.Message, findings, isWhole),
            [_, ..] => new Verdict.Fail($"{Text.Count(findings.Count, "override")} of the parallelism are not in effect.", findings, isWhole),
            _ when named == 0 && !isWhole => Verdict.NotNow("The cluster's configuration overrides the parallelism of vertices that this job does not have. Another job may have them, but not every job's graph is known, or not all jobs are looked at."),
            _ when named == 0 => new Verdict.NotApplicable("The cluster's configuration overrides the parallelism of no vertex of this job."),
            _ => new Verdict.Pass($"{Text.Count(named, "vertex", "vertices")} of the job {(named == 1 ? "has" : "have")} the parallelism that the cluster's configuration overrides it with{(isWhole ? string.Empty : "; whose the other overrides are is not known")}.", isWhole),
        };
    }

    private static Finding Ignored(JobFacts job, VertexFacts vertex, (int Parallelism, Fact<string> Written) one, Fact<int> actual, JobRuleContext context)
    {
        var shown = job.IsAdaptive ? $"asks for a parallelism of at most {actual.Or(0)}" : $"runs with a parallelism of {actual.Or(0)}";
        return new Finding
        {
            Message = $"{Text.Name(vertex.Name)} {shown}, and the cluster's configuration overrides it with {one.Parallelism}: the override is not in effect.",
            Severity = context.Severity,
            Resource = Resource.Vertex(vertex.Id, vertex.Name),
            Evidence = [one.Written.Evidence, actual.Evidence],
            Remediation = $"{Cause(job)}\n{Way(job, vertex, one.Parallelism)}",
        };
    }

    private static string Cause(JobFacts job) => job.Cluster switch
    {
        { IsReactive: true } => "Reactive mode takes the parallelism from the slots, whatever is set.",
        { Version: { Major: 2, Minor: <= 3 } } => "Flink 2.0 to 2.3 ignore this key for jobs that are submitted as stream graphs, under every scheduler (FLINK-38770).",
        _ when job.IsAdaptive => "Flink reads the key when a job is submitted: one that runs already keeps what it has, and resource requirements that were set later go before.",
        _ => "Flink reads the key when a job is submitted: one that runs already keeps what it has.",
    };

    private static string Way(JobFacts job, VertexFacts vertex, int parallelism) => job switch
    {
        { Cluster.IsReactive: true } => "Take the key away, and add or remove TaskManagers.",
        { IsAdaptive: true } => $"PUT /jobs/{job.Id}/resource-requirements\n{{\"{vertex.Id}\": {{\"parallelism\": {{\"lowerBound\": 1, \"upperBound\": {parallelism}}}}}}}\nwith an entry for each vertex, or set it in the program:\n.setParallelism({parallelism})",
        { Cluster.Version: { Major: 2, Minor: <= 3 } } => $"Set it in the program:\n.setParallelism({parallelism})",
        _ => $"Stop the job with a savepoint and submit it again, or set it in the program:\n.setParallelism({parallelism})",
    };

    private static Finding Stranger(JobFacts job, string id, Fact<string> written, JobRuleContext context) => new()
    {
        Message = $"The cluster's configuration overrides the parallelism of {Text.Name(id)}, and no vertex {(context.IsOnlyLiveJob ? "of the job" : "of any job")} has that id: the override has no effect.",
        Severity = context.Severity,
        Certainty = context.IsOnlyLiveJob ? Certainty.Proven : Certainty.Inferred,
        Resource = Resource.Job,
        Evidence = [written.Evidence, .. job.Vertices.Take(5).Select(vertex => vertex.IdFact.Evidence)],
        Remediation = "Take the entry away, or write the id that the vertex has now: an operator without uid gets another one with each change of the graph, so give it a uid first.",
    };
}
