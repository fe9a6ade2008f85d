using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Comparing;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.Runs;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Drift;

/// <summary>Ids of operators without uid that moved with the last change of the graph. Nothing is lost by that alone; what refers to the old ids finds nothing any more.</summary>
internal sealed class OperatorIdDrift : JobRule
{
    private static readonly RuleSetting<Severity> OverrideSeverity = RuleSetting.OfSeverity(
        "overrideSeverity", Severity.Warning, "Severity where the cluster's configuration overrides the parallelism of an id that the job had and has no more.");

    /// <summary>The rule.</summary>
    public OperatorIdDrift()
        : base(new RuleDescriptor
        {
            Id = "operator-id-drift",
            Scope = RuleScope.Job,
            Category = RuleCategory.IdentityAndScaling,
            Severity = Severity.Info,
            Title = "Operator ids stay from start to start",
            Why = "The id of an operator without uid follows from the shape of the graph and moves with it. Overrides of parallelism, the autoscaler's history and dashboards go by that id.",
            Fix = "Give every operator a uid; until then, carry the new ids into what refers to them.",
            Needs = [JobDetails.Key],
            Settings = [OverrideSeverity],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(JobFacts job, JobRuleContext context)
    {
        if (context.Run is not { Graph: { } graph } run || context.EarlierRun is not { Run.Graph: { } graphBefore } earlier)
        {
            return EarlierRuns.NoneKnown(context);
        }

        if (StateDropsReader.Read(run, earlier) is { Lost.Count: > 0 })
        {
            return new Verdict.NotApplicable("Ids moved, and state was dropped with them: restored-state-dropped names the operators.");
        }

        List<Finding> findings = [.. Overridden(job, graph, graphBefore, earlier, context), .. Moved(job, graph, graphBefore, earlier, context)];
        return findings switch
        {
            [] when InDoubt(graph, graphBefore) is { } name => Verdict.Undecidable($"{Text.Name(name)} has another id than in the run before ({earlier.Run.JobId}). Whether it had a uid in both can't be told: it moved, or its uid is another one."),
            [] => new Verdict.Pass("Every vertex without uid has the id that it had in the run before.", graph.Vertices.All(static vertex => vertex.Uid != UidVerdict.Undecided)),
            [var only] => Verdict.Failed(only),
            _ => new Verdict.Fail($"{Text.Count(findings.Count, "id")} of the run before ({earlier.Run.JobId}{EarlierRuns.Doubt(earlier)}) moved or left.", findings),
        };
    }

    // A vertex under another id, of which it is not known on both sides whether that id comes from a uid.
    private static string? InDoubt(RunGraph graph, RunGraph graphBefore)
    {
        var gone = graphBefore.Vertices.Where(vertex => graph.Find(vertex.Id) is null).ToLookup(static vertex => vertex.Name, StringComparer.Ordinal);
        foreach (var vertex in graph.Vertices.Where(vertex => graphBefore.Find(vertex.Id) is null))
        {
            if (gone[vertex.Name].Any(old => (old.Uid == UidVerdict.Undecided && !vertex.IsExplicit) || (vertex.Uid == UidVerdict.Undecided && !old.IsExplicit)))
            {
                return vertex.Name;
            }
        }

        return null;
    }

    private static IEnumerable<Finding> Moved(JobFacts job, RunGraph graph, RunGraph graphBefore, EarlierRun earlier, JobRuleContext context)
    {
        // Of several vertices of one name each new id stands for one that is gone.
        var fresh = graph.Vertices.Where(vertex => vertex.Uid == UidVerdict.Auto && graphBefore.Find(vertex.Id) is null)
            .GroupBy(static vertex => vertex.Name, StringComparer.Ordinal).ToDictionary(static group => group.Key, static group => new Queue<RunVertex>(group), StringComparer.Ordinal);
        foreach (var old in graphBefore.Vertices.Where(vertex => vertex.Uid == UidVerdict.Auto && graph.Find(vertex.Id) is null))
        {
            if (!fresh.TryGetValue(old.Name, out var named) || !named.TryDequeue(out var now) || job.Vertices.FirstOrDefault(vertex => vertex.Id == now.Id) is not { } vertex)
            {
                continue;
            }

            yield return new Finding
            {
                Message = $"{Text.Name(vertex.Name)} has the id {now.Id}, and had {old.Id} in the run before ({earlier.Run.JobId}{EarlierRuns.Doubt(earlier)}): it has no uid, and the graph changed.",
                Severity = context.Severity,
                Certainty = earlier.IsCertain ? Certainty.Proven : Certainty.Inferred,
                Resource = Resource.Vertex(vertex.Id, vertex.Name),
                Evidence = [vertex.IdFact.Evidence, RunEvidence.OfVertex(earlier.Run, old.Id)],
                Remediation = $"Carry the new id into what refers to the old one: dashboards, pipeline.jobvertex-parallelism-overrides, job.autoscaler.vertex.exclude.ids. A uid keeps the id where it is; to take the state of the running job along, pin today's id for one release:\n.uid(\"<a name that never changes>\").setUidHash(\"{now.Id}\")",
            };
        }
    }

    private static IEnumerable<Finding> Overridden(JobFacts job, RunGraph graph, RunGraph graphBefore, EarlierRun earlier, JobRuleContext context)
    {
        foreach (var (id, one) in ParallelismOverrides.Of(job.Cluster.Configuration))
        {
            // Another job may have it now.
            if (graphBefore.Find(id.ToLowerInvariant()) is { } old && graph.Find(old.Id) is null && context.RunsVertex(old.Id) == false)
            {
                yield return new Finding
                {
                    Message = $"The cluster's configuration overrides the parallelism of {old.Id}, the id that {Text.Name(old.Name)} had in the run before ({earlier.Run.JobId}{EarlierRuns.Doubt(earlier)}). No vertex has it any more, and Flink ignores the override without a word.",
                    Severity = context.Get(OverrideSeverity),
                    Certainty = earlier.IsCertain ? Certainty.Proven : Certainty.Inferred,
                    Resource = new Resource(ResourceKind.Vertex, old.Id, old.Name),
                    Evidence = [one.Written.Evidence, RunEvidence.OfVertex(earlier.Run, old.Id)],
                    Remediation = "Write the id that the vertex has now in place of the old one, and give the operator a uid, so that it stays:\npipeline.jobvertex-parallelism-overrides: <id>:<parallelism>",
                };
            }
        }
    }
}
