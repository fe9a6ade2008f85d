using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace FlinkReady.FlinkModel.Sources;

/// <summary>
/// The one notion of change. Two things that carry stamps are the same as before exactly where their stamps are the same; whatever is
/// renewed instead of made anew (verdicts, series, pages) asks this and nothing else. 64 bits: that two contents share a stamp by chance
/// is less likely than a broken disk.
/// </summary>
public readonly record struct Stamp
{
    private static ulong Minted;

    private readonly ulong _value;

    internal Stamp(ulong value) => _value = value;

    internal ulong Value => _value;

    /// <summary>The stamp of what is not there or was not read: the same as nothing, not even as itself.</summary>
    public static Stamp None => default;

    /// <summary>True where this is the stamp of something.</summary>
    public bool IsSet => _value != 0;

    /// <summary>A stamp that nothing had before: for what is known to be new.</summary>
    public static Stamp Mint()
    {
        var number = Interlocked.Increment(ref Minted);
        return Of(MemoryMarshal.AsBytes(new ReadOnlySpan<ulong>(in number)));
    }

    /// <summary>The stamp of a body as it was read.</summary>
    public static Stamp Of(ReadOnlySpan<byte> content) => new(NotZero(XxHash3.HashToUInt64(content)));

    /// <summary>The stamp of a body that was hashed while it was read.</summary>
    public static Stamp Of(XxHash3 content) => new(NotZero(content.GetCurrentHashAsUInt64()));

    /// <summary>True where nothing has changed from the one to the other.</summary>
    public bool IsSameAs(Stamp other) => _value != 0 && _value == other._value;

    internal static ulong NotZero(ulong value) => value == 0 ? 1 : value;
}
