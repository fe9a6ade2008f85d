using System.Runtime.CompilerServices;

namespace FlinkReady.Readiness.OperatorIds.Hashing;

/// <summary>The two lowest bits of every byte of a hash: 37 is 1 modulo 4, so for these Flink's mixing of inputs is a plain xor.</summary>
internal static class LowBits
{
    private const ulong Mask = 0x0303030303030303;

    /// <summary>The two lowest bits of each of the 16 bytes, packed into one word: 32 bits that do not depend on the order of the inputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Sift(OperatorHash hash) => (hash.Low & Mask) | (hash.High & Mask) << 2;

    /// <summary>The low bits of each of some choices together with each of others, in the order of the former.</summary>
    public static ulong[] Combine(ReadOnlySpan<ulong> some, ReadOnlySpan<ulong> others)
    {
        var combined = GC.AllocateUninitializedArray<ulong>(some.Length * others.Length);
        var filled = 0;
        foreach (var one in some)
        {
            foreach (var other in others)
            {
                combined[filled++] = one ^ other;
            }
        }

        return combined;
    }
}
