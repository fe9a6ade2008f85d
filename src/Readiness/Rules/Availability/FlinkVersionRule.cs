using System.Globalization;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Availability;

/// <summary>Whether the cluster's version still gets fixes, by the table built into this program (<see cref="FlinkSupport"/>).</summary>
internal sealed class FlinkVersionRule : ClusterRule
{
    private static readonly char[] NumberCharacters = [.. "0123456789."];

    /// <summary>The rule.</summary>
    public FlinkVersionRule()
        : base(new RuleDescriptor
        {
            Id = "flink-version",
            Scope = RuleScope.Cluster,
            Category = RuleCategory.Availability,
            Severity = Severity.Warning,
            Title = "The Flink version still gets fixes",
            Why = "A version out of support gets no fixes, not for security holes either, and the way to a current one gets longer with each release.",
            Fix = "Upgrade to a minor release that is maintained: take a savepoint, restore it on the new version.",
            Needs = [ClusterOverview.Key],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(ClusterFacts cluster, ClusterRuleContext context)
    {
        var text = cluster.VersionText;
        if (!text.TryGet(out var shown))
        {
            return text.Unknown;
        }

        if (cluster.Version is not { } version)
        {
            return Verdict.Undecidable($"The cluster says it runs \"{shown}\", which is no version of Apache Flink.");
        }

        if (IsVendorBuild(shown))
        {
            return Verdict.Undecidable($"{shown} is a vendor's build: the vendor's support dates apply, not those of Apache Flink.");
        }

        var asOf = Day(FlinkSupport.AsOf);
        if (context.WallClock.UtcDateTime.Date - FlinkSupport.AsOf.ToDateTime(TimeOnly.MinValue) > FlinkSupport.GoodFor)
        {
            return Verdict.Undecidable($"The table of supported versions in this program is older than a year (as of {asOf}): a newer FlinkReady decides it.");
        }

        if (version > FlinkSupport.Newest)
        {
            return new Verdict.Pass($"Flink {shown} is newer than every release known on {asOf}.");
        }

        var release = FlinkSupport.Find(version);
        var end = release is null ? FlinkSupport.Oldest.End : release.End;
        if (end is not { } day || DateOnly.FromDateTime(context.WallClock.UtcDateTime) < day)
        {
            return new Verdict.Pass($"Flink {version} gets fixes{(end is { } until ? $" until {Day(until)}" : string.Empty)} (as of {asOf}).");
        }

        return Verdict.Failed(new Finding
        {
            Message = release is null
                ? $"Flink {shown} is out of support: its support ended before {Day(day)} (source: {FlinkSupport.Source}, as of {asOf})."
                : $"Flink {shown} is out of support: its support ended on {Day(day)} (source: {FlinkSupport.Source}, as of {asOf}).",
            Severity = context.Severity,
            Resource = Resource.Cluster,
            Evidence = [text.Evidence],
            Remediation = $"Upgrade to {FlinkSupport.OldestMaintained} or later: stop the jobs with a savepoint, start them from it on the new version."
                + (version.Major < 2 ? " From 1.x to 2.x the removed APIs and the state compatibility table come first: go through 1.20." : string.Empty),
        });
    }

    // "1.20-SNAPSHOT" and "2.3.0-rc1" are Apache's own; any other suffix (-vvr, -amzn, -csa, -cp) is not.
    private static bool IsVendorBuild(string version)
    {
        var suffix = version.TrimStart(NumberCharacters);
        return suffix.Length > 0
            && !suffix.StartsWith("-SNAPSHOT", StringComparison.OrdinalIgnoreCase)
            && !suffix.StartsWith("-rc", StringComparison.OrdinalIgnoreCase)
            && !suffix.StartsWith("-preview", StringComparison.OrdinalIgnoreCase);
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
