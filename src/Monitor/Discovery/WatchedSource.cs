using FlinkReady.Deployments.Resources;
using FlinkReady.KubernetesApi.Failures;
using FlinkReady.KubernetesApi.Paths;
using FlinkReady.KubernetesApi.Transport;
using FlinkReady.KubernetesApi.Watching;
using FlinkReady.Monitor.Diagnostics;

namespace FlinkReady.Monitor.Discovery;

/// <summary>What one watch has seen: the resources of a kind in a namespace.</summary>
/// <param name="path">What is watched.</param>
/// <param name="known">What an earlier watch saw of it: that holds until the API server has listed what there is now.</param>
/// <param name="counters">Counts what happens.</param>
/// <param name="changed">Is told that there is something new.</param>
/// <param name="logger">Is told once of each condition.</param>
internal sealed class WatchedSource(
    ResourcePath path, IEnumerable<KubernetesResource> known, DiscoveryCounters counters, Action changed, ILogger logger) : IResourceSink<SeenResource>
{
    private readonly Lock _lock = new();
    private Dictionary<ResourceKey, SeenResource> _resources =
        known.DistinctBy(KeyOf).ToDictionary(KeyOf, static resource => new SeenResource(resource));

    private volatile bool _isTried;
    private volatile bool _isListed;
    private volatile bool _isUp;
    private volatile bool _isUnknownKind;

    /// <summary>What is watched.</summary>
    public ResourcePath Path => path;

    /// <summary>True from the first answer on, also where that is a refusal.</summary>
    public bool IsTried => _isTried;

    /// <summary>True while what is seen is what there is.</summary>
    public bool IsUp => _isUp;

    /// <summary>True while nothing can be there that is not seen: a kind that is not installed has nothing to see.</summary>
    public bool IsSettled => _isUp || _isUnknownKind;

    /// <summary>The resources that say something.</summary>
    public IReadOnlyList<KubernetesResource> Resources
    {
        get
        {
            lock (_lock)
            {
                return [.. _resources.Values.Select(static seen => seen.Resource).OfType<KubernetesResource>()];
            }
        }
    }

    /// <inheritdoc/>
    public void Listed(ResourceList<SeenResource> list)
    {
        lock (_lock)
        {
            var resources = new Dictionary<ResourceKey, SeenResource>(list.Resources.Count);
            foreach (var (key, seen) in list.Resources)
            {
                // One that can't be read is still there: what was known of it holds.
                if ((seen ?? _resources.GetValueOrDefault(key)) is { } known)
                {
                    resources[key] = known;
                }
            }

            _resources = resources;
        }

        if (_isListed)
        {
            counters.Relisted();
        }
        else if (list.Resources.Count == 0 && path.Namespace is not null)
        {
            Log.NothingInNamespace(logger, path.Kind.Plural, path.Namespace);
        }

        _isListed = _isTried = true;
        changed();
    }

    /// <inheritdoc/>
    public void Changed(ResourceKey key, string kind, SeenResource? resource)
    {
        counters.Event(path.Kind, kind);
        if (resource is not null)
        {
            lock (_lock)
            {
                _resources[key] = resource;
            }

            changed();
        }
    }

    /// <inheritdoc/>
    public void Deleted(ResourceKey key)
    {
        counters.Event(path.Kind, "DELETED");
        lock (_lock)
        {
            _resources.Remove(key);
        }

        changed();
    }

    /// <inheritdoc/>
    public void Failed(ApiFailure failure)
    {
        counters.Failed(failure);
        _isTried = true;
        changed();
    }

    /// <inheritdoc/>
    public void Became(WatchCondition condition)
    {
        _isUp = condition.Kind == WatchConditionKind.Up;
        _isUnknownKind = condition.Kind == WatchConditionKind.UnknownKind;
        _isTried = true;
        switch (condition.Kind)
        {
            case WatchConditionKind.Up:
                Log.SourceUp(logger, path.ToString(), Resources.Count);
                break;
            case WatchConditionKind.Failing:
                Log.SourceFailing(logger, path.ToString(), condition.Message);
                break;
            case WatchConditionKind.Forbidden:
                Log.SourceForbidden(logger, path.ToString(), condition.Message);
                break;
            case WatchConditionKind.UnknownKind:
                Log.SourceUnknown(logger, path.ToString(), path.Version);
                break;
        }

        changed();
    }

    private static ResourceKey KeyOf(KubernetesResource resource) => new(resource.Namespace, resource.Name);
}
