using FlinkReady.Monitor.Configuration;

namespace FlinkReady.Monitor.Targets;

/// <summary>Is told of what the board shows, before it shows it. Calls for one target never overlap.</summary>
internal interface ITargetObserver
{
    /// <summary>A target came, or was polled.</summary>
    /// <param name="view">The target.</param>
    /// <param name="configuration">The configuration in force.</param>
    void Published(TargetView view, MonitorConfiguration configuration);

    /// <summary>A target left the configuration.</summary>
    void Withdrawn(string name);
}
