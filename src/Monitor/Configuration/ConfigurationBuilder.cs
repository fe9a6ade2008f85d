using FlinkReady.Monitor.Configuration.Schema;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Policies;

namespace FlinkReady.Monitor.Configuration;

/// <summary>Holds the sections of a draft against each other and puts the configuration together.</summary>
internal static class ConfigurationBuilder
{
    /// <summary>The configuration; sound only where <paramref name="context"/> has no mistake.</summary>
    public static MonitorConfiguration Build(ConfigurationDraft draft, string? source, ReadContext context)
    {
        var targets = TargetBuilder.Build(draft.Targets, context);
        foreach (var target in draft.Targets.Where(target => LacksUrl(target.Definition.Prometheus, draft)))
        {
            context.Add(target.Written.Place, "prometheus of this target has no url, and the file names none at its top");
        }

        if (draft is { TemplateAt: { } template, Configuration.Kubernetes: { } kubernetes } && LacksUrl(kubernetes.Template.Prometheus, draft))
        {
            context.Add(template, "prometheus of kubernetes.template has no url, and the file names none at its top");
        }

        return draft.Configuration with
        {
            Targets = [.. targets],
            Policy = new ReadinessPolicy
            {
                Rules = draft.Rules,
                Overrides = Overrides(draft, targets),
                Waivers = draft.Waivers,
                Uids = [.. draft.Uids.Select(entry => entry.Uids)],
                StaleAfter = StaleAfter(draft, targets, context),
            },
            Source = source,
        };
    }

    private static bool LacksUrl(PrometheusSettings ofTarget, ConfigurationDraft draft) => ofTarget != new PrometheusSettings() && !ofTarget.Over(draft.Configuration.Prometheus).IsOn;

    // Settings under targets first, then `overrides` in their order: later ones win. Targets are missing only where there is a mistake.
    private static IReadOnlyList<RuleOverride> Overrides(ConfigurationDraft draft, IReadOnlyList<TargetDefinition> targets) =>
    [
        .. draft.Targets.Zip(targets).SelectMany(pair => pair.First.Rules.Select(entry => new RuleOverride(entry.Key, new Glob(pair.Second.Name), null, entry.Value))),
        .. draft.Overrides.SelectMany(each => each.Rules.Select(entry => new RuleOverride(entry.Key, each.Target, each.Job, entry.Value))),
    ];

    private static TimeSpan StaleAfter(ConfigurationDraft draft, IReadOnlyList<TargetDefinition> targets, ReadContext context)
    {
        var pollInterval = draft.Configuration.PollInterval;
        var longest = targets.Append(draft.Configuration.Kubernetes?.Template).Select(target => target?.PollInterval ?? pollInterval).Max();
        var minimum = 3 * longest;
        if (draft.StaleAfter is not { } configured)
        {
            return minimum > ReadinessPolicy.Default.StaleAfter ? minimum : ReadinessPolicy.Default.StaleAfter;
        }

        if (configured.Value < minimum)
        {
            context.Add(configured.Place, $"staleAfter must be at least 3 × the longest pollInterval ({Durations.Format(longest)}): {Durations.Format(minimum)} or more, not {Durations.Format(configured.Value)}");
        }

        return configured.Value;
    }
}
