namespace FlinkReady.Monitor.Layout;

/// <summary>Who stands beside whom, on one side: one array for all.</summary>
internal sealed class Neighbours
{
    private readonly int[] _starts;
    private readonly int[] _all;

    /// <param name="nodes">How many there are.</param>
    /// <param name="steps">The steps between neighbouring columns.</param>
    /// <param name="toTheLeft">True for those in the column before.</param>
    public Neighbours(int nodes, IReadOnlyList<BoxEdge> steps, bool toTheLeft)
    {
        _starts = new int[nodes + 1];
        _all = new int[steps.Count];
        foreach (var step in steps)
        {
            _starts[(toTheLeft ? step.To : step.From) + 1]++;
        }

        for (var node = 0; node < nodes; node++)
        {
            _starts[node + 1] += _starts[node];
        }

        var next = _starts.AsSpan(0, nodes).ToArray();
        foreach (var step in steps)
        {
            var (node, neighbour) = toTheLeft ? (step.To, step.From) : (step.From, step.To);
            _all[next[node]++] = neighbour;
        }
    }

    /// <summary>The neighbours of one.</summary>
    public ReadOnlySpan<int> this[int node] => _all.AsSpan(_starts[node].._starts[node + 1]);
}
