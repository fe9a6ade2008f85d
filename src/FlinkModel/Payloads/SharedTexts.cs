using System.IO.Hashing;
using System.Text;
using System.Text.Json;

namespace FlinkReady.FlinkModel.Payloads;

/// <summary>
/// One string for equal texts (ids, states, keys, names, descriptions), so that a thousand jobs don't keep the same words a thousand times. The tables are
/// bounded: what does not fit in replaces something else, and the one of short texts grows where that happens all the time.
/// </summary>
public static class SharedTexts
{
    // Bytes of UTF-8.
    private const int Longest = 1024;
    private const int LongestShort = 64;
    private const int PerText = 22;

    private const int MostShort = 1 << 16;

    // Racing writers only cost a duplicate: an entry is a whole string or null.
    private static readonly string?[] Long = new string?[1024];
    private static string?[] Short = new string?[8192];
    private static int Replaced;

    [ThreadStatic]
    private static long MadeByThread;

    /// <summary>Bytes of the texts that this thread had to make since it was last asked to count: those that nothing else has.</summary>
    public static long Made => MadeByThread;

    /// <summary>Begins to count anew.</summary>
    public static void CountAnew() => MadeByThread = 0;

    /// <summary>The text a reader stands on.</summary>
    internal static string? Read(ref Utf8JsonReader reader)
    {
        if (reader.HasValueSequence || reader.ValueIsEscaped || reader.ValueSpan.Length > Longest)
        {
            var text = reader.GetString();
            text = text is { Length: > LongText.MostBytes } ? string.Concat(text.AsSpan(0, LongText.MostBytes), [LongText.Cut]) : text;
            return Note(text);
        }

        var hash = (int)XxHash3.HashToUInt64(reader.ValueSpan);
        var isShort = reader.ValueSpan.Length <= LongestShort;
        var table = isShort ? Short : Long;
        ref var entry = ref table[hash & (table.Length - 1)];
        var known = entry;
        if (known is not null && Ascii.Equals(reader.ValueSpan, known))
        {
            return known;
        }

        var made = entry = Note(reader.GetString());
        if (isShort && known is not null && ++Replaced > table.Length && table.Length < MostShort)
        {
            Grow(table);
        }

        return made;
    }

    // The ids of ten thousand jobs push one another out of a small table in each poll.
    private static void Grow(string?[] table)
    {
        var larger = new string?[table.Length * 2];
        Span<byte> bytes = stackalloc byte[LongestShort];
        foreach (var text in table)
        {
            if (text is not null && Encoding.UTF8.TryGetBytes(text, bytes, out var length))
            {
                larger[(int)XxHash3.HashToUInt64(bytes[..length]) & (larger.Length - 1)] = text;
            }
        }

        (Short, Replaced) = (larger, 0);
    }

    private static string? Note(string? text)
    {
        MadeByThread += text is null ? 0 : PerText + (2L * text.Length);
        return text;
    }
}
