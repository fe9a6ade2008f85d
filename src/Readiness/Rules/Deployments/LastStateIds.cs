using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.Rules.Identity;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Deployments;

/// <summary>
/// A last-state upgrade restores through the metadata of high availability, and there Flink demands that every operator of the checkpoint exists in the new
/// graph, stateless ones too; ignore-unclaimed-state does not help (FLINK-39513). The job that fails so is terminal: Flink cleans the metadata up, and the next
/// start runs empty.
/// </summary>
internal sealed class LastStateIds : UpgradeRule
{
    /// <summary>The rule.</summary>
    public LastStateIds()
        : base(new RuleDescriptor
        {
            Id = "last-state-ids",
            Scope = RuleScope.Job,
            Category = RuleCategory.Deployment,
            Severity = Severity.Critical,
            Title = "A last-state upgrade finds every operator",
            Why = "A last-state upgrade demands that every operator of the checkpoint is in the new graph, those without state too. One changed id, and the upgrade fails, Flink cleans up its metadata, and the next start begins empty.",
            Fix = "Give every operator a uid, connectors' operators by the connector's option, or upgrade with a savepoint where the graph changes.",
            Needs = [JobDetails.Key],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict? Gate(JobFacts job) => base.Gate(job) ?? ByLastState(job) ?? JobGates.GraphExists(job) ?? JobGates.Read(job, Descriptor.Needs);

    /// <inheritdoc/>
    public override Verdict Judge(JobFacts job, JobRuleContext context)
    {
        var vertices = context.Operators.Value;
        if (OperatorGate.Seen(job, vertices) is { } unseen)
        {
            return unseen;
        }

        // Those that their author can't give a uid have to be found, too.
        var all = vertices.SelectMany(static vertex => vertex.Operators).ToList();
        var undecided = all.Count(static one => one.Uid == UidVerdict.Undecided);
        var ha = KnownHa.Of(job.Cluster);
        var findings = Findings(job, vertices, ha, context);
        if (findings.Count > 0)
        {
            return new Verdict.Fail(
                $"{findings.Count} of {Text.Count(all.Count, "operator")} have ids that change with the graph: a last-state upgrade fails once one of them does.{(undecided == 0 ? string.Empty : $" {undecided} more can't be seen.")}",
                findings,
                Complete: undecided == 0);
        }

        // One that is missing is enough, and those without uid are often what nobody thinks of, such as a filter inside a chain: what can't be seen decides.
        return all.Count == 0 ? OperatorGate.NoOperator
            : undecided > 0 ? Verdict.Undecidable($"It can't be seen whether {undecided} of {Text.Count(all.Count, "operator")} have ids that stay, and a last-state upgrade has to find them all. {DecidingWitness.Of(undecided, UidTally.Of(job.Graph, vertices).Listable, vertices)}")
            : new Verdict.Pass($"Every operator has an id that stays: a last-state upgrade finds all {all.Count}.", Complete: ha.Certainty == Certainty.Proven);
    }

    private static Verdict? ByLastState(JobFacts job)
    {
        if (!job.Upgrade.IsLastState)
        {
            return new Verdict.NotApplicable("The job's upgrades don't restore through high availability.");
        }

        var ha = KnownHa.Of(job.Cluster);
        return ha.IsOn switch
        {
            null => ha.Key.Unknown,
            false => new Verdict.NotApplicable("High availability is off: there is no metadata to restore through."),
            _ => null,
        };
    }

    private static List<Finding> Findings(JobFacts job, IReadOnlyList<VertexOperators> vertices, KnownHa ha, JobRuleContext context)
    {
        var makers = OperatorMakers.Of(job, vertices);
        var findings = new List<Finding>();
        for (var index = 0; index < vertices.Count; index++)
        {
            // Behind the vertices stand the operators whose vertex is not known.
            var operators = vertices[index];
            var vertex = index < job.Vertices.Count ? job.Vertices[index] : null;
            foreach (var one in operators.Operators.Where(static one => one.Uid == UidVerdict.Auto))
            {
                findings.Add(new GeneratedId(one, makers.OriginOf(operators, one), job.Upgrade.Declared is not null)
                {
                    Severity = context.Severity,
                    Certainty = ha.Certainty,
                    Resource = new Resource(ResourceKind.Operator, vertex?.Id, vertex?.Name, one.Name),
                    Evidence = [job.Upgrade.ModeEvidence, ha.Key.Evidence, .. UidEvidence.Of(job, vertex, one)],
                });
            }
        }

        return findings;
    }
}
