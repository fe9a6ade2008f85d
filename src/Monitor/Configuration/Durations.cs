using System.Globalization;

namespace FlinkReady.Monitor.Configuration;

/// <summary>The written form of durations, the same on the command line and in files: <c>500ms</c>, <c>30s</c>, <c>5m</c>, <c>1h</c>, <c>1d</c>.</summary>
internal static class Durations
{
    /// <summary>What to write, for messages.</summary>
    public const string Form = "a whole number with a unit: 500ms, 30s, 5m, 1h or 1d";

    /// <summary>What to write, for schemas.</summary>
    public const string Pattern = "^[0-9]+(ms|s|m|h|d)$";

    private static readonly (string Unit, TimeSpan Length)[] Units =
    [
        ("ms", TimeSpan.FromMilliseconds(1)),
        ("s", TimeSpan.FromSeconds(1)),
        ("m", TimeSpan.FromMinutes(1)),
        ("h", TimeSpan.FromHours(1)),
        ("d", TimeSpan.FromDays(1)),
    ];

    /// <summary>Reads the written form.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        var digits = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        if (digits <= 0 || digits > 12)
        {
            return false;
        }

        var unit = text[digits..];
        var length = Array.Find(Units, candidate => candidate.Unit == unit).Length;
        if (length == default || !long.TryParse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > TimeSpan.MaxValue.Ticks / length.Ticks)
        {
            return false;
        }

        duration = TimeSpan.FromTicks(count * length.Ticks);
        return true;
    }

    /// <summary>Writes the form that <see cref="TryParse"/> reads, in the largest unit that divides it: <c>90s</c>, <c>10m</c>.</summary>
    public static string Format(TimeSpan duration)
    {
        for (var index = Units.Length - 1; index > 0; index--)
        {
            var (unit, length) = Units[index];
            if (duration >= length && duration.Ticks % length.Ticks == 0)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{duration.Ticks / length.Ticks}{unit}");
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"{(long)duration.TotalMilliseconds}ms");
    }
}
