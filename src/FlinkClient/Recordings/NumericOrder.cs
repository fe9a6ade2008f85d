namespace FlinkReady.FlinkClient.Recordings;

/// <summary>Orders snapshot folders by the number their name begins with (<c>9-x</c> before <c>10-y</c>), then by name; those without a number last.</summary>
internal sealed class NumericOrder : IComparer<string>
{
    public static NumericOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        var order = NumberOf(x ?? string.Empty).CompareTo(NumberOf(y ?? string.Empty));
        return order != 0 ? order : string.CompareOrdinal(x, y);
    }

    private static decimal NumberOf(string folder)
    {
        var name = folder.TrimEnd('/').Split('/')[^1];
        var digits = name.TakeWhile(char.IsAsciiDigit).Take(20).ToArray();
        return digits.Length == 0 ? decimal.MaxValue : decimal.Parse(digits, System.Globalization.CultureInfo.InvariantCulture);
    }
}
