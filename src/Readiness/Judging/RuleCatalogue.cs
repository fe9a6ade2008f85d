using FlinkReady.Readiness.ConfigurationRules;
using FlinkReady.Readiness.FleetRules;
using FlinkReady.Readiness.Rules;
using FlinkReady.Readiness.Rules.Availability;
using FlinkReady.Readiness.Rules.Checkpointing;
using FlinkReady.Readiness.Rules.Drift;
using FlinkReady.Readiness.Rules.Exposure;
using FlinkReady.Readiness.Rules.Identity;
using FlinkReady.Readiness.Rules.State;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Judging;

/// <summary>Every rule, in the order of the documentation. Explicit on purpose: ahead-of-time compilation knows no scanning.</summary>
public static class RuleCatalogue
{
    private static readonly Rule[] Rules =
    [
        new OperatorUid(),
        new MaxParallelismExplicit(),
        new MaxParallelismHeadroom(),
        new MaxParallelismExcessive(),
        new KeyGroupBalance(),
        new ParallelismUnmet(),
        new JobDuplicate(),
        new ParallelismOverridesRule(),
        new OperatorNameLength(),
        new UidUnstable(),
        new OperatorIdDrift(),
        new MaxParallelismChanged(),

        new StateBackendExplicit(),
        new StateBackendHeap(),
        new StateBackendLegacy(),
        new StateBackendIncremental(),
        new StateBackendMemory(),
        new ManagedMemoryUnused(),
        new ChangelogStorage(),
        new IgnoreUnclaimedState(),
        new StartedWithoutState(),
        new RestoredStateDropped(),
        new RestoreRejected(),
        new SavepointDirectory(),
        new StateGrowth(),

        new CheckpointingEnabled(),
        new CheckpointInterval(),
        new CheckpointProgress(),
        new CheckpointFailures(),
        new SavepointFailures(),
        new CheckpointDuration(),
        new CheckpointMode(),
        new CheckpointConcurrency(),
        new CheckpointTolerance(),
        new CheckpointRetention(),
        new CheckpointsRetained(),
        new CheckpointStorage(),
        new CheckpointEntropy(),
        new UnalignedTimeout(),
        new CheckpointsAfterFinish(),

        new HaEnabled(),
        new HaStorage(),
        new HaZooKeeperQuorum(),
        new HaClusterId(),
        new RestartStrategyRule(),
        new RestartLoop(),
        new JobRunning(),
        new FailoverStrategy(),
        new TaskManagerLost(),
        new TaskManagerRedundancy(),
        new Backpressure(),
        new ApplicationFailed(),
        new HeartbeatLate(),
        new SharedHaNamespace(),
        new SharedCheckpointDirectory(),
        new FlinkVersionRule(),
        new JobsComplete(),
        new JobsLost(),
        new JobManagerSplit(),
        new OptionNotRead(),
        new ClusterOptionNotApplied(),

        new WebSubmitExposed(),
        new RestEncrypted(),
        new CertificateExpiry(),

        new WaiverExpired(),
        new WaiverUnused(),
        new UidUnmatched(),
    ];

    /// <summary>Every descriptor.</summary>
    public static IReadOnlyList<RuleDescriptor> All { get; } = [.. Rules.Select(rule => rule.Descriptor)];

    /// <summary>Rules about a job.</summary>
    public static IReadOnlyList<JobRule> JobRules { get; } = [.. Rules.OfType<JobRule>()];

    /// <summary>Rules about a cluster.</summary>
    public static IReadOnlyList<ClusterRule> ClusterRules { get; } = [.. Rules.OfType<ClusterRule>()];

    /// <summary>Rules about FlinkReady's own configuration.</summary>
    public static IReadOnlyList<ConfigurationRule> ConfigurationRules { get; } = [.. Rules.OfType<ConfigurationRule>()];

    /// <summary>Rules about several targets.</summary>
    internal static IReadOnlyList<FleetRule> FleetRules { get; } = [.. Rules.OfType<FleetRule>()];

    private static readonly Dictionary<string, RuleDescriptor> ById = All.ToDictionary(rule => rule.Id, StringComparer.Ordinal);

    /// <summary>The rule of that id, null where there is none.</summary>
    public static RuleDescriptor? Find(string id) => ById.GetValueOrDefault(id);
}
