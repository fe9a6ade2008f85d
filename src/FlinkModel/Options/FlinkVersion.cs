using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace FlinkReady.FlinkModel.Options;

/// <summary>Major and minor version of Flink; patch and vendor suffixes (<c>1.20-vvr-8.0</c>) do not matter to a rule.</summary>
public readonly record struct FlinkVersion(int Major, int Minor) : IComparable<FlinkVersion>
{
    /// <summary>Reads <c>1.20.5</c>, <c>2.3-SNAPSHOT</c> and the like.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out FlinkVersion version)
    {
        version = default;
        if (text is null)
        {
            return false;
        }

        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (dot <= 0 || !int.TryParse(text.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out var major))
        {
            return false;
        }

        var rest = text.AsSpan(dot + 1);
        var end = rest.IndexOfAnyExceptInRange('0', '9');
        if (!int.TryParse(end < 0 ? rest : rest[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var minor))
        {
            return false;
        }

        version = new FlinkVersion(major, minor);
        return true;
    }

    /// <summary>The versions whose options were read from their releases, oldest first.</summary>
    public static IReadOnlyList<FlinkVersion> Known { get; } = [new(1, 16), new(1, 17), new(1, 18), new(1, 19), new(1, 20), new(2, 0), new(2, 1), new(2, 2), new(2, 3)];

    /// <summary>True for one of <see cref="Known"/>.</summary>
    public bool IsKnown => Ordinal >= 0;

    /// <summary>The place in <see cref="Known"/>, -1 for none.</summary>
    internal int Ordinal
    {
        get
        {
            for (var place = 0; place < Known.Count; place++)
            {
                if (Known[place] == this)
                {
                    return place;
                }
            }

            return -1;
        }
    }

    /// <inheritdoc/>
    public int CompareTo(FlinkVersion other) => Major != other.Major ? Major.CompareTo(other.Major) : Minor.CompareTo(other.Minor);

    /// <summary>True from <paramref name="major"/>.<paramref name="minor"/> on.</summary>
    public bool IsAtLeast(int major, int minor) => CompareTo(new FlinkVersion(major, minor)) >= 0;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}");

    /// <summary>Ordered by major, then minor.</summary>
    public static bool operator <(FlinkVersion left, FlinkVersion right) => left.CompareTo(right) < 0;

    /// <summary>Ordered by major, then minor.</summary>
    public static bool operator >(FlinkVersion left, FlinkVersion right) => left.CompareTo(right) > 0;

    /// <summary>Ordered by major, then minor.</summary>
    public static bool operator <=(FlinkVersion left, FlinkVersion right) => left.CompareTo(right) <= 0;

    /// <summary>Ordered by major, then minor.</summary>
    public static bool operator >=(FlinkVersion left, FlinkVersion right) => left.CompareTo(right) >= 0;
}
