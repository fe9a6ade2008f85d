using System.Net;
using System.Text;
using FlinkReady.FlinkModel.Secrets;
using FlinkReady.Monitor.Terminal;

namespace FlinkReady.Monitor.Html;

/// <summary>Text as HTML: whatever came from outside goes through here.</summary>
internal static class HtmlText
{
    private const int MaxLine = 2000;
    private const int MaxShort = 200;

    /// <summary>Fit for content and quoted attributes, secrets masked; nothing for null.</summary>
    public static string Encode(string? text) => text is null ? string.Empty : WebUtility.HtmlEncode(SecretText.Mask(text));

    /// <summary>One line without control characters; where letters may be written from right to left, isolated, so that they turn nothing around them.</summary>
    public static string EncodeLine(string text)
    {
        var line = PlainText.Line(text, MaxLine);

        // A line that is the text itself was looked through for secrets just now.
        var encoded = ReferenceEquals(line, text) ? WebUtility.HtmlEncode(line) : Encode(line);
        return Ascii.IsValid(line) ? encoded : $"<bdi>{encoded}</bdi>";
    }

    /// <summary>The value of an attribute, without what would turn or break the text around it.</summary>
    public static string EncodeValue(string? text) => text is null ? string.Empty : Encode(PlainText.Line(text, MaxLine));

    /// <summary>The value of an attribute that a browser sends back: every character of it, those that would turn the text around them by their number.</summary>
    public static string EncodeExactly(string text)
    {
        var encoded = new StringBuilder();
        foreach (var character in Encode(text))
        {
            // Browsers read the numbers of the second control block as letters of Windows-1252: those characters stand for themselves.
            _ = character is < ' ' or (> '~' and < '\u0080') or > '\u009F' ? encoded.Append("&#").Append((int)character).Append(';') : encoded.Append(character);
        }

        return encoded.ToString();
    }

    /// <summary>One line as <see cref="EncodeLine"/> makes it, cut to what fits into a table.</summary>
    public static string EncodeShort(string text) => EncodeLine(text.Length <= MaxShort ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[MaxShort - 2]) ? MaxShort - 2 : MaxShort - 1), "…"));
}
