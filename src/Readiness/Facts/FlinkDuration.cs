using System.Globalization;
using System.Text.RegularExpressions;

namespace FlinkReady.Readiness.Facts;

/// <summary>
/// Durations as Flink writes and reads them: <c>10 s</c>, <c>5min</c>, <c>3000 ms</c>, <c>1 d</c>, a plain number of milliseconds (Flink:
/// <c>TimeUtils.parseDuration</c>), and ISO-8601 such as <c>PT10S</c> in texts from 1.19.3 on.
/// </summary>
internal static partial class FlinkDuration
{
    /// <summary>The duration in milliseconds, rounded down; false where the text is none. Negative numbers are read: -1 means "never" to Flink.</summary>
    public static bool TryParse(string? text, out long milliseconds)
    {
        milliseconds = 0;
        var trimmed = text.AsSpan().Trim();
        if (trimmed.IsEmpty)
        {
            return false;
        }

        if (trimmed[0] is 'P' or 'p')
        {
            return TryParseIso(trimmed.ToString(), out milliseconds);
        }

        var end = trimmed[0] == '-' ? 1 : 0;
        while (end < trimmed.Length && char.IsAsciiDigit(trimmed[end]))
        {
            end++;
        }

        if (!long.TryParse(trimmed[..end], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            || UnitInNanoseconds(trimmed[end..].Trim()) is not { } unit)
        {
            return false;
        }

        milliseconds = (long)Int128.Clamp((Int128)number * unit / 1_000_000, long.MinValue, long.MaxValue);
        return true;
    }

    private static long? UnitInNanoseconds(ReadOnlySpan<char> unit) => unit.ToString().ToLowerInvariant() switch
    {
        "" or "ms" or "milli" or "millis" or "millisecond" or "milliseconds" => 1_000_000,
        "s" or "sec" or "secs" or "second" or "seconds" => 1_000_000_000,
        "m" or "min" or "minute" or "minutes" => 60_000_000_000,
        "h" or "hour" or "hours" => 3_600_000_000_000,
        "d" or "day" or "days" => 86_400_000_000_000,
        "µs" or "micro" or "micros" or "microsecond" or "microseconds" => 1_000,
        "ns" or "nano" or "nanos" or "nanosecond" or "nanoseconds" => 1,
        _ => null,
    };

    private static bool TryParseIso(string text, out long milliseconds)
    {
        var match = IsoText().Match(text);
        var total = Part(match, "days") * 86_400 + Part(match, "hours") * 3_600 + Part(match, "minutes") * 60 + Part(match, "seconds");
        milliseconds = (long)Math.Clamp(total * 1000, long.MinValue, long.MaxValue);
        return match.Success;
    }

    // Up to 17 digits a part: a decimal holds their sum.
    private static decimal Part(Match match, string name) =>
        match.Groups[name] is { Success: true, Value: var value } ? decimal.Parse(value, NumberStyles.Float, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(
        @"^P(?=.)((?<days>-?[0-9]{1,17})D)?(T(?=.)((?<hours>-?[0-9]{1,17})H)?((?<minutes>-?[0-9]{1,17})M)?((?<seconds>-?[0-9]{1,17}(\.[0-9]{1,9})?)S)?)?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex IsoText();
}
