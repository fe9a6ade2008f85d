using System.Runtime.CompilerServices;
using FlinkReady.Readiness.OperatorIds.Graphs;
using FlinkReady.Readiness.OperatorIds.Hashing;
using FlinkReady.Readiness.OperatorIds.InEdges;
using FlinkReady.Readiness.OperatorIds.Knowledge;
using FlinkReady.Readiness.OperatorIds.Uids;

namespace FlinkReady.Readiness.OperatorIds.Searches;

/// <summary>A vertex whose id is still to be explained, as the search within the chain that feeds it sees it.</summary>
internal readonly struct OpenConsumer
{
    private readonly OperatorHash _id;
    private readonly TransferRow? _row;

    /// <summary>The rows of all small fan-outs, where the texts leave the head's in doubt.</summary>
    private readonly TransferTable? _rows;

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
        _rows = inEdges is null && _row is null && consumer.Head.FanOut <= LocalHash.InvertibleFanOut ? transfer : null;
    }

    /// <summary>The consumer.</summary>
    public Vertex Consumer { get; }

    /// <summary>The choices for its other in-edges; null where it has one only.</summary>
    public OpenInEdges? InEdges { get; }

    /// <summary>Number of lookups that it takes to test one hash.</summary>
    public int Lookups => InEdges?.Count ?? (_row is not null ? 1 : _rows is not null ? LocalHash.InvertibleFanOut + 1 : SearchBudget.LookupsPerAttempt);

    /// <summary>Whether a hash that comes in may explain the id: nearly always no, unless the texts leave the head's fan-out in doubt.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MayBeFedBy(OperatorHash value) =>
        InEdges is not null ? InEdges.MayBeFedBy(value)
        : _row is not null ? _row.MayContain(_id.Low ^ value.Low)
        : _rows is null || _rows.MayContain(_id.Low ^ value.Low);

    /// <summary>
    /// The first k, from one on and before an end, with which an operator chained to one with the hash <paramref name="parent"/> may feed this consumer; −1
    /// where there is none.
    /// </summary>
    public int NextFit(OperatorHash parent, TransferRow steps, int k, int end)
    {
        if (_row is not null)
        {
            return _row.NextPair(_id.Low ^ parent.Low, steps.Lows, k, end);
        }

        for (; k < end; k++)
        {
            if (MayBeFedBy(parent ^ steps[k]))
            {
                return k;
            }
        }

        return -1;
    }

    /// <summary>The first number, from one on, with which a text of this row may be the uid of what feeds this consumer; −1 where there is none.</summary>
    public int NextFit(UidRow texts, int number)
    {
        if (_row is not null)
        {
            return _row.NextPair(_id.Low, texts.Lows, number, texts.Lows.Length);
        }

        while (number < texts.Lows.Length && !MayBeFedBy(texts.HashOf(number)))
        {
            number++;
        }

        return number < texts.Lows.Length ? number : -1;
    }
}
