using FlinkReady.FlinkModel.Deployments;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.Monitor.Configuration;

/// <summary>How jobs are upgraded, as the configuration or the command line says.</summary>
internal static class UpgradeModes
{
    /// <summary>The modes, as the Flink operator calls them.</summary>
    public static IReadOnlyList<string> All { get; } = ["stateless", "savepoint", "last-state"];

    /// <summary>What joins every look at a target; null where nothing is said of it.</summary>
    /// <param name="target">The target.</param>
    /// <param name="now">When it was said.</param>
    public static Func<DeclaredReadings>? Of(TargetDefinition target, DateTimeOffset now)
    {
        if (target.UpgradeMode is not { } mode)
        {
            return null;
        }

        var said = target.IsUpgradeModeOfOption
            ? new DeclaredUpgradeMode(mode, "the command line", "--upgrade-mode")
            : new DeclaredUpgradeMode(mode, "FlinkReady's configuration", DeclaredUpgradeMode.Setting);
        var stamp = new StampBuilder().Add(said.Mode).Add(said.Field).ToStamp();
        var reading = Reading<DeclaredUpgradeMode>.Of(DeclaredUpgradeMode.Key, said.Place, now, TimeSpan.Zero, said, stamp);
        var declared = DeclaredReadings.None with { OfCluster = ReadingSet.Of(reading) };
        return () => declared;
    }
}
