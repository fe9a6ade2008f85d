using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;

namespace FlinkReady.Readiness.OperatorIds.Hashing;

/// <summary>MurmurHash3, x64, 128 bits, seed 0: the hash function of Flink's operator ids (Guava's <c>Hashing.murmur3_128(0)</c>).</summary>
internal static class Murmur3
{
    private const ulong C1 = 0x87c37b91114253d5;
    private const ulong C2 = 0x4cf5ad432745937f;
    private const ulong Add1 = 0x52dce729;
    private const ulong Add2 = 0x38495ab5;

    private const int ShortText = 64;
    private const int BytesPerCharacter = 3;

    private static readonly ulong InverseC1 = Inverse(C1);
    private static readonly ulong InverseC2 = Inverse(C2);
    private static readonly ulong InverseFinal1 = Inverse(0xff51afd7ed558ccd);
    private static readonly ulong InverseFinal2 = Inverse(0xc4ceb9fe1a85ec53);

    /// <summary>The id of an operator with this uid: the hash of its UTF-8 bytes. Unpaired surrogates become <c>?</c>, as in Java.</summary>
    public static OperatorHash OfText(ReadOnlySpan<char> text)
    {
        if (text.Length > ShortText)
        {
            var bytes = new byte[JavaUtf8.GetByteCount(text)];
            JavaUtf8.GetBytes(text, bytes);
            return OfBytes(bytes);
        }

        Span<byte> buffer = stackalloc byte[ShortText * BytesPerCharacter];
        return Ascii.FromUtf16(text, buffer, out var length) == OperationStatus.Done
            ? OfBytes(buffer[..length])
            : OfBytes(buffer[..JavaUtf8.GetBytes(text, buffer)]);
    }

    /// <summary>The hash of these bytes.</summary>
    public static OperatorHash OfBytes(ReadOnlySpan<byte> data)
    {
        ulong h1 = 0, h2 = 0;
        var rest = data;
        for (; rest.Length >= 16; rest = rest[16..])
        {
            Block(ref h1, ref h2, BinaryPrimitives.ReadUInt64LittleEndian(rest), BinaryPrimitives.ReadUInt64LittleEndian(rest[8..]));
        }

        Span<byte> tail = stackalloc byte[16];
        tail.Clear();
        rest.CopyTo(tail);
        h1 ^= Mix1(BinaryPrimitives.ReadUInt64LittleEndian(tail));
        h2 ^= Mix2(BinaryPrimitives.ReadUInt64LittleEndian(tail[8..]));
        return Finish(h1, h2, (ulong)data.Length);
    }

    internal static void Block(ref ulong h1, ref ulong h2, ulong k1, ulong k2)
    {
        h1 = (BitOperations.RotateLeft(h1 ^ Mix1(k1), 27) + h2) * 5 + Add1;
        h2 = (BitOperations.RotateLeft(h2 ^ Mix2(k2), 31) + h1) * 5 + Add2;
    }

    /// <summary>Undoes a <see cref="Block"/> that started from the seed: the state after it gives back the 16 bytes.</summary>
    internal static (ulong K1, ulong K2) UndoFirstBlock(ulong h1, ulong h2)
    {
        const ulong inverseOf5 = 0xcccccccccccccccd;
        var k2 = BitOperations.RotateRight((h2 - Add2) * inverseOf5 - h1, 31);
        var k1 = BitOperations.RotateRight((h1 - Add1) * inverseOf5, 27);
        return (UndoMix1(k1), UndoMix2(k2));
    }

    internal static ulong Mix1(ulong k) => BitOperations.RotateLeft(k * C1, 31) * C2;

    internal static ulong Mix2(ulong k) => BitOperations.RotateLeft(k * C2, 33) * C1;

    internal static ulong UndoMix1(ulong k) => BitOperations.RotateRight(k * InverseC2, 31) * InverseC1;

    internal static ulong UndoMix2(ulong k) => BitOperations.RotateRight(k * InverseC1, 33) * InverseC2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static OperatorHash Finish(ulong h1, ulong h2, ulong length)
    {
        h1 ^= length;
        h2 ^= length;
        h1 += h2;
        h2 += h1;
        h1 = Avalanche(h1);
        h2 = Avalanche(h2);
        h1 += h2;
        h2 += h1;
        return new OperatorHash(h1, h2);
    }

    /// <summary>Undoes <see cref="Finish"/> but for the length, which is still mixed into both words.</summary>
    internal static (ulong H1, ulong H2) UndoFinish(OperatorHash hash)
    {
        var h2 = hash.High - hash.Low;
        var h1 = hash.Low - h2;
        h1 = UndoAvalanche(h1);
        h2 = UndoAvalanche(h2);
        h2 -= h1;
        h1 -= h2;
        return (h1, h2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Avalanche(ulong k)
    {
        k = (k ^ (k >> 33)) * 0xff51afd7ed558ccd;
        k = (k ^ (k >> 33)) * 0xc4ceb9fe1a85ec53;
        return k ^ (k >> 33);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong UndoAvalanche(ulong k)
    {
        k = (k ^ (k >> 33)) * InverseFinal2;
        k = (k ^ (k >> 33)) * InverseFinal1;
        return k ^ (k >> 33);
    }

    /// <summary>The inverse of an odd number modulo 2^64, by Newton's iteration.</summary>
    private static ulong Inverse(ulong odd)
    {
        var inverse = odd;
        for (var i = 0; i < 6; i++)
        {
            inverse *= 2 - odd * inverse;
        }

        return inverse;
    }

    private static Encoding JavaUtf8 { get; } = Encoding.GetEncoding("utf-8", new EncoderReplacementFallback("?"), DecoderFallback.ReplacementFallback);
}
