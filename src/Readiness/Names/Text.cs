using System.Globalization;
using System.Text;
using FlinkReady.FlinkModel.Secrets;

namespace FlinkReady.Readiness.Names;

/// <summary>Figures as messages write them.</summary>
public static class Text
{
    private static readonly long LastMoment = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <summary>Milliseconds in the largest unit that leaves at most one decimal: <c>500 ms</c>, <c>2 s</c>, <c>1.5 min</c>, <c>3 h</c>, <c>2 d</c>.</summary>
    public static string Duration(long milliseconds)
    {
        var value = TimeSpan.FromMilliseconds(Math.Clamp(milliseconds, -1e14, 1e14));
        return value switch
        {
            { TotalSeconds: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{milliseconds} ms"),
            { TotalMinutes: < 1 } => Figure(value.TotalSeconds, "s"),
            { TotalHours: < 1 } => Figure(value.TotalMinutes, "min"),
            { TotalDays: < 2 } => Figure(value.TotalHours, "h"),
            _ => Figure(value.TotalDays, "d"),
        };
    }

    /// <summary>A duration.</summary>
    public static string Duration(TimeSpan duration) => Duration((long)duration.TotalMilliseconds);

    /// <summary>A moment in UTC to the second: <c>2026-11-24 22:03:04Z</c>.</summary>
    /// <param name="epochMilliseconds">Epoch milliseconds; what no calendar has is cut to its first or last day.</param>
    public static string Time(long epochMilliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(epochMilliseconds, 0, LastMoment)).ToString("u", CultureInfo.InvariantCulture);

    /// <summary>Bytes in binary units: <c>512 B</c>, <c>1.5 MiB</c>, <c>3 GiB</c>.</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        < 1L << 10 => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
        < 1L << 20 => Figure(bytes / (double)(1L << 10), "KiB"),
        < 1L << 30 => Figure(bytes / (double)(1L << 20), "MiB"),
        < 1L << 40 => Figure(bytes / (double)(1L << 30), "GiB"),
        _ => Figure(bytes / (double)(1L << 40), "TiB"),
    };

    /// <summary>"1 operator", "3 operators".</summary>
    public static string Count(long count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? string.Empty : "s")}");

    /// <summary>"1 vertex", "3 vertices".</summary>
    public static string Count(long count, string noun, string plural) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? noun : plural)}");

    /// <summary>A factor or share with at most two decimals: <c>1.28</c>.</summary>
    public static string Number(double value) => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(value, 2):0.##}");

    /// <summary>A share in whole percent: <c>25 %</c>.</summary>
    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(share * 100)} %");

    /// <summary>A name that users of Flink chose, as a message quotes it: secrets masked, control characters become spaces, at most 80 characters.</summary>
    public static string Name(string name)
    {
        const int longest = 80;
        name = SecretText.Mask(name);
        var clean = new StringBuilder(Math.Min(name.Length, longest) + 2).Append('\'');
        foreach (var letter in name.AsSpan(0, Math.Min(name.Length, longest)))
        {
            clean.Append(char.IsControl(letter) ? ' ' : letter);
        }

        return clean.Append(name.Length > longest ? "…'" : "'").ToString();
    }

    private static string Figure(double value, string unit) => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(value, 1):0.#} {unit}");
}
