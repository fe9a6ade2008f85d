using FlinkReady.Deployments.Discovery;
using FlinkReady.FlinkModel.Deployments;
using FlinkReady.Monitor.Configuration;

namespace FlinkReady.Monitor.Discovery;

/// <summary>Holds what was concluded from resources against the targets of the configuration, which go before.</summary>
internal static class DiscoveredTargets
{
    /// <summary>What becomes of each resource; those that are nothing to a monitor are left out.</summary>
    /// <param name="conclusions">What follows from the resources.</param>
    /// <param name="states">Since when they are in their states; noted before.</param>
    /// <param name="settings">The template, and how long an upgrade may take.</param>
    /// <param name="configured">The targets of the configuration.</param>
    public static IReadOnlyList<DiscoveredTarget> Of(IReadOnlyList<Conclusion> conclusions, SeenStates states, KubernetesSettings settings, TargetSet configured)
    {
        var byAddress = new Dictionary<string, TargetDefinition>(StringComparer.OrdinalIgnoreCase);
        foreach (var (address, target) in configured.SelectMany(static target => target.Connection.Urls.Select(url => (AddressOf(url), target))))
        {
            byAddress.TryAdd(address, target);
        }

        // Facts go where the cluster's answers go.
        var renamed = new Dictionary<string, string?>(StringComparer.Ordinal);
        var targets = new List<DiscoveredTarget>(conclusions.Count);
        foreach (var conclusion in conclusions.Where(static one => one.State != ResourceState.None))
        {
            var since = states.Since(conclusion);
            var target = conclusion.Target is null
                ? new DiscoveredTarget(conclusion, since) { BelongsTo = conclusion.Joins is { } joins ? renamed.GetValueOrDefault(joins.Target, joins.Target) : null, Expected = conclusion.Expected }
                : OfTarget(conclusion, since, Expected(conclusion, states, settings), settings, configured, byAddress);
            if (conclusion.Target is { } name)
            {
                renamed[name] = target.BelongsTo;
            }

            targets.Add(target);
        }

        return targets;
    }

    private static DiscoveredTarget OfTarget(
        Conclusion conclusion, DateTimeOffset since, int? expected, KubernetesSettings settings, TargetSet configured, Dictionary<string, TargetDefinition> byAddress)
    {
        if (TargetTemplate.Fill(settings.Template, conclusion) is not { } definition)
        {
            return LeftOut(conclusion, since, ResourceState.LeftOut, $"Its address is none: {conclusion.Url}");
        }

        if (byAddress.TryGetValue(AddressOf(definition.Connection.Urls[0]), out var same))
        {
            return LeftOut(conclusion, since, ResourceState.Duplicate, $"The target {same.Name} of the configuration has its address.") with { BelongsTo = same.Name };
        }

        return configured.Find(definition.Name) is null
            ? new DiscoveredTarget(conclusion, since) { Definition = definition, BelongsTo = definition.Name, Expected = expected }
            : LeftOut(conclusion, since, ResourceState.LeftOut, $"A target of the configuration has the name {definition.Name}: give it another one in its annotation flinkready.io/name.");
    }

    private static int? Expected(Conclusion conclusion, SeenStates states, KubernetesSettings settings) =>
        states.For(conclusion) >= settings.UpgradeGrace ? conclusion.ExpectedAfterGrace : conclusion.Expected;

    private static DiscoveredTarget LeftOut(Conclusion conclusion, DateTimeOffset since, ResourceState state, string reason) =>
        new(conclusion with { State = state, Reason = reason, IsPolled = false, Expected = null }, since);

    // One Service has several names: name.namespace, with .svc and with the cluster's domain.
    private static string AddressOf(Uri url)
    {
        var labels = url.IdnHost.TrimEnd('.').Split('.');
        var host = labels.Length > 2 && labels[2] == "svc" ? $"{labels[0]}.{labels[1]}" : url.IdnHost;
        return $"{host}:{url.Port}{url.AbsolutePath.TrimEnd('/')}";
    }
}
