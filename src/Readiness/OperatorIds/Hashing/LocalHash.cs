namespace FlinkReady.Readiness.OperatorIds.Hashing;

/// <summary>
/// <c>M(k, c)</c>: what Flink hashes of an operator without uid before its inputs are mixed in. <c>k</c> is the number of operators that were hashed
/// before it, <c>c</c> the number of its chainable out-edges; the four little-endian bytes of <c>k</c> are hashed <c>1 + c</c> times
/// (<c>StreamGraphHasherV2.generateNodeLocalHash</c>).
/// </summary>
internal static class LocalHash
{
    /// <summary>Up to this fan-out a hash can be turned back into (k, c) by arithmetic alone; beyond it takes a table.</summary>
    public const int InvertibleFanOut = 3;

    /// <summary>The hash <c>M(k, c)</c>.</summary>
    public static OperatorHash Of(int k, int c)
    {
        ulong h1 = 0, h2 = 0;
        var words = 1 + c;
        var pair = Pair(k);
        for (var left = words; left >= 4; left -= 4)
        {
            Murmur3.Block(ref h1, ref h2, pair, pair);
        }

        return Tail(h1, h2, k, words);
    }

    /// <summary><c>T(k, c)</c>: <c>M(k, c)</c> with every byte multiplied by 37. With one input, an operator's hash is <c>T xor input</c>.</summary>
    public static OperatorHash Transfer(int k, int c) => Of(k, c).Times37();

    /// <summary>Calls back with <c>M(k, c)</c> for every c in a range: the blocks that they share are hashed once.</summary>
    public static void ForEachFanOut(int k, int first, int end, Action<int, OperatorHash> visit)
    {
        ulong h1 = 0, h2 = 0;
        var pair = Pair(k);
        var blocks = 0;
        for (var c = first; c < end; c++)
        {
            for (; blocks < (1 + c) / 4; blocks++)
            {
                Murmur3.Block(ref h1, ref h2, pair, pair);
            }

            visit(c, Tail(h1, h2, k, 1 + c));
        }
    }

    /// <summary>
    /// Finds k below a limit and c ≤ 3 with <c>M(k, c) = hash</c>. Up to 16 bytes murmur3 is a bijection of its input, so this runs the function
    /// backwards and looks whether what comes out is one integer, repeated. The limit matters: a uid of four letters is such an integer too, a huge one.
    /// </summary>
    public static bool TryInvert(OperatorHash hash, int limit, out int k, out int c)
    {
        var state = Murmur3.UndoFinish(hash);
        for (c = 0; c <= InvertibleFanOut; c++)
        {
            if (TryInvert(state, limit, c, out k))
            {
                return true;
            }
        }

        k = c = 0;
        return false;
    }

    /// <summary>Finds k below a limit with <c>M(k, c) = hash</c> for one c ≤ 3.</summary>
    public static bool TryInvertAt(OperatorHash hash, int limit, int c, out int k) => TryInvert(Murmur3.UndoFinish(hash), limit, c, out k);

    private static bool TryInvert((ulong H1, ulong H2) state, int limit, int c, out int k)
    {
        var length = 4UL * (ulong)(1 + c);
        k = 0;
        if (c < 2 && state.H2 != length)
        {
            return false;
        }

        var (k1, k2) = c == InvertibleFanOut
            ? Murmur3.UndoFirstBlock(state.H1 ^ length, state.H2 ^ length)
            : (Murmur3.UndoMix1(state.H1 ^ length), Murmur3.UndoMix2(state.H2 ^ length));
        k = (int)k1;
        return k >= 0
            && k < limit
            && k1 == (c == 0 ? (uint)k : Pair(k))
            && k2 == c switch { < 2 => 0, 2 => (uint)k, _ => Pair(k) };
    }

    private static ulong Pair(int k) => (uint)k | (ulong)(uint)k << 32;

    private static OperatorHash Tail(ulong h1, ulong h2, int k, int words)
    {
        switch (words % 4)
        {
            case 1:
                h1 ^= Murmur3.Mix1((uint)k);
                break;
            case 2:
                h1 ^= Murmur3.Mix1(Pair(k));
                break;
            case 3:
                h1 ^= Murmur3.Mix1(Pair(k));
                h2 ^= Murmur3.Mix2((uint)k);
                break;
        }

        return Murmur3.Finish(h1, h2, 4UL * (ulong)words);
    }
}
