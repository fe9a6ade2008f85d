using FlinkReady.FlinkModel.Options;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.State;

/// <summary>State backends that Flink 2.0 removed. Before that they mixed two choices, where state lives and where checkpoints go.</summary>
internal sealed class StateBackendLegacy : JobRule
{
    /// <summary>The rule.</summary>
    public StateBackendLegacy()
        : base(new RuleDescriptor
        {
            Id = "state-backend-legacy",
            Scope = RuleScope.Job,
            Category = RuleCategory.State,
            Severity = Severity.Warning,
            Title = "The state backend still exists in Flink 2",
            Why = "MemoryStateBackend, FsStateBackend and RocksDBStateBackend were removed in Flink 2.0: a job that names them in its code does not compile or start there.",
            Fix = "Use HashMapStateBackend or EmbeddedRocksDBStateBackend with a checkpoint storage of its own.",
            Needs = [JobDetails.Key, CheckpointConfig.Key],
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

        if (!StateBackends.IsLegacy(name))
        {
            return new Verdict.Pass($"The job uses {Text.Name(name)}, none of the backends that Flink 2.0 removed.");
        }

        var (successor, code) = name == "RocksDBStateBackend"
            ? ("rocksdb", "env.setStateBackend(new EmbeddedRocksDBStateBackend(true));")
            : ("hashmap", "env.setStateBackend(new HashMapStateBackend());");
        var storage = name == "MemoryStateBackend" ? "new JobManagerCheckpointStorage()" : "\"s3://<bucket>/checkpoints\"";
        return Verdict.Failed(new Finding
        {
            Message = $"The job uses {name}, which was removed in Flink 2.0.",
            Severity = context.Severity,
            Resource = Resource.Job,
            Evidence = [backend.Evidence],
            Remediation = JobRemedy.Set(job, null, (FlinkOptions.StateBackend, successor))
                + $"\nor in the job:\n{code}\nenv.getCheckpointConfig().setCheckpointStorage({storage});\n"
                + "Take the state along in a canonical savepoint: a native one can be restored only by the kind of backend that wrote it.\n"
                + $"flink stop --type canonical --savepointPath <directory> {job.Id}",
        });
    }
}
