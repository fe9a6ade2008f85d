using FlinkReady.Monitor.Configuration;
using FlinkReady.Readiness.Assessments;

namespace FlinkReady.Monitor.Targets;

/// <summary>All targets at one moment, and what they add up to. Immutable.</summary>
/// <param name="Version">Grows with every change of the board.</param>
/// <param name="Configuration">The configuration in force.</param>
/// <param name="Reload">What came of reading the configuration last.</param>
/// <param name="Targets">The targets in the order of the configuration.</param>
/// <param name="Assessment">The whole picture, suspended deployments among it; targets that were not polled yet are not part of it.</param>
internal sealed record Publication(
    long Version, MonitorConfiguration Configuration, ReloadStatus Reload, IReadOnlyList<TargetView> Targets, Assessment Assessment)
{
    /// <summary>Deployments that are suspended: nobody asks them, and what they declare is judged.</summary>
    public IReadOnlyList<TargetView> Suspended { get; init; } = [];

    /// <summary>The target of that name, null where there is none.</summary>
    public TargetView? Find(string name) => Targets.FirstOrDefault(target => target.Target.Name == name) ?? Suspended.FirstOrDefault(target => target.Target.Name == name);
}

/// <summary>What came of reading the configuration.</summary>
/// <param name="Successful">Whether it was accepted when it was last read.</param>
/// <param name="SucceededAt">When the one in force was read.</param>
internal sealed record ReloadStatus(bool Successful, DateTimeOffset SucceededAt);
