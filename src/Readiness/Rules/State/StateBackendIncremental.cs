using FlinkReady.FlinkModel.Options;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.State;

/// <summary>
/// Incremental checkpoints of large state. Whether they are on shows in no field; it shows in the sizes: <c>checkpointed_size</c> is what was uploaded,
/// <c>state_size</c> the whole.
/// </summary>
internal sealed class StateBackendIncremental : JobRule
{
    private static readonly RuleSetting<long> MinState = RuleSetting.OfBytes(
        "minStateBytes", 1L << 30, 1L << 20, 1L << 40, "State up to this size may be uploaded as a whole.");

    private static readonly RuleSetting<double> FullFraction = RuleSetting.OfDecimalNumber(
        "fullFraction", 0.95, 0.5, 1, "A checkpoint that uploads this share of its state counts as full.");

    private static readonly RuleSetting<long> MinCheckpoints = RuleSetting.OfWholeNumber(
        "minCheckpoints", 5, 2, 100, "How many completed checkpoints have to be in the history.");

    /// <summary>The rule.</summary>
    public StateBackendIncremental()
        : base(new RuleDescriptor
        {
            Id = "state-backend-incremental",
            Scope = RuleScope.Job,
            Category = RuleCategory.State,
            Severity = Severity.Warning,
            Title = "Large state is checkpointed incrementally",
            Why = "A full checkpoint uploads the whole state every time: it takes longer with every gigabyte, loads network and storage, and makes recovery go further back.",
            Fix = "Switch incremental checkpoints on.",
            IsSetInCode = true,
            Needs = [JobDetails.Key, CheckpointConfig.Key, CheckpointStatistics.Key],
            Settings = [MinState, FullFraction, MinCheckpoints],
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

        if (!StateBackends.IsOnDisk(name))
        {
            return new Verdict.NotApplicable($"{Text.Name(name)} is neither RocksDB nor ForSt: it has no incremental checkpoints that could be judged.");
        }

        if (JobGates.StateSizeIsKnown(job) is { } early)
        {
            return early;
        }

        var size = job.Checkpointing.StateSize.Or(0);
        if (size <= context.Get(MinState))
        {
            return new Verdict.Pass($"The state of {Text.Bytes(size)} is small enough to be uploaded as a whole (up to {Text.Bytes(context.Get(MinState))}).");
        }

        // The first checkpoint after a restore may be full in any case.
        var restored = job.Checkpointing.LatestRestored.Or(null!)?.RestoreMs ?? 0;
        var completed = job.Checkpointing.History.Or([]).Where(entry => IsCompleted(entry) && entry.TriggerMs > restored).ToList();
        if (completed.Find(entry => entry.CheckpointedSize < context.Get(FullFraction) * entry.StateSize) is { } partial)
        {
            return new Verdict.Pass($"Checkpoint {partial.Id} uploaded {Text.Bytes(partial.CheckpointedSize ?? 0)} of {Text.Bytes(partial.StateSize ?? 0)}: checkpoints are incremental.");
        }

        if (completed.Count < context.Get(MinCheckpoints))
        {
            return Verdict.NotYet($"{Text.Count(completed.Count, "completed checkpoint")} in the history since the last restore, it takes {context.Get(MinCheckpoints)} to tell.");
        }

        var least = completed.Min(entry => (entry.CheckpointedSize ?? 0) / (double)(entry.StateSize ?? 1));
        return Verdict.Failed(new Finding
        {
            Message = $"Each of the last {completed.Count} checkpoints uploaded at least {Text.Percent(least)} of a state of {Text.Bytes(size)}: they are not incremental, or all state changes between two of them.",
            Severity = context.Severity,
            Certainty = Certainty.Inferred,
            Resource = Resource.Job,
            Evidence = [backend.Evidence, job.Checkpointing.StateSize.Evidence, job.Checkpointing.UploadedSize.Evidence],
            Remediation = JobRemedy.Set(job, null, (FlinkOptions.IncrementalCheckpoints, "true"))
                + (StateBackends.IsForSt(name) ? string.Empty : "\nor in the job:\nenv.setStateBackend(new EmbeddedRocksDBStateBackend(true));"),
        });
    }

    private static bool IsCompleted(CheckpointEntry entry) => entry is { Status: "COMPLETED", IsSavepoint: not true, StateSize: > 0, CheckpointedSize: not null };
}
