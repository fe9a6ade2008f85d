using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text;

namespace FlinkReady.FlinkClient.Secrets;

/// <summary>
/// One way to escape characters, for undoing it. What a program escapes differs from one to the next (<c>java.net.URLEncoder</c>
/// leaves an asterisk, others an apostrophe), so a secret is not looked for escaped: the text is searched with its escapes undone.
/// </summary>
internal sealed class Escape
{
    private readonly char _first;
    private readonly Reader _read;

    private Escape(char first, Reader read)
    {
        _first = first;
        _read = read;
    }

    // The escape at the start of a text: how long it is, 0 where there is none, and what it stands for.
    private delegate int Reader(ReadOnlySpan<char> text, out Rune character);

    /// <summary>Those of URLs, HTML and JSON.</summary>
    public static IReadOnlyList<Escape> All { get; } = [new('%', OfUrl), new('&', OfHtml), new('\\', OfJson)];

    /// <summary>The text with its escapes undone; null where it has none.</summary>
    /// <param name="text">Any text; what only begins like an escape stays.</param>
    /// <param name="origins">Filled with where each character of the result begins in the text, and with the text's length.</param>
    public string? Undo(string text, List<int>? origins = null)
    {
        StringBuilder? result = null;
        Span<char> units = stackalloc char[2];
        var copied = 0;
        for (var at = text.IndexOf(_first, StringComparison.Ordinal); at >= 0; at = text.IndexOf(_first, at))
        {
            var length = _read(text.AsSpan(at), out var character);
            if (length == 0)
            {
                at++;
                continue;
            }

            result ??= new StringBuilder(text.Length);
            Copy(at);
            foreach (var unit in units[..character.EncodeToUtf16(units)])
            {
                result.Append(unit);
                origins?.Add(at);
            }

            at += length;
            copied = at;
        }

        if (result is not null)
        {
            Copy(text.Length);
            origins?.Add(text.Length);
        }

        return result?.ToString();

        void Copy(int end)
        {
            result.Append(text, copied, end - copied);
            for (var i = copied; i < end && origins is not null; i++)
            {
                origins.Add(i);
            }
        }
    }

    // Bytes of UTF-8, or of Latin-1 where they are none.
    private static int OfUrl(ReadOnlySpan<char> text, out Rune character)
    {
        Span<byte> bytes = stackalloc byte[4];
        var count = 0;
        while (count < bytes.Length && text.Length >= (3 * count) + 3 && text[3 * count] == '%'
            && byte.TryParse(text.Slice((3 * count) + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out bytes[count]))
        {
            count++;
        }

        if (Rune.DecodeFromUtf8(bytes[..count], out character, out var used) == OperationStatus.Done)
        {
            return 3 * used;
        }

        character = new Rune(bytes[0]);
        return count == 0 ? 0 : 3;
    }

    private static int OfHtml(ReadOnlySpan<char> text, out Rune character)
    {
        // No name that stands for a character of a secret is longer.
        const int Longest = 10;
        var end = text[..Math.Min(text.Length, Longest)].IndexOf(';');
        var plain = end < 0 ? string.Empty : WebUtility.HtmlDecode(text[..(end + 1)].ToString());
        return Rune.DecodeFromUtf16(plain, out character, out var used) == OperationStatus.Done && used == plain.Length ? end + 1 : 0;
    }

    private static int OfJson(ReadOnlySpan<char> text, out Rune character)
    {
        if (text.Length >= 2 && text[1] is '"' or '\\' or '/')
        {
            character = new Rune(text[1]);
            return 2;
        }

        Span<char> units = stackalloc char[2];
        var count = 0;
        while (count < units.Length && text[(6 * count)..] is ['\\', 'u', _, _, _, _, ..]
            && ushort.TryParse(text.Slice((6 * count) + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
        {
            units[count++] = (char)unit;
        }

        return Rune.DecodeFromUtf16(units[..count], out character, out var used) == OperationStatus.Done ? 6 * used : 0;
    }
}
