using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace FlinkReady.Witnesses.Metadata;

/// <summary>The id that a uid makes: MurmurHash3, x64, 128 bits, seed 0, of its UTF-8 (Flink: <c>StreamGraphHasherV2</c>, <c>Hashing.murmur3_128(0)</c>).</summary>
internal static class UidHash
{
    private const ulong C1 = 0x87c37b91114253d5;
    private const ulong C2 = 0x4cf5ad432745937f;

    // Unpaired surrogates become question marks, as in Java.
    private static readonly Encoding JavaUtf8 = Encoding.GetEncoding("utf-8", new EncoderReplacementFallback("?"), DecoderFallback.ReplacementFallback);

    /// <summary>32 hex digits, as REST prints them.</summary>
    public static string IdOf(string uid)
    {
        var bytes = JavaUtf8.GetBytes(uid);
        ulong h1 = 0, h2 = 0;
        ReadOnlySpan<byte> rest = bytes;
        for (; rest.Length >= 16; rest = rest[16..])
        {
            h1 ^= Mix1(BinaryPrimitives.ReadUInt64LittleEndian(rest));
            h1 = ((BitOperations.RotateLeft(h1, 27) + h2) * 5) + 0x52dce729;
            h2 ^= Mix2(BinaryPrimitives.ReadUInt64LittleEndian(rest[8..]));
            h2 = ((BitOperations.RotateLeft(h2, 31) + h1) * 5) + 0x38495ab5;
        }

        Span<byte> last = stackalloc byte[16];
        last.Clear();
        rest.CopyTo(last);
        h1 ^= Mix1(BinaryPrimitives.ReadUInt64LittleEndian(last)) ^ (ulong)bytes.Length;
        h2 ^= Mix2(BinaryPrimitives.ReadUInt64LittleEndian(last[8..])) ^ (ulong)bytes.Length;
        h1 += h2;
        h2 += h1;
        h1 = Avalanche(h1);
        h2 = Avalanche(h2);
        h1 += h2;
        h2 += h1;
        BinaryPrimitives.WriteUInt64LittleEndian(last, h1);
        BinaryPrimitives.WriteUInt64LittleEndian(last[8..], h2);
        return Convert.ToHexStringLower(last);
    }

    private static ulong Mix1(ulong k) => BitOperations.RotateLeft(k * C1, 31) * C2;

    private static ulong Mix2(ulong k) => BitOperations.RotateLeft(k * C2, 33) * C1;

    private static ulong Avalanche(ulong k)
    {
        k = (k ^ (k >> 33)) * 0xff51afd7ed558ccd;
        k = (k ^ (k >> 33)) * 0xc4ceb9fe1a85ec53;
        return k ^ (k >> 33);
    }
}
