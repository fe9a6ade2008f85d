using System.Globalization;

namespace FlinkReady.Monitor.Configuration;

/// <summary>The written form of sizes: a whole number of bytes, or one with <c>KiB</c>, <c>MiB</c>, <c>GiB</c>, <c>TiB</c>.</summary>
internal static class ByteSizes
{
    /// <summary>What to write, for messages.</summary>
    public const string Form = "a whole number of bytes, or one with KiB, MiB, GiB or TiB";

    private static readonly (string Unit, int Shift)[] Units = [("TiB", 40), ("GiB", 30), ("MiB", 20), ("KiB", 10)];

    /// <summary>Reads the written form; a blank before the unit is allowed.</summary>
    public static bool TryParse(string text, out long bytes)
    {
        var shift = 0;
        var number = text.AsSpan();
        foreach (var (unit, unitShift) in Units)
        {
            if (number.EndsWith(unit, StringComparison.Ordinal))
            {
                shift = unitShift;
                number = number[..^unit.Length].TrimEnd(' ');
                break;
            }
        }

        if (!long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out bytes) || bytes > long.MaxValue >> shift)
        {
            bytes = 0;
            return false;
        }

        bytes <<= shift;
        return true;
    }

    /// <summary>Writes the form that <see cref="TryParse"/> reads, in the largest unit that divides it.</summary>
    public static string Format(long bytes)
    {
        foreach (var (unit, shift) in Units)
        {
            if (bytes != 0 && bytes % (1L << shift) == 0)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{bytes >> shift}{unit}");
            }
        }

        return bytes.ToString(CultureInfo.InvariantCulture);
    }
}
