namespace FlinkReady.Readiness.OperatorIds;

/// <summary>
/// Which operator of a chain feeds a consumer, where nothing is proven yet: only where the walk has to put the consumer somewhere. A wrong guess costs
/// attempts, never a verdict.
/// </summary>
internal sealed class GuessedEmitters
{
    private static readonly string[] _sinkMarks = ["Sink", ": Writer", ": Committer", ": Global Committer", "Print"];

    private readonly Dictionary<Vertex, Operator[]> _emitters = [];

    /// <summary>The likeliest emitter: of the leaves that are no sinks each in turn; the last leaf where all are.</summary>
    public Operator Of(Vertex producer, Vertex consumer)
    {
        if (!_emitters.TryGetValue(producer, out var emitters))
        {
            _emitters[producer] = emitters = Find(producer);
        }

        return emitters.Length == 1 ? emitters[0] : emitters[Math.Max(0, producer.Consumers.IndexOf(consumer)) % emitters.Length];
    }

    private static Operator[] Find(Vertex producer)
    {
        var leaves = producer.Operators.Where(one => one.Children.Count == 0).ToList();
        var open = leaves.Where(one => !_sinkMarks.Any(mark => one.Name.Contains(mark, StringComparison.Ordinal))).ToList();
        return open.Count > 0 ? [.. open] : [leaves[^1]];
    }
}
