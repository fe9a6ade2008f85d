using FlinkReady.Deployments.Discovery;
using FlinkReady.Deployments.Resources;
using FlinkReady.FlinkModel.Deployments;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Diagnostics;

namespace FlinkReady.Monitor.Discovery;

/// <summary>Concludes from the resources that watches see, time and again.</summary>
/// <param name="settings">How targets are found.</param>
/// <param name="configured">The targets of the configuration, which go before.</param>
/// <param name="states">Remembers since when what is so: longer than a configuration is in force.</param>
/// <param name="logger">Is told once of each that is left out.</param>
internal sealed class ResourceConcluder(KubernetesSettings settings, TargetSet configured, SeenStates states, ILogger logger)
{
    private HashSet<string> _told = new(StringComparer.Ordinal);

    /// <summary>What becomes of the resources, as of now.</summary>
    public IReadOnlyList<DiscoveredTarget> Conclude(IEnumerable<KubernetesResource> resources)
    {
        var conclusions = Conclusions.Of(
            SeenResource.InScope(resources, settings),
            settings.HostSuffix,
            settings.ServiceSelector is { } selector ? service => selector.IsMatch(service.Label) && settings.LabelSelector?.IsMatch(service.Label) != false : null);
        states.Note(conclusions);
        var targets = DiscoveredTargets.Of(conclusions, states, settings, configured);
        Tell(targets);
        return targets;
    }

    /// <summary>When time alone changes something: an upgrade lasts too long from then on. Null where nothing waits for that.</summary>
    public TimeSpan? UntilDue(IReadOnlyList<DiscoveredTarget> targets)
    {
        TimeSpan? due = null;
        foreach (var target in targets.Where(static target => target is { State: ResourceState.InUpgrade, Expected: 0 }))
        {
            var left = settings.UpgradeGrace - states.For(target.Conclusion);
            due = due is null || left < due ? left : due;
        }

        return due is { } wait && wait < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : due;
    }

    // Once for each that asks to be looked at and is not.
    private void Tell(IReadOnlyList<DiscoveredTarget> targets)
    {
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var target in targets.Where(static target => target.State is ResourceState.LeftOut or ResourceState.Duplicate))
        {
            var line = $"{target.Conclusion.Resource.Address} {target.Conclusion.Reason}";
            if (told.Add(line) && !_told.Contains(line))
            {
                Log.ResourceLeftOut(logger, target.Conclusion.Resource.Address, target.Conclusion.Reason);
            }
        }

        _told = told;
    }
}
