using FlinkReady.Monitor.Configuration.Schema;
using FlinkReady.Readiness.Policies;

namespace FlinkReady.Monitor.Configuration;

/// <summary>Holds the sections of a draft against each other and puts the configuration together.</summary>
internal static class ConfigurationBuilder
{
    /// <summary>The configuration; sound only where <paramref name="context"/> has no mistake.</summary>
    public static MonitorConfiguration Build(ConfigurationDraft draft, string? source, ReadContext context)
    {
        var targets = TargetBuilder.Build(draft.Targets, context);
        var defaults = new MonitorConfiguration();
        var pollInterval = draft.PollInterval ?? defaults.PollInterval;
        return new MonitorConfiguration
        {
            Listen = draft.Listen ?? defaults.Listen,
            PollInterval = pollInterval,
            CheckpointInterval = draft.CheckpointInterval ?? defaults.CheckpointInterval,
            RequestTimeout = draft.RequestTimeout ?? defaults.RequestTimeout,
            MaxConcurrentTargets = draft.MaxConcurrentTargets ?? defaults.MaxConcurrentTargets,
            MaxConcurrentRequests = draft.MaxConcurrentRequests ?? defaults.MaxConcurrentRequests,
            MaxSeriesPerTarget = draft.MaxSeriesPerTarget ?? defaults.MaxSeriesPerTarget,
            MaxJobs = draft.MaxJobs ?? defaults.MaxJobs,
            DocsBaseUrl = draft.DocsBaseUrl,
            Targets = targets,
            Policy = new ReadinessPolicy
            {
                Rules = draft.Rules?.Settings ?? [],
                Overrides = PolicyBuilder.Overrides(draft, targets, context),
                Waivers = PolicyBuilder.Waivers(draft.Waivers, context),
                Uids = PolicyBuilder.Uids(draft.Uids, context),
                StaleAfter = StaleAfter(draft, pollInterval, targets, context),
            },
            Source = source,
        };
    }

    private static TimeSpan StaleAfter(ConfigurationDraft draft, TimeSpan pollInterval, IReadOnlyList<TargetDefinition> targets, ReadContext context)
    {
        var longest = targets.Select(target => target.PollInterval ?? pollInterval).DefaultIfEmpty(pollInterval).Max();
        var minimum = 3 * longest;
        if (draft.StaleAfter is not { } configured)
        {
            return minimum > ReadinessPolicy.Default.StaleAfter ? minimum : ReadinessPolicy.Default.StaleAfter;
        }

        if (configured < minimum)
        {
            context.Add(draft.StaleAfterPlace, $"staleAfter must be at least 3 × the longest pollInterval ({Durations.Format(longest)}): {Durations.Format(minimum)} or more, not {Durations.Format(configured)}");
        }

        return configured;
    }
}
