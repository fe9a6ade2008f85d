using FlinkReady.FlinkModel.Secrets;

namespace FlinkReady.FlinkModel.Payloads;

/// <summary>Makes of a text from elsewhere one line that may be shown.</summary>
internal static class OneLine
{
    /// <summary>The first line that is not empty: without control characters, secrets masked, cut; null where there is none.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="length">The most characters.</param>
    public static string? Of(string? text, int length)
    {
        if (text is null)
        {
            return null;
        }

        var line = text.AsSpan().Trim();
        var end = line.IndexOfAny('\r', '\n');
        line = end < 0 ? line : line[..end].TrimEnd();
        var isCut = line.Length > length;
        line = isCut ? line[..length] : line;
        if (line.IsEmpty)
        {
            return null;
        }

        var clean = string.Create(line.Length, line, static (target, source) =>
        {
            for (var at = 0; at < source.Length; at++)
            {
                target[at] = char.IsControl(source[at]) ? ' ' : source[at];
            }
        });
        return SecretText.Mask(clean) + (isCut ? "…" : string.Empty);
    }
}
