using System.Runtime.CompilerServices;

namespace FlinkReady.Readiness.OperatorIds.Hashing;

/// <summary><c>T(k, c)</c> for one job, kept once computed for the small fan-outs that nearly all operators have.</summary>
internal sealed class TransferTable(int ordinals)
{
    /// <summary>Fan-outs beyond the small ones that are kept too: a job has a few of them, unless its texts are made to have many.</summary>
    private const int MostWide = 8;

    private readonly TransferRow?[] _byFanOut = new TransferRow?[LocalHashTable.FanOuts];
    private int _wide;

    /// <summary><c>T(k, c)</c> for any k ≥ 0 and c ≥ 0.</summary>
    public OperatorHash this[int k, int c] => k < ordinals && Row(c) is { } row ? row[k] : LocalHash.Transfer(k, c);

    /// <summary>All <c>T(k, c)</c> of one c; null where they are not kept, never for c ≤ <see cref="LocalHash.InvertibleFanOut"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TransferRow? Row(int c) => c < _byFanOut.Length ? _byFanOut[c] ?? Make(c) : null;

    /// <summary>Whether a hash with this lower half may be a <c>T(k, c)</c> with c ≤ <see cref="LocalHash.InvertibleFanOut"/>: false is certain.</summary>
    public bool MayContain(ulong low) => Row(0)!.MayContain(low) || Row(1)!.MayContain(low) || Row(2)!.MayContain(low) || Row(3)!.MayContain(low);

    /// <summary>Finds k and c ≤ <see cref="LocalHash.InvertibleFanOut"/> with <c>T(k, c) = hash</c>.</summary>
    public bool TryFindAny(OperatorHash hash, out int k, out int c)
    {
        for (c = 0; c <= LocalHash.InvertibleFanOut; c++)
        {
            if (Row(c)!.TryFind(hash, out k))
            {
                return true;
            }
        }

        k = 0;
        return false;
    }

    private TransferRow? Make(int c)
    {
        if (c > LocalHash.InvertibleFanOut && ++_wide > MostWide)
        {
            return null;
        }

        return _byFanOut[c] = new TransferRow(ordinals, c);
    }
}
