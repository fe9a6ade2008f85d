using FlinkReady.FlinkModel.Deployments;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.FlinkModel.Sources;
using FlinkReady.Monitor.Targets;

namespace FlinkReady.Monitor.Discovery;

/// <summary>What resources say of targets. Swapped as a whole; polls read it at any time.</summary>
/// <param name="isFirstLook">True for a scan: since when something is so is not known then.</param>
internal sealed class DiscoveredFacts(bool isFirstLook) : ITargetFacts
{
    private volatile Dictionary<string, Facts> _facts = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public DeclaredReadings Declared(string target) => _facts.TryGetValue(target, out var facts) ? facts.Declared : DeclaredReadings.None;

    /// <inheritdoc/>
    public bool IsExpected(string target) => !_facts.TryGetValue(target, out var facts) || facts.IsExpected;

    /// <summary>Puts what is known now in place of what was known.</summary>
    public void Replace(IReadOnlyList<DiscoveredTarget> targets, DateTimeOffset now)
    {
        var facts = new Dictionary<string, Facts>(StringComparer.Ordinal);
        foreach (var group in targets.Where(static target => target.BelongsTo is not null).GroupBy(static target => target.BelongsTo!, StringComparer.Ordinal))
        {
            var earlier = _facts.TryGetValue(group.Key, out var known) ? known.Declared : DeclaredReadings.None;
            var own = group.FirstOrDefault(static target => target.Definition is not null);
            facts[group.Key] = new Facts(Of(group, earlier, now), own?.Expected != 0);
        }

        _facts = facts;
    }

    private DeclaredReadings Of(IEnumerable<DiscoveredTarget> targets, DeclaredReadings earlier, DateTimeOffset now)
    {
        var ofCluster = ReadingSet.Empty;
        var ofJobs = new Dictionary<string, ReadingSet>(StringComparer.Ordinal);
        foreach (var target in targets)
        {
            if (target.Conclusion.Deployment is not { } deployment)
            {
                continue;
            }

            var declared = deployment with { Since = isFirstLook ? null : target.Since };
            if (target.Conclusion.Joins is null)
            {
                ofCluster = ReadingSet.Of(Keep(earlier.OfCluster, DeploymentResource.Key, declared, now));
            }
            else if (target.Conclusion.Joins.JobId is { } job)
            {
                ofJobs[job] = ReadingSet.Of(Keep(earlier.OfJobs.GetValueOrDefault(job) ?? ReadingSet.Empty, DeploymentResource.SessionJobKey, declared, now));
            }
        }

        return new DeclaredReadings(ofCluster, ofJobs);
    }

    // What says the same is the same reading: nothing is judged again for it.
    private static Reading<DeploymentResource> Keep(ReadingSet earlier, SourceKey<DeploymentResource> key, DeploymentResource declared, DateTimeOffset now) =>
        earlier.Get(key) is { } reading && reading.Stamp.IsSameAs(declared.Stamp) && reading.Value?.Since == declared.Since
            ? reading
            : Reading<DeploymentResource>.Of(key, declared.Address, now, TimeSpan.Zero, declared, declared.Stamp);

    private sealed record Facts(DeclaredReadings Declared, bool IsExpected);
}
