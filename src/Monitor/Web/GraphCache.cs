using System.Diagnostics.CodeAnalysis;
using FlinkReady.FlinkModel.Sources;
using FlinkReady.Monitor.Reports.Views;

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
    private readonly LinkedList<(Stamp Key, GraphView View)> _drawn = [];
    private readonly SemaphoreSlim _turns = new(AtATime);

    /// <summary>The picture of a job's graph, as <see cref="GraphView.Of"/> makes it.</summary>
    public async Task<GraphView> OfAsync(IReadOnlyList<VertexBox> boxes, string? around, int steps, IReadOnlyList<int>? chosen, CancellationToken cancellationToken)
    {
        var key = StampOf(boxes, around, steps, chosen);
        if (TryFind(key, out var drawn))
        {
            return drawn;
        }

        await _turns.WaitAsync(cancellationToken);
        try
        {
            if (!TryFind(key, out drawn))
            {
                drawn = GraphView.Of(boxes, around, steps, chosen);
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

    private static Stamp StampOf(IReadOnlyList<VertexBox> boxes, string? around, int steps, IReadOnlyList<int>? chosen)
    {
        var stamp = new StampBuilder().Add((long?)boxes.Count).Add(around).Add((long?)steps).Add((long?)chosen?.Count);
        foreach (var index in chosen ?? [])
        {
            stamp = stamp.Add((long?)index);
        }

        foreach (var box in boxes)
        {
            stamp = stamp.Add((long?)box.Size.Width).Add((long?)box.Size.Height).Add((long?)box.Worst);
            stamp = around is null ? stamp : stamp.Add(box.Vertex.Id);
        }

        foreach (var edge in GraphView.Edges(boxes))
        {
            stamp = stamp.Add((long?)edge.From).Add((long?)edge.To);
        }

        return stamp.ToStamp();
    }

    private bool TryFind(Stamp key, [NotNullWhen(true)] out GraphView? drawn)
    {
        lock (_lock)
        {
            for (var node = _drawn.First; node is not null; node = node.Next)
            {
                if (node.Value.Key.IsSameAs(key))
                {
                    _drawn.Remove(node);
                    _drawn.AddFirst(node);
                    drawn = node.Value.View;
                    return true;
                }
            }
        }

        drawn = null;
        return false;
    }

    private void Keep(Stamp key, GraphView drawn)
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
