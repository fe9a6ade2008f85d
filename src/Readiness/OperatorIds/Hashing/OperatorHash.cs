using System.Buffers;
using System.Buffers.Binary;

namespace FlinkReady.Readiness.OperatorIds.Hashing;

/// <summary>
/// An operator id: 16 bytes as two little-endian words, the first eight bytes in <paramref name="Low"/>. Flink combines such hashes byte by byte
/// (<c>StreamGraphHasherV2.generateDeterministicHash</c>), so every operation here works on the 16 bytes separately.
/// </summary>
internal readonly record struct OperatorHash(ulong Low, ulong High)
{
    private const int Length = 16;
    private const ulong EvenBytes = 0x00FF00FF00FF00FF;

    /// <summary>Exclusive or of the 16 bytes.</summary>
    public static OperatorHash operator ^(OperatorHash left, OperatorHash right) => new(left.Low ^ right.Low, left.High ^ right.High);

    /// <summary>Every byte multiplied by 37, as Flink does before it mixes in an input.</summary>
    public OperatorHash Times37() => new(Multiply(Low, 37), Multiply(High, 37));

    /// <summary>Every byte multiplied by 173, the inverse of 37 modulo 256.</summary>
    public OperatorHash Times173() => new(Multiply(Low, 173), Multiply(High, 173));

    /// <summary>The hash after one more in-edge: <c>(this × 37) xor source</c>.</summary>
    public OperatorHash Append(OperatorHash source) => Times37() ^ source;

    /// <summary>Undoes <see cref="Append"/>.</summary>
    public OperatorHash Remove(OperatorHash source) => (this ^ source).Times173();

    /// <summary>Reads 32 hex digits as REST prints them; false for any other text.</summary>
    public static bool TryParse(string? text, out OperatorHash hash)
    {
        hash = default;
        Span<byte> bytes = stackalloc byte[Length];
        if (text is not { Length: 2 * Length } || Convert.FromHexString(text, bytes, out _, out _) != OperationStatus.Done)
        {
            return false;
        }

        hash = new OperatorHash(BinaryPrimitives.ReadUInt64LittleEndian(bytes), BinaryPrimitives.ReadUInt64LittleEndian(bytes[sizeof(ulong)..]));
        return true;
    }

    /// <summary>The 32 hex digits as REST prints them.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Length];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, Low);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[sizeof(ulong)..], High);
        return Convert.ToHexStringLower(bytes);
    }

    private static ulong Multiply(ulong word, ulong factor) =>
        ((word & EvenBytes) * factor & EvenBytes) | (((word >> 8) & EvenBytes) * factor & EvenBytes) << 8;
}
