using FlinkReady.FlinkModel.Options;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.OperatorIds;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Identity;

/// <summary>
/// A uid on every operator. REST shows no uid, but an id that can be recomputed from the shape of the graph proves that there is none (see
/// <see cref="OperatorIdentity"/>). A <c>setUidHash</c> is no uid: Flink looks it up when it restores, and stores the state under the generated id all the same.
/// </summary>
internal sealed class OperatorUid : JobRule
{
    /// <summary>The rule's id, for rules that weigh what this one says.</summary>
    internal const string RuleId = "operator-uid";

    private static readonly RuleSetting<Severity> NoStateSeenSeverity = RuleSetting.OfSeverity(
        "noStateSeenSeverity", Severity.Warning, "Severity for an operator that shows no state. Not where the job is upgraded by last-state, which has to find every operator.");

    private static readonly RuleSetting<Severity> SqlSeverity = RuleSetting.OfSeverity(
        "sqlSeverity", Severity.Info, "Severity for all operators of a SQL job: Flink generates their ids by design.");

    /// <summary>The rule.</summary>
    public OperatorUid()
        : base(new RuleDescriptor
        {
            Id = RuleId,
            Scope = RuleScope.Job,
            Category = RuleCategory.IdentityAndScaling,
            Severity = Severity.Critical,
            IsOnChecklist = true,
            Title = "All operators have a uid",
            Why = "Flink finds an operator's state in a savepoint by its id. Without a uid the id is made from the shape of the graph: the next change of the job gives other ids, and the state is refused or lost.",
            Fix = "Call .uid(\"…\") on every operator, sources and sinks included, and never change it.",
            Needs = [JobDetails.Key],
            Settings = [NoStateSeenSeverity, SqlSeverity],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(JobFacts job, JobRuleContext context)
    {
        if (OperatorGate.Seen(job, context.Operators.Value) is { } unseen)
        {
            return unseen;
        }

        var tally = UidTally.Of(job.Graph, context.Operators.Value);
        var generate = job.Cluster.Configuration.Find(FlinkOptions.AutoGenerateUids);
        if (generate.Certainty == Certainty.Proven && tally is { Accused.Count: 0, Total: > 0 } && generate.Or(string.Empty).Trim().Equals("false", StringComparison.OrdinalIgnoreCase))
        {
            return new Verdict.Pass($"The job was built where Flink refuses operators that have neither uid nor uidHash ({generate.Field}: false), and no operator of it is known to lack a uid.");
        }

        return tally switch
        {
            { Accused.Count: > 0 } => Accuse(job, tally, context),
            { Total: 0 } => OperatorGate.NoOperator,
            { UndecidedHeads: > 0 } or { InvisibleSinks: > 0 } => Verdict.Undecidable(Undecided(tally, context)),
            { Undecided: > 0 } => new Verdict.Pass($"No operator is known to lack a uid; {tally.Undecided} of {Text.Count(tally.Total, "operator")} can't be seen. {DecidingWitness.Of(tally.Undecided, tally.Listable, context.Operators.Value)}", Complete: false),
            _ => new Verdict.Pass(tally.Total == 1 ? "The one operator has a uid." : $"All {tally.Total} operators have a uid."),
        };
    }

    private static string Undecided(UidTally tally, JobRuleContext context)
    {
        var sinks = tally.InvisibleSinks > 0 ? $", {Text.Count(tally.InvisibleSinks, "sink writer or committer", "sink writers or committers")} among them" : string.Empty;
        return $"It can't be seen whether {tally.Undecided} of {Text.Count(tally.Total, "operator")} have a uid{sinks}. {DecidingWitness.Of(tally.Undecided, tally.Listable, context.Operators.Value)}";
    }

    private static Verdict.Fail Accuse(JobFacts job, UidTally tally, JobRuleContext context)
    {
        var findings = new List<Finding>(tally.Accused.Count);
        var makers = OperatorMakers.Of(job, context.Operators.Value);

        // There every operator has to be found again, with state or without.
        var needsAll = job.Upgrade.IsLastState && KnownHa.Of(job.Cluster).IsOn == true;
        var all = context.Operators.Value;
        for (var index = 0; index < all.Count; index++)
        {
            var operators = all[index];
            var vertex = index < job.Vertices.Count ? job.Vertices[index] : null;
            var state = vertex is not null && operators.Operators.Any(UidTally.IsAccused) ? VertexState.Of(vertex, operators) : VertexState.Unknown;
            foreach (var accused in operators.Operators.Where(UidTally.IsAccused))
            {
                findings.Add(new MissingUid(accused, state, makers.OriginOf(operators, accused))
                {
                    Severity = makers.IsSql ? context.Get(SqlSeverity) : needsAll || state.Holds(accused) ? context.Severity : context.Get(NoStateSeenSeverity),
                    Resource = new Resource(ResourceKind.Operator, vertex?.Id, vertex?.Name, accused.Name),
                    Evidence = Evidence(job, vertex, accused),
                });
            }
        }

        var hidden = tally.Undecided == 0 ? string.Empty : $" {tally.Undecided} more can't be seen.";
        return new Verdict.Fail($"{tally.Accused.Count} of {Text.Count(tally.Total, "operator")} have no uid.{hidden}", findings, Complete: tally.Undecided == 0);
    }

    private static List<Evidence> Evidence(JobFacts job, VertexFacts? vertex, OperatorVerdict accused)
    {
        var evidence = UidEvidence.Of(job, vertex, accused);
        if (vertex is { StateSize.IsKnown: true })
        {
            evidence.Add(vertex.StateSize.Evidence);
        }

        return evidence;
    }
}
