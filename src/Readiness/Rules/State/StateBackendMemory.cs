using FlinkReady.FlinkModel.Options;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.State;

/// <summary>
/// Memory for RocksDB or ForSt. Unless told otherwise they live in the managed memory of a slot, as block cache and write buffers
/// (Flink: <c>RocksDBOptions.USE_MANAGED_MEMORY</c>).
/// </summary>
internal sealed class StateBackendMemory : JobRule
{
    private static readonly RuleSetting<long> MinManaged = RuleSetting.OfBytes(
        "minManagedBytesPerSlot", 64L << 20, 1L << 20, 1L << 40, "The least managed memory a slot should have.");

    /// <summary>The rule.</summary>
    public StateBackendMemory()
        : base(new RuleDescriptor
        {
            Id = "state-backend-memory",
            Scope = RuleScope.Job,
            Category = RuleCategory.State,
            Severity = Severity.Info,
            Title = "The state backend has memory to work with",
            Why = "RocksDB and ForSt cache and buffer in the managed memory of their slot. With too little of it nearly every access to state goes to disk.",
            Fix = "Give TaskManagers more managed memory, or fewer slots.",
            Needs = [JobDetails.Key, CheckpointConfig.Key],
            Settings = [MinManaged],
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
            return new Verdict.NotApplicable($"{Text.Name(name)} is neither RocksDB nor ForSt: it uses no managed memory.");
        }

        var configuration = job.Cluster.Configuration;
        if (!configuration.IsRead)
        {
            return Verdict.Unread($"GET {configuration.Origin.Path} could not be read: {configuration.Origin.Reason}");
        }

        if (MemoryOfItsOwn(configuration, StateBackends.IsForSt(name)) is { } own)
        {
            return new Verdict.NotApplicable($"The backend's memory does not come from managed memory ({own.Field}: {own.Or(string.Empty)}).");
        }

        if (!job.Cluster.TaskManagerCount.IsKnown)
        {
            return job.Cluster.TaskManagerCount.Unknown;
        }

        return job.Cluster.SlotMemory switch
        {
            { Poorest: null } => Verdict.NotNow("No TaskManager shows its managed memory and slots."),
            { Poorest: { } manager, LeastManaged: var perSlot } when perSlot < context.Get(MinManaged) => Verdict.Failed(Accuse(job, manager, perSlot, context)),
            { LeastManaged: var perSlot } => new Verdict.Pass($"A slot has {Text.Bytes(perSlot)} of managed memory or more."),
        };
    }

    private static Fact<string>? MemoryOfItsOwn(ConfigurationFacts configuration, bool forSt)
    {
        var managed = configuration.Find(forSt ? FlinkOptions.ForStManagedMemory : FlinkOptions.RocksDbManagedMemory);
        var perSlot = configuration.Find(forSt ? FlinkOptions.ForStFixedPerSlot : FlinkOptions.RocksDbFixedPerSlot);
        var perManager = configuration.Find(forSt ? FlinkOptions.ForStFixedPerTaskManager : FlinkOptions.RocksDbFixedPerTaskManager);
        return managed.Or(string.Empty).Trim().Equals("false", StringComparison.OrdinalIgnoreCase) ? managed
            : perSlot.IsKnown ? perSlot
            : perManager.IsKnown ? perManager
            : null;
    }

    private static Finding Accuse(JobFacts job, TaskManagerFacts manager, long perSlot, JobRuleContext context) => new()
    {
        Message = $"A slot has {Text.Bytes(perSlot)} of managed memory for {job.Checkpointing.StateBackend.Or(string.Empty)}; below {Text.Bytes(context.Get(MinManaged))} nearly every access goes to disk.",
        Severity = context.Severity,
        Certainty = Certainty.Inferred,
        Resource = Resource.Job,
        Evidence = [job.Checkpointing.StateBackend.Evidence, manager.ManagedMemory.Evidence, manager.Slots.Evidence],
        Remediation = Remedy.Configuration(job.Cluster, (FlinkOptions.ManagedMemoryFraction, "0.5")) + "\nor give the TaskManagers more memory, or fewer slots.",
    };
}
