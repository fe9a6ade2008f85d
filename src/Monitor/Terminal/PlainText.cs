using System.Globalization;
using System.Text;
using FlinkReady.FlinkModel.Secrets;

namespace FlinkReady.Monitor.Terminal;

/// <summary>
/// Makes a text from outside harmless for a terminal: control characters, those that change the direction of writing and broken surrogates become
/// visible, so that a job's name can neither move the cursor nor disguise a line. What looks like a secret is masked: names hold addresses with passwords.
/// </summary>
internal static class PlainText
{
    /// <summary>The text on one line; longer ones are cut.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="maxLength">Characters to keep at most.</param>
    public static string Line(string text, int maxLength = int.MaxValue)
    {
        text = SecretText.Mask(text);
        if (text.Length <= maxLength && !text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            return text;
        }

        var line = new StringBuilder(Math.Min(text.Length, maxLength));
        foreach (var rune in text.EnumerateRunes())
        {
            if (line.Length >= maxLength - 1 && line.Length + rune.Utf16SequenceLength < text.Length)
            {
                return line.Append('…').ToString();
            }

            line.Append(IsHarmless(rune) ? rune.ToString() : rune.Value is '\n' or '\r' or '\t' ? " " : "\uFFFD");
        }

        return line.ToString();
    }

    /// <summary>The text with its line breaks kept.</summary>
    public static IEnumerable<string> Lines(string text) => text.ReplaceLineEndings("\n").Split('\n').Select(line => Line(line));

    // Format characters include the marks that turn the direction of writing; joiners among them are needed by scripts and emoji.
    private static bool IsHarmless(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate => false,
        UnicodeCategory.Format => rune.Value is 0x200C or 0x200D,
        _ => (rune.Value & 0xFFFE) != 0xFFFE && rune != Rune.ReplacementChar,
    };
}
