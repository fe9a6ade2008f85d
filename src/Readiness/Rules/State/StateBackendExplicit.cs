using FlinkReady.FlinkModel.Options;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.State;

/// <summary>
/// A state backend that somebody chose. The effective one is <c>state_backend</c> of <c>checkpoints/config</c>; the heap backend is Flink's default
/// (Flink: <c>StateBackendLoader</c>), so it says nothing unless the configuration names it.
/// </summary>
internal sealed class StateBackendExplicit : JobRule
{
    private static readonly RuleSetting<long> LargeState = RuleSetting.OfBytes(
        "largeStateBytes", 100L << 20, 1L << 20, 1L << 40, "The size of the state from which on largeStateSeverity holds.");

    private static readonly RuleSetting<Severity> LargeStateSeverity = RuleSetting.OfSeverity(
        "largeStateSeverity", Severity.Warning, "Severity where the state is larger than largeStateBytes.");

    /// <summary>The rule.</summary>
    public StateBackendExplicit()
        : base(new RuleDescriptor
        {
            Id = "state-backend-explicit",
            Scope = RuleScope.Job,
            Category = RuleCategory.State,
            Severity = Severity.Info,
            IsOnChecklist = true,
            Title = "The state backend is chosen on purpose",
            Why = "The default keeps all state on the heap of the TaskManagers. That is fast and right for small state; for state that grows it ends in long garbage collections and out-of-memory errors.",
            Fix = "Name the backend in the configuration: state.backend.type: rocksdb, or hashmap where the state is known to stay small.",
            IsSetInCode = true,
            Needs = [JobDetails.Key, CheckpointConfig.Key],
            Settings = [LargeState, LargeStateSeverity],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(JobFacts job, JobRuleContext context)
    {
        var backend = job.Checkpointing.StateBackend;
        if (!backend.TryGet(out var name))
        {
            return backend.Unknown;
        }

        if (name != "HashMapStateBackend")
        {
            return new Verdict.Pass($"The job uses {Text.Name(name)}, which is not the default: somebody chose it.");
        }

        var configured = job.Cluster.Configuration.Find(FlinkOptions.StateBackend);
        if (configured.TryGet(out var value))
        {
            return new Verdict.Pass($"The cluster's configuration names a backend ({configured.Field}: {value}), and the job uses {name}.");
        }

        if (!job.Cluster.Configuration.IsRead)
        {
            return configured.Unknown;
        }

        var size = job.Checkpointing.StateSize;
        var large = size.Or(0) > context.Get(LargeState);
        return Verdict.Failed(new Finding
        {
            Message = $"The job keeps its state on the heap (HashMapStateBackend), Flink's default, and no key of the cluster's configuration chose that. The job's code may have.{Spelling.Note(job.Cluster, FlinkOptions.StateBackend)}"
                + (large ? $" Its state of {Text.Bytes(size.Or(0))} is large for the heap." : string.Empty),
            Severity = large ? context.Get(LargeStateSeverity) : context.Severity,
            Certainty = Certainty.Inferred,
            Resource = Resource.Job,
            Evidence = large ? [backend.Evidence, .. Spelling.Evidence(job.Cluster, FlinkOptions.StateBackend), size.Evidence] : [backend.Evidence, .. Spelling.Evidence(job.Cluster, FlinkOptions.StateBackend)],
            Remediation = Remedy.Configuration(job.Cluster, (FlinkOptions.StateBackend, Spelling.Wanted(job.Cluster, FlinkOptions.StateBackend, large ? "rocksdb" : "hashmap")))
                + (large
                    ? "\nThe state moves with a savepoint in canonical format:\nflink stop --type canonical --savepointPath <directory> " + job.Id
                    : "\nor rocksdb, where the state may grow beyond memory."),
        });
    }
}
