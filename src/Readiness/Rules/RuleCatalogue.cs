using FlinkReady.Readiness.Rules.Availability;
using FlinkReady.Readiness.Rules.Checkpointing;
using FlinkReady.Readiness.Rules.Identity;
using FlinkReady.Readiness.Rules.State;
using FlinkReady.Readiness.Rules.Configuration;

namespace FlinkReady.Readiness.Rules;

/// <summary>Every rule, in the order of the documentation. Explicit on purpose: ahead-of-time compilation knows no scanning.</summary>
public static class RuleCatalogue
{
    /// <summary>Rules about a job.</summary>
    public static IReadOnlyList<JobRule> JobRules { get; } =
    [
        new OperatorUid(),
        new MaxParallelismExplicit(),
        new MaxParallelismHeadroom(),
        new MaxParallelismExcessive(),
        new KeyGroupBalance(),
        new ParallelismUnmet(),
        new StateBackendExplicit(),
        new StateBackendHeap(),
        new StateBackendLegacy(),
        new StateBackendIncremental(),
        new StateBackendMemory(),
        new ChangelogStorage(),
        new StartedWithoutState(),
        new CheckpointingEnabled(),
    ];

    /// <summary>Rules about a cluster.</summary>
    public static IReadOnlyList<ClusterRule> ClusterRules { get; } =
    [
        new JobDuplicate(),
        new ManagedMemoryUnused(),
        new IgnoreUnclaimedState(),
        new SavepointDirectory(),
        new HaEnabled(),
    ];

    /// <summary>Rules about FlinkReady's own configuration.</summary>
    public static IReadOnlyList<ConfigurationRule> ConfigurationRules { get; } =
    [
        new WaiverExpired(),
        new WaiverUnused(),
        new UidUnmatched(),
    ];

    /// <summary>Every descriptor.</summary>
    public static IReadOnlyList<RuleDescriptor> All { get; } =
        [.. JobRules.Cast<Rule>().Concat(ClusterRules).Concat(ConfigurationRules).Select(rule => rule.Descriptor).OrderBy(rule => rule.Category)];

    /// <summary>The rule of that id, null where there is none.</summary>
    public static RuleDescriptor? Find(string id) => All.FirstOrDefault(rule => rule.Id == id);
}
