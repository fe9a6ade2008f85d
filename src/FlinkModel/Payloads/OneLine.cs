using FlinkReady.FlinkModel.Secrets;

namespace FlinkReady.FlinkModel.Payloads;

/// <summary>Makes of a text from elsewhere one line that may be shown.</summary>
internal static class OneLine
{
    private const int ReadPerShown = 8;

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
        if (line.IsEmpty)
        {
            return null;
        }

        // Masked before it is cut: half a secret is one, too. What lies far beyond is cut away anyway, and no pattern need look at it.
        line = line[..Math.Min(line.Length, length * ReadPerShown)];
        var clean = SecretText.Mask(string.Create(line.Length, line, static (target, source) =>
        {
            for (var at = 0; at < source.Length; at++)
            {
                target[at] = char.IsControl(source[at]) ? ' ' : source[at];
            }
        }));
        return clean.Length > length ? string.Concat(clean.AsSpan(0, length), "…") : clean;
    }
}
