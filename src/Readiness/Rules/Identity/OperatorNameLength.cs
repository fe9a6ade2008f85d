using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.OperatorIds.Texts;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Identity;

/// <summary>
/// Names of operators that a checkpoint's metadata can't hold. From Flink 2.0 on it carries them (FLIP-474), written by <c>DataOutput.writeUTF</c>, which
/// takes 65,535 bytes of modified UTF-8: one more, and every checkpoint and savepoint fails.
/// </summary>
internal sealed class OperatorNameLength : JobRule
{
    private const int Longest = 65_535;

    private static readonly RuleSetting<Severity> SeverityBefore2 = RuleSetting.OfSeverity(
        "severityBefore2", Severity.Info, "Severity on Flink 1.x, where checkpoints work and fail after the upgrade.");

    /// <summary>The rule.</summary>
    public OperatorNameLength()
        : base(new RuleDescriptor
        {
            Id = "operator-name-length",
            Scope = RuleScope.Job,
            Category = RuleCategory.IdentityAndScaling,
            Severity = Severity.Critical,
            Title = "Names of operators fit into a checkpoint",
            Why = "Flink 2.x writes the operators' names into the metadata of a checkpoint, where 65,535 bytes is the most: with a longer one no checkpoint and no savepoint completes.",
            Fix = "Give the operator a shorter name; in SQL leave table.exec.simplify-operator-name-enabled at true.",
            Needs = [JobDetails.Key],
            Settings = [SeverityBefore2],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(JobFacts job, JobRuleContext context)
    {
        // A vertex' name holds those of its operators: of one that fits every operator's does.
        var findings = new List<Finding>();
        var doubtful = 0;
        for (var index = 0; index < job.Vertices.Count; index++)
        {
            var vertex = job.Vertices[index];
            if (Bytes(vertex.Name) <= Longest)
            {
                continue;
            }

            var operators = index < context.Operators.Value.Count ? context.Operators.Value[index].Operators : [];
            var tooLong = operators.Where(one => Bytes(one.Name) > Longest).ToList();
            doubtful += tooLong.Count == 0 && !IsChainKnown(job, vertex) ? 1 : 0;
            findings.AddRange(tooLong.Select(one => Accuse(job, vertex, one, context)));
        }

        // From 2.0 on the metadata of a checkpoint carries the names: where there is one, they fit.
        doubtful = job.Witnesses.Metadata is { Version: >= 5 } ? 0 : doubtful;
        return findings switch
        {
            [] when doubtful > 0 => Verdict.Undecidable($"The name of {Text.Count(doubtful, "vertex", "vertices")} has more than {Longest} bytes, and how much of it is which operator's can't be told."),
            [] => new Verdict.Pass($"No operator's name has more than {Longest} bytes."),
            _ when job.Cluster.Version is null => job.Cluster.VersionText.Unknown,
            [var only] => Verdict.Failed(only),
            _ => new Verdict.Fail($"The names of {Text.Count(findings.Count, "operator")} are too long for the metadata of a checkpoint of Flink 2.x.", findings),
        };
    }

    // A name may hold what looks like an arrow: only with a description in tree mode is it known which operator a part of it belongs to.
    private static bool IsChainKnown(JobFacts job, VertexFacts vertex) =>
        job.Graph.Vertices.FirstOrDefault(node => node.Id == vertex.Id) is { Description: not null } node && VertexReading.Of(node).IsSureOfFanOut;

    private static Finding Accuse(JobFacts job, VertexFacts vertex, OperatorVerdict one, JobRuleContext context)
    {
        var isTwo = job.Cluster.Version is { Major: >= 2 };
        return new Finding
        {
            Message = $"The name of an operator that begins {Text.Name(one.Name)} has {Bytes(one.Name)} bytes, {Longest} is the most that the metadata of a checkpoint holds: "
                + (isTwo ? "no checkpoint and no savepoint of this job completes." : "on Flink 2.x no checkpoint and no savepoint of this job would complete."),
            Severity = isTwo ? context.Severity : context.Get(SeverityBefore2),
            Resource = new Resource(ResourceKind.Operator, vertex.Id, vertex.Name, one.Name),
            Evidence = [vertex.IdFact.Evidence, job.Cluster.VersionText.Evidence],
            Remediation = PlannerNames.IsPlanned(one.Name) || PlannerNames.StartsWithNode(one.Name)
                ? "Let the planner name its operators in short. The ids of operators don't depend on their names:\nSET 'table.exec.simplify-operator-name-enabled' = 'true';"
                : "Give the operator a shorter name. Its id does not depend on its name:\n.name(\"a-short-name\")",
        };
    }

    // As DataOutput.writeUTF counts: a character beyond the basic plane is two of three bytes, NUL is two bytes.
    private static int Bytes(string name)
    {
        if (name.Length * 3 <= Longest)
        {
            return name.Length;
        }

        var bytes = 0;
        foreach (var unit in name)
        {
            bytes += unit is > '\0' and < '\u0080' ? 1 : unit < '\u0800' ? 2 : 3;
        }

        return bytes;
    }
}
