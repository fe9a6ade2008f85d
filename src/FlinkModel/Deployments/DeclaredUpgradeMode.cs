using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.FlinkModel.Deployments;

/// <summary>How a target's jobs are upgraded, as whoever runs the monitor says. What a resource declares goes before it.</summary>
/// <param name="Mode"><c>stateless</c>, <c>savepoint</c> or <c>last-state</c>.</param>
/// <param name="Place">Where it was said, for evidence: the configuration, the command line.</param>
/// <param name="Field">The key or the option.</param>
public sealed record DeclaredUpgradeMode(string Mode, string Place, string Field)
{
    /// <summary>The key of the configuration.</summary>
    public const string Setting = "targets[].upgradeMode";

    /// <summary>The key of the reading.</summary>
    public static SourceKey<DeclaredUpgradeMode> Key { get; } = new("upgradeMode", "configuration:upgradeMode") { IsDeclared = true };
}
