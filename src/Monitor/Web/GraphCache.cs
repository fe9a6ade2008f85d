using FlinkReady.FlinkModel.Sources;
using FlinkReady.Monitor.Layout;

namespace FlinkReady.Monitor.Web;

/// <summary>
/// Keeps the last pictures, and lets two be made at a time. The pages have no authentication: whoever opens them again and again must not keep the
/// processor from the polls.
/// </summary>
internal sealed class GraphCache : IDisposable
{
    private const int Kept = 32;
    private const int AtATime = 2;

    private readonly Lock _lock = new();
    private readonly LinkedList<(Stamp Key, DrawnGraph? Drawn)> _drawn = [];
    private readonly SemaphoreSlim _turns = new(AtATime);

    /// <summary>The picture of a graph; null where it is too large for one.</summary>
    public async Task<DrawnGraph?> OfAsync(GraphToDraw graph, CancellationToken cancellationToken)
    {
        var key = StampOf(graph);
        if (TryFind(key, out var drawn))
        {
            return drawn;
        }

        await _turns.WaitAsync(cancellationToken);
        try
        {
            if (!TryFind(key, out drawn))
            {
                drawn = LayeredLayout.Of(graph);
                Keep(key, drawn);
            }

            return drawn;
        }
        finally
        {
            _turns.Release();
        }
    }

    public void Dispose() => _turns.Dispose();

    private static Stamp StampOf(GraphToDraw graph)
    {
        var stamp = new StampBuilder().Add((long?)graph.Boxes.Count);
        foreach (var box in graph.Boxes)
        {
            stamp = stamp.Add((long?)box.Width).Add((long?)box.Height);
        }

        foreach (var edge in graph.Edges)
        {
            stamp = stamp.Add((long?)edge.From).Add((long?)edge.To);
        }

        return stamp.ToStamp();
    }

    private bool TryFind(Stamp key, out DrawnGraph? drawn)
    {
        lock (_lock)
        {
            for (var node = _drawn.First; node is not null; node = node.Next)
            {
                if (node.Value.Key.IsSameAs(key))
                {
                    _drawn.Remove(node);
                    _drawn.AddFirst(node);
                    drawn = node.Value.Drawn;
                    return true;
                }
            }
        }

        drawn = null;
        return false;
    }

    private void Keep(Stamp key, DrawnGraph? drawn)
    {
        lock (_lock)
        {
            _drawn.AddFirst((key, drawn));
            if (_drawn.Count > Kept)
            {
                _drawn.RemoveLast();
            }
        }
    }
}
