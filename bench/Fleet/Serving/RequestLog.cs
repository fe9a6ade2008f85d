using System.Collections.Concurrent;

namespace FlinkReady.Fleet.Serving;

/// <summary>A request as it arrived.</summary>
/// <param name="At">When.</param>
/// <param name="Cluster">The cluster's name.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Target">Path and query below the cluster's root.</param>
public sealed record LoggedRequest(DateTimeOffset At, string Cluster, string Method, string Target);

/// <summary>What was asked of the fleet: the load a monitor puts on it, seen from the other side.</summary>
public sealed class RequestLog
{
    private readonly ConcurrentQueue<LoggedRequest> _requests = new();
    private readonly ConcurrentDictionary<string, int> _inFlight = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _mostInFlight = new(StringComparer.Ordinal);

    /// <summary>Every request so far, in the order of arrival.</summary>
    public IReadOnlyList<LoggedRequest> All => [.. _requests];

    /// <summary>The most requests of one cluster that were in flight at once.</summary>
    public int MostInFlight(string cluster) => _mostInFlight.GetValueOrDefault(cluster);

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _requests.Clear();
        _mostInFlight.Clear();
    }

    internal void Begin(LoggedRequest request)
    {
        _requests.Enqueue(request);
        var now = _inFlight.AddOrUpdate(request.Cluster, 1, static (_, count) => count + 1);
        _mostInFlight.AddOrUpdate(request.Cluster, now, (_, most) => Math.Max(most, now));
    }

    internal void End(string cluster) => _inFlight.AddOrUpdate(cluster, 0, static (_, count) => count - 1);
}
