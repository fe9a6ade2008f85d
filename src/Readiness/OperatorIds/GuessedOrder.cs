namespace FlinkReady.Readiness.OperatorIds;

/// <summary>
/// Which operator of a chain feeds a consumer, where nothing is proven yet: only where the walk has to put the consumer somewhere. A wrong guess costs
/// attempts, never a verdict.
/// </summary>
internal static class GuessedOrder
{
    private static readonly string[] _sinkMarks = ["Sink", ": Writer", ": Committer", ": Global Committer", "Print"];

    /// <summary>The likeliest emitter: the leaves that are no sinks, in turn; the last leaf where all are.</summary>
    public static Operator[] Emitters(Vertex producer)
    {
        var leaves = producer.Operators.Where(one => one.Children.Count == 0).ToList();
        var open = leaves.Where(one => !_sinkMarks.Any(mark => one.Name.Contains(mark, StringComparison.Ordinal))).ToList();
        return open.Count > 0 ? [.. open] : [leaves[^1]];
    }
}
