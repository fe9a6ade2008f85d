using System.Runtime.InteropServices;
using FlinkReady.Readiness.OperatorIds.Hashing;

namespace FlinkReady.Readiness.OperatorIds.Joining;

/// <summary>Ids with one name whose place is open. What is read of each thousands of times lies by itself, so that it stays in the cache.</summary>
internal sealed class NamedIds
{
    private readonly List<ShownId> _ids = [];
    private readonly List<ulong> _lows = [];

    /// <summary>Number of ids.</summary>
    public int Count => _ids.Count;

    /// <summary>The id at a place.</summary>
    public ShownId this[int place] => _ids[place];

    /// <summary>Adds one.</summary>
    public void Add(ShownId id)
    {
        _ids.Add(id);
        _lows.Add(id.Hash.Low);
    }

    /// <summary>Takes one out; the last one takes its place.</summary>
    public void RemoveAt(int place)
    {
        (_ids[place], _lows[place]) = (_ids[^1], _lows[^1]);
        _ids.RemoveAt(_ids.Count - 1);
        _lows.RemoveAt(_lows.Count - 1);
    }

    /// <summary>The last place, from one on downwards, of an id that may follow from another one with some k, and with a c where that is known; −1 where there is none.</summary>
    public int Previous(TransferSieve sieve, ShownId parent, int? fanOut, int from) => sieve.Previous(CollectionsMarshal.AsSpan(_lows), parent.Hash.Low, fanOut, from);
}
