using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Comparing;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Runs;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Drift;

/// <summary>
/// Uids that are made up at each start: of Iceberg's dynamic sink (iceberg#16128, #15687) and table maintenance (#17210), of pipelines of Flink CDC without
/// <c>operator.uid.prefix</c> (FLINK-37604). They look like uids, and their state is lost with every start.
/// </summary>
internal sealed class UidUnstable : JobRule
{
    /// <summary>The rule.</summary>
    public UidUnstable()
        : base(new RuleDescriptor
        {
            Id = "uid-unstable",
            Scope = RuleScope.Job,
            Category = RuleCategory.IdentityAndScaling,
            Severity = Severity.Warning,
            Title = "Uids are the same at every start",
            Why = "A uid that a program or a connector makes up at each start finds no state again: the job can't be restored, or the state is dropped.",
            Fix = "Give the operator a uid, or the connector a uid prefix, that never changes.",
            Needs = [JobDetails.Key],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(JobFacts job, JobRuleContext context)
    {
        if (context.Run is not { Graph: not null } run)
        {
            return Verdict.Undecidable("When the job started is not known.");
        }

        var byText = MadeUp(run, context).ToList();
        var earlier = context.EarlierRun;
        var unstable = earlier is null ? null : UnstableUids.Between(earlier.Run, run);
        var named = byText.Select(static finding => finding.Resource.VertexId).ToHashSet(StringComparer.Ordinal);
        List<Finding> findings = [.. byText, .. (unstable ?? []).Where(one => !named.Contains(one.Now.Id)).Select(one => Changed(one, job, run, earlier!, context))];
        return findings switch
        {
            [var only] => Verdict.Failed(only),
            [_, ..] => new Verdict.Fail($"The uids of {findings.Count} operators with state seem to be made up at each start.", findings),
            _ when earlier is null => EarlierRuns.NoneKnown(context),
            _ when unstable is null => Verdict.NeedsHistory("The graph is another one than in the run before: the next start of the same graph will tell."),
            _ => Unchanged(earlier.Run, run),
        };
    }

    private static Verdict Unchanged(KnownRun before, KnownRun run)
    {
        var areDecided = UnstableUids.AreDecided(run) && UnstableUids.AreDecided(before);
        return UnstableUids.InDoubt(before, run) is { } name ? Verdict.Undecidable($"{Text.Name(name)} has another id than in the run before ({before.JobId}), though the graph is the same. Whether it had a uid in both can't be told.")
            : UnstableUids.AreComparable(before, run) ? new Verdict.Pass("Every uid of a vertex with state is the one of the run before.", areDecided)
            : areDecided ? new Verdict.NotApplicable("No vertex has a uid in both runs.")
            : Verdict.Undecidable("No vertex is known to have a uid in both runs: whether one changed can't be told.");
    }

    private static Finding Changed(UnstableUid one, JobFacts job, KnownRun run, EarlierRun earlier, JobRuleContext context)
    {
        var isSecond = earlier.IsCertain && earlier.Run.Previous is { IsCertain: true } before
            && UnstableUids.Between(before.Run, earlier.Run) is { } then && then.Any(other => other.Now.Id == one.Old.Id);
        var vertex = job.Vertices.FirstOrDefault(vertex => vertex.Id == one.Now.Id);
        return new Finding
        {
            Message = isSecond
                ? $"The uid of {Text.Name(one.Now.Name)} is made up at each start: it was another one in each of the last three runs of the same graph, and its state is not found again."
                : $"The uid of {Text.Name(one.Now.Name)} is another one than in the run before ({earlier.Run.JobId}{EarlierRuns.Doubt(earlier)}), though the graph is the same: its id was {one.Old.Id} and is {one.Now.Id}. Unless somebody renamed it, it is made up at each start, and its state is not found again.",
            Severity = context.Severity,
            Certainty = isSecond ? Certainty.Proven : Certainty.Inferred,
            Resource = Resource.Vertex(one.Now.Id, vertex?.Name ?? one.Now.Name),
            Evidence = [RunEvidence.OfVertex(run, one.Now.Id), RunEvidence.OfVertex(earlier.Run, one.Old.Id)],
            Remediation = StateKeeping.StableUid(Compared(run, one.Now.Id, one.Now.Name)),
        };
    }

    private static IEnumerable<Finding> MadeUp(KnownRun run, JobRuleContext context)
    {
        foreach (var one in run.Shown?.Operators ?? [])
        {
            if (one is { Uid: { } uid, HasState: not false } && UnstableUids.IsMadeUp(uid, run.StartTime))
            {
                yield return new Finding
                {
                    Message = $"The uid {Text.Name(uid)} of {Text.Name(one.Name ?? one.Id)} holds a random number or the time of this start: the next start will have another one, and the operator's state is not found again.",
                    Severity = context.Severity,
                    Certainty = Certainty.Inferred,
                    Resource = new Resource(ResourceKind.Operator, one.Id, one.Name ?? one.Id, one.Name ?? one.Id),
                    Evidence = [RunEvidence.OfUid(run.Shown!, one.Id)],
                    Remediation = StateKeeping.StableUid(Compared(run, one.Id, one.Name ?? string.Empty)),
                };
            }
        }
    }

    private static ComparedOperator Compared(KnownRun run, string id, string name) =>
        RunOperatorSet.Of(run).Operators.FirstOrDefault(one => one.Id == id) ?? new ComparedOperator(id, name);
}
