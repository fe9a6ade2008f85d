using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.OperatorIds.Hashing;

namespace FlinkReady.Readiness.OperatorIds.Uids;

/// <summary>A row of texts that may be uids, hashed. A text is made a string only when it turns out to be one.</summary>
internal abstract class UidRow
{
    private OperatorHash[] _hashes = [];

    /// <summary>The lower half of each hash.</summary>
    public ulong[] Lows { get; private set; } = [];

    /// <summary>Number of texts.</summary>
    public int Count => Lows.Length;

    /// <summary>The hash of a text.</summary>
    public OperatorHash HashOf(int index) => _hashes[index];

    /// <summary>A text.</summary>
    public UidText this[int index] => new(TextOf(index), _hashes[index], UidSource.Guess);

    /// <summary>The text at this place.</summary>
    protected abstract string TextOf(int index);

    /// <summary>Sets the hashes of all texts.</summary>
    protected void Fill(OperatorHash[] hashes)
    {
        _hashes = hashes;
        Lows = Array.ConvertAll(hashes, hash => hash.Low);
    }
}
