using System.Buffers.Binary;
using System.Text;
using FlinkReady.Readiness.OperatorIds.Hashing;

namespace FlinkReady.Readiness.OperatorIds.Uids;

/// <summary>
/// Reads a short uid back out of an id. Of up to eight bytes murmur3 makes 16 by steps that can all be undone, so the id holds the text. The other
/// 64 bits then are a fixed pattern, and the text has to be printable ASCII: together an accident of less than 2^-72.
/// </summary>
internal static class ShortUid
{
    private const int Longest = 8;

    /// <summary>Finds the uid of at most eight printable ASCII characters with this hash.</summary>
    public static bool TryRecover(OperatorHash hash, out string text)
    {
        var state = Murmur3.UndoFinish(hash);
        text = string.Empty;
        if (state.H2 is < 1 or > Longest)
        {
            return false;
        }

        var length = (int)state.H2;
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, Murmur3.UndoMix1(state.H1 ^ state.H2));
        if (bytes[..length].ContainsAnyExceptInRange((byte)' ', (byte)'~') || bytes[length..].ContainsAnyExcept((byte)0))
        {
            return false;
        }

        text = Encoding.ASCII.GetString(bytes[..length]);
        return true;
    }
}
