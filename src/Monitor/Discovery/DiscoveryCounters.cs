using System.Collections.Concurrent;
using FlinkReady.KubernetesApi.Failures;
using FlinkReady.KubernetesApi.Paths;

namespace FlinkReady.Monitor.Discovery;

/// <summary>What is counted of discovery since the program began.</summary>
internal sealed class DiscoveryCounters
{
    private readonly ConcurrentDictionary<(string Kind, string Type), long> _events = [];
    private readonly ConcurrentDictionary<string, long> _failures = new(StringComparer.Ordinal);
    private long _relists;

    /// <summary>How often a list was read again.</summary>
    public long Relists => Interlocked.Read(ref _relists);

    /// <summary>Events by the resource's kind and their type.</summary>
    public IReadOnlyList<((string Kind, string Type) Key, long Count)> Events => [.. _events.OrderBy(static one => one.Key).Select(static one => (one.Key, one.Value))];

    /// <summary>Requests that failed, by reason.</summary>
    public IReadOnlyList<(string Reason, long Count)> Failures => [.. _failures.OrderBy(static one => one.Key, StringComparer.Ordinal).Select(static one => (one.Key, one.Value))];

    /// <summary>Counts a list that was read again.</summary>
    public void Relisted() => Interlocked.Increment(ref _relists);

    /// <summary>Counts an event.</summary>
    public void Event(ResourceKind kind, string type) => _events.AddOrUpdate((kind.Name, type.ToLowerInvariant()), 1, static (_, count) => count + 1);

    /// <summary>Counts a request that failed.</summary>
    public void Failed(ApiFailure failure) => _failures.AddOrUpdate(failure.Word, 1, static (_, count) => count + 1);
}
