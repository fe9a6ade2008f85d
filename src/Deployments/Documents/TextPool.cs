using System.Text;

namespace FlinkReady.Deployments.Documents;

/// <summary>
/// Short texts that resources have in common, such as names of fields, are one string: a thousand resources have the same ones. Bounded, whatever is read: of two
/// that fall on one place the later one stays. May be used by many at once.
/// </summary>
internal static class TextPool
{
    private const int Places = 4096;
    private const int Longest = 64;

    private static readonly string?[] Texts = new string?[Places];

    /// <summary>The text of some UTF-8.</summary>
    public static string Of(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > Longest)
        {
            return Encoding.UTF8.GetString(utf8);
        }

        ref var place = ref Texts[PlaceOf(utf8)];
        if (Volatile.Read(ref place) is { } known && Ascii.Equals(utf8, known))
        {
            return known;
        }

        var text = Encoding.UTF8.GetString(utf8);
        Volatile.Write(ref place, text);
        return text;
    }

    // FNV-1a, 32 bits.
    private static int PlaceOf(ReadOnlySpan<byte> utf8)
    {
        var hash = 0x811C_9DC5;
        foreach (var one in utf8)
        {
            hash = unchecked((hash ^ one) * 0x0100_0193);
        }

        return (int)((hash ^ (hash >> 16)) % Places);
    }
}
