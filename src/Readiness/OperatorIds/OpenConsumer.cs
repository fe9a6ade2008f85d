namespace FlinkReady.Readiness.OperatorIds;

/// <summary>A vertex whose id is still to be explained, as the search within the chain that feeds it sees it.</summary>
internal readonly struct OpenConsumer
{
    private readonly OperatorHash _id;
    private readonly TransferRow? _row;

    /// <summary>Prepares the tests of a consumer.</summary>
    /// <param name="consumer">The consumer.</param>
    /// <param name="inEdges">The choices for its other in-edges; null where it has one only.</param>
    /// <param name="transfer"><c>T(k, c)</c> of the job.</param>
    public OpenConsumer(Vertex consumer, OpenInEdges? inEdges, TransferTable transfer)
    {
        Consumer = consumer;
        InEdges = inEdges;
        _id = consumer.Id;
        _row = inEdges is null && consumer.Reading.IsSureOfFanOut
            ? transfer.Row(consumer.Head.FanOut)
            : null;
    }

    /// <summary>The consumer.</summary>
    public Vertex Consumer { get; }

    /// <summary>The choices for its other in-edges; null where it has one only.</summary>
    public OpenInEdges? InEdges { get; }

    /// <summary>Number of lookups that it takes to test one hash.</summary>
    public int Lookups => InEdges?.Count ?? 1;

    /// <summary>Whether a hash that comes in may explain the id: nearly always no, unless the texts leave the head's fan-out in doubt.</summary>
    public bool MayBeFedBy(OperatorHash value) =>
        InEdges is not null ? InEdges.MayBeFedBy(value) : _row is null || _row.MayContain(_id.Low ^ value.Low);

    /// <summary>
    /// The first k, from one on, with which an operator chained to one with the hash <paramref name="parent"/> may feed this consumer; −1 where there is
    /// none.
    /// </summary>
    public int NextFit(OperatorHash parent, TransferRow steps, int k)
    {
        var low = _id.Low ^ parent.Low;
        if (_row is not null)
        {
            return _row.NextPair(low, steps, k);
        }

        return k < steps.Count ? k : -1;
    }
}
