using FlinkReady.FlinkModel.Options;

namespace FlinkReady.Readiness.Rules.Availability;

/// <summary>
/// Which releases of Apache Flink the community maintains. Policy: the two latest minor releases get fixes, so a minor release ends on
/// the day the second one after it appears; the last minor release of a major version, 1.20, gets them for two years (FLIP-458).
/// </summary>
internal static class FlinkSupport
{
    /// <summary>Where the table comes from.</summary>
    public const string Source = "https://flink.apache.org/downloads/ and FLIP-458";

    /// <summary>The day the table was last checked.</summary>
    public static readonly DateOnly AsOf = new(2026, 11, 1);

    /// <summary>How long the table is good for.</summary>
    public static readonly TimeSpan GoodFor = TimeSpan.FromDays(365);

    private static readonly Release[] Table =
    [
        new(new(1, 15), new(2022, 5, 5), new(2023, 3, 23)),
        new(new(1, 16), new(2022, 10, 28), new(2023, 10, 24)),
        new(new(1, 17), new(2023, 3, 23), new(2024, 3, 18)),
        new(new(1, 18), new(2023, 10, 24), new(2024, 8, 1)),
        new(new(1, 19), new(2024, 3, 18), new(2025, 3, 24)),
        new(new(1, 20), new(2024, 8, 1), new(2026, 8, 1)),
        new(new(2, 0), new(2025, 3, 24), new(2025, 12, 4)),
        new(new(2, 1), new(2025, 7, 31), new(2026, 6, 25)),
        new(new(2, 2), new(2025, 12, 4), null),
        new(new(2, 3), new(2026, 6, 25), null),
    ];

    /// <summary>The newest release the table knows.</summary>
    public static FlinkVersion Newest => Table[^1].Version;

    /// <summary>The oldest release that is still maintained by the table.</summary>
    public static FlinkVersion OldestMaintained => Table.First(release => release.End is null).Version;

    /// <summary>The release of that version; null where the table does not know it.</summary>
    public static Release? Find(FlinkVersion version) => Array.Find(Table, release => release.Version == version);

    /// <summary>The oldest release of the table: what is older ended before it.</summary>
    public static Release Oldest => Table[0];
}

/// <summary>A minor release of Flink.</summary>
/// <param name="Version">Major and minor.</param>
/// <param name="Released">The day of its first release.</param>
/// <param name="End">The day from which on it gets no fixes, null while it does.</param>
internal sealed record Release(FlinkVersion Version, DateOnly Released, DateOnly? End);
