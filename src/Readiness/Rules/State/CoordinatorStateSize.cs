using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.State;

/// <summary>
/// State of source coordinators, which Flink keeps inside a checkpoint's metadata whatever its size (<c>OperatorState.coordinatorState</c>, a
/// <c>ByteStreamStateHandle</c>): the JobManager holds and rewrites it with each checkpoint.
/// </summary>
internal sealed class CoordinatorStateSize : JobRule
{
    private static readonly RuleSetting<long> MaxBytes = RuleSetting.OfBytes("maxBytes", 16L << 20, 1L << 10, 1L << 40, "State of one coordinator up to this size is fine.");

    /// <summary>The rule.</summary>
    public CoordinatorStateSize()
        : base(new RuleDescriptor
        {
            Id = "coordinator-state-size",
            Scope = RuleScope.Job,
            Category = RuleCategory.State,
            Severity = Severity.Warning,
            Title = "State of source coordinators is small",
            Why = "A source's coordinator keeps its splits in the checkpoint's metadata. The JobManager holds them in memory and writes them whole with every checkpoint: tens of megabytes slow checkpoints down and may exhaust its heap.",
            Fix = "Give the source fewer and larger splits, and let it forget those that are finished.",
            Needs = [JobDetails.Key],
            Settings = [MaxBytes],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(JobFacts job, JobRuleContext context)
    {
        if (job.Checkpointing.IsEnabled == false)
        {
            return new Verdict.NotApplicable("Checkpointing is off.");
        }

        if (job.Witnesses.Metadata is not { } file)
        {
            return MetadataGate.Missing(job);
        }

        var sizes = file.Operators.Select(one => (Operator: one, Bytes: job.Witnesses.CoordinatorBytes(one))).Where(one => one.Bytes.IsKnown).ToList();
        if (sizes.Count == 0)
        {
            return Verdict.Undecidable("The metadata that was read does not tell the size of coordinators' state.");
        }

        var limit = context.Get(MaxBytes);
        var findings = sizes.Where(one => one.Bytes.Or(0) > limit).Select(one => Accuse(job, one.Operator, one.Bytes, context)).ToList();
        return findings switch
        {
            [] => new Verdict.Pass($"The state of each source coordinator is {Text.Bytes(limit)} at most; all together it is {Text.Bytes(sizes.Sum(one => one.Bytes.Or(0)))}."),
            [var only] => Verdict.Failed(only),
            _ => new Verdict.Fail($"The state of {findings.Count} source coordinators is above {Text.Bytes(limit)}.", findings),
        };
    }

    private static Finding Accuse(JobFacts job, WitnessedOperator one, Fact<long> bytes, JobRuleContext context)
    {
        var vertex = job.Vertices.FirstOrDefault(vertex => vertex.Id == one.Id);
        var name = one.Name ?? vertex?.Name ?? one.Id;
        return new Finding
        {
            Message = $"The coordinator of {Text.Name(name)} keeps {Text.Bytes(bytes.Or(0))} of state in the metadata of each checkpoint, which the JobManager holds in memory and writes whole each time.",
            Severity = context.Severity,
            Resource = new Resource(ResourceKind.Operator, vertex?.Id, vertex?.Name, name),
            Evidence = [bytes.Evidence],
            Remediation = "Give the source fewer and larger splits. A CDC source keeps each chunk of its snapshot: a larger chunk makes fewer of them.\n'scan.incremental.snapshot.chunk.size' = '<more rows than now>'",
        };
    }
}
