using System.IO.Hashing;
using System.Numerics;
using System.Runtime.InteropServices;

namespace FlinkReady.FlinkModel.Sources;

/// <summary>Makes one <see cref="Stamp"/> of several parts, in their order. Allocates nothing: every job's is made in every poll.</summary>
public struct StampBuilder
{
    private ulong _state;
    private bool _lacksPart;

    /// <summary>Adds a number.</summary>
    public StampBuilder Add(long part)
    {
        _state = (BitOperations.RotateLeft(_state, 23) ^ (ulong)part) * 0x9E37_79B9_7F4A_7C15;
        _state ^= _state >> 29;
        return this;
    }

    /// <summary>Adds a number that may be missing; missing is not zero.</summary>
    public StampBuilder Add(long? part) => Add(part.HasValue ? 1L : 0L).Add(part ?? 0);

    /// <summary>Adds a number, told apart by its bits.</summary>
    public StampBuilder Add(double? part) => Add(part is { } value ? BitConverter.DoubleToInt64Bits(value) : null);

    /// <summary>Adds a flag that may be missing.</summary>
    public StampBuilder Add(bool? part) => Add(part is { } value ? (value ? 2L : 1L) : 0L);

    /// <summary>Adds a text; a missing one is not an empty one.</summary>
    public StampBuilder Add(string? part) =>
        part is null ? Add(-1L) : Add((long)part.Length).Add((long)XxHash3.HashToUInt64(MemoryMarshal.AsBytes(part.AsSpan())));

    /// <summary>Adds a moment.</summary>
    public StampBuilder Add(DateTimeOffset part) => Add(part.UtcTicks);

    /// <summary>Adds what has a stamp of its own. Where that is <see cref="Stamp.None"/> the whole is none: what was not read is the same as nothing.</summary>
    public StampBuilder Add(Stamp part)
    {
        _lacksPart |= !part.IsSet;
        return Add((long)part.Value);
    }

    /// <summary>The stamp of all that was added.</summary>
    public readonly Stamp ToStamp() => _lacksPart ? Stamp.None : new Stamp(Stamp.NotZero(_state));
}
