using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Comparing;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Runs;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Drift;

/// <summary>
/// State that a restore dropped. Flink shows nothing of it: with <c>allowNonRestoredState</c> a state whose operator id is gone is passed over, and
/// <c>latest.restored</c> is as ever. As long as the savepoint exists nothing is final.
/// </summary>
internal sealed class RestoredStateDropped : JobRule
{
    private const int MostCandidates = 5;

    /// <summary>The rule.</summary>
    public RestoredStateDropped()
        : base(new RuleDescriptor
        {
            Id = "restored-state-dropped",
            Scope = RuleScope.Job,
            Category = RuleCategory.State,
            Severity = Severity.Critical,
            Title = "A restore takes all state over",
            Why = "State is found again by operator id. Where the id is gone and non-restored state is allowed, Flink drops the state without a word: the job runs, and its results are wrong.",
            Fix = "Give the operator its old uid again, or pin the old id, and start the job from the same savepoint. Don't dispose of that savepoint.",
            Needs = [JobDetails.Key, CheckpointStatistics.Key],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(JobFacts job, JobRuleContext context)
    {
        if (job.Checkpointing.StatisticsOrigin.State == OriginState.Absent)
        {
            return new Verdict.NotApplicable("The job has no checkpoint settings at all: it could not have restored anything.");
        }

        if (context.Run is not { } run)
        {
            return Verdict.Undecidable("When the job started is not known.");
        }

        if (run.StartedFrom is { IsEmpty: true })
        {
            return new Verdict.Pass("The job restored nothing: there was nothing to drop.");
        }

        if (run is { StartedFrom: null, FirstRestore.IsFailOver: true })
        {
            return new Verdict.Pass("The job went on from its own checkpoint by itself: such a restore leaves no state out, it fails.");
        }

        var earlier = context.EarlierRun;
        return StateDropsReader.Read(run, earlier) switch
        {
            null when run.StartedFrom is null => Verdict.NeedsHistory("What the job was started from is not shown, or no longer: only looks from before, or the metadata of what it restored, could tell."),
            null => Verdict.NeedsHistory("The job was restored, and the run that had written that state was not seen: the metadata of what it restored would tell."),
            { Lost.Count: > 0 } drops => Accuse(drops, run, earlier, job, context),
            { WhyOpen: { } why } => Verdict.Undecidable($"{why} The metadata of a checkpoint of each run would decide it."),
            var drops => new Verdict.Pass(
                drops.Found == 0 ? "What the job restored held no state." : $"The state that the job restored found its operators: {Text.Count(drops.Found, "operator or chain", "operators or chains")}.", drops.IsComplete),
        };
    }

    private static Verdict.Fail Accuse(StateDrops drops, KnownRun run, EarlierRun? earlier, JobFacts job, JobRuleContext context)
    {
        var findings = drops.Lost.Select(lost => Accuse(lost, drops, run, earlier, job, context)).ToList();
        var lead = drops.IsCertain ? string.Empty : "Unless the program pins their old ids with setUidHash: ";
        return findings.Count == 1
            ? new Verdict.Fail(findings[0].Message, findings, drops.WhyOpen is null)
            : new Verdict.Fail($"{lead}the state of {drops.Lost.Count} operators was dropped when the job was restored{(drops.LostBytes is { } bytes ? $", {Text.Bytes(bytes)} in all" : string.Empty)}.", findings, drops.WhyOpen is null);
    }

    private static Finding Accuse(DroppedState lost, StateDrops drops, KnownRun run, EarlierRun? earlier, JobFacts job, JobRuleContext context)
    {
        var first = lost.Operators[0];
        return new Finding
        {
            Message = Message(lost, drops),
            Severity = context.Severity,
            Certainty = drops.IsCertain ? Certainty.Proven : Certainty.Inferred,
            Resource = new Resource(ResourceKind.Operator, first.Id, first.Name, first.Name),
            Evidence = [run.StartedFrom?.Evidence ?? job.Checkpointing.LatestRestoredId.Evidence, EvidenceOf(first, run, earlier), .. job.Vertices.Take(1).Select(static vertex => vertex.IdFact.Evidence)],
            Remediation = Remediation(lost, run.RestoredPath),
        };
    }

    private static Evidence EvidenceOf(ComparedOperator one, KnownRun run, EarlierRun? earlier) =>
        run.Restored is { } restored ? RunEvidence.OfState(restored, one.Id!)
        : earlier!.Run.Shown is { KnowsState: true } shown ? RunEvidence.OfState(shown, one.Id!)
        : RunEvidence.OfVertex(earlier.Run, one.Id!);

    private static string Message(DroppedState lost, StateDrops drops)
    {
        var size = lost.Bytes is > 0 and { } bytes ? $" ({Text.Bytes(bytes)})" : string.Empty;
        var lead = drops.IsCertain ? string.Empty : "Unless the program pins the old id with setUidHash, ";
        var what = lost.Operators is [var one]
            ? $"{(drops.IsCertain ? "The" : "the")} state of {Named(one)}{size} was dropped when the job was restored: no operator has its id."
            : $"{(drops.IsCertain ? "State" : "state")} of {string.Join(", ", lost.Operators.Select(static one => Text.Name(one.Name)))}{size} was dropped when the job was restored: their vertex had state, and none of their ids is there.";
        var became = lost.Successor is { Id: { } id } next ? $" Most likely it goes on, empty, as {Text.Name(next.Name)} ({id})." : string.Empty;
        return lead + what + became + Doubt(drops);
    }

    private static string Doubt(StateDrops drops)
    {
        if (drops.IsCertain)
        {
            return string.Empty;
        }

        if (drops.NothingBegan)
        {
            return " No operator began to hold state in this run.";
        }

        var names = drops.Candidates.Take(MostCandidates).Select(static one => Text.Name(one.Name)).ToList();
        return $" What could have taken it over: {string.Join(", ", names)}{(drops.Candidates.Count > names.Count ? ", …" : string.Empty)}.";
    }

    private static string Named(ComparedOperator one) =>
        $"{(one.Name.Length == 0 ? "an operator" : Text.Name(one.Name))} ({one.Id}{(one.UidText is { } uid ? $", uid {Text.Name(uid)}" : string.Empty)})";

    private static string Remediation(DroppedState lost, string? path) =>
        $"{(path is null ? "Keep what the job was restored from: as long as it exists nothing is lost for good." : $"Don't dispose of {path}: as long as it exists nothing is lost for good.")}\n"
        + $"{lost.Fix}\n"
        + $"Then stop the job and start it from there again, without allowNonRestoredState:\nflink run --fromSavepoint {path ?? "<savepoint>"} <jar>\n"
        + "An operator that was taken out on purpose: waive the finding (vertex: its name or old id).";
}
