using FlinkReady.Monitor.Configuration;

namespace FlinkReady.Monitor.Targets;

/// <summary>Is told of what the board shows, before it shows it. Calls for one target never overlap.</summary>
internal interface ITargetObserver
{
    /// <summary>A target came, or was polled.</summary>
    /// <param name="view">The target.</param>
    /// <param name="configuration">The configuration in force.</param>
    void Published(TargetView view, MonitorConfiguration configuration);

    /// <summary>A target is no longer shown.</summary>
    /// <param name="name">The target.</param>
    /// <param name="isParked">True where it is only suspended: what is known of it is held against it when it comes again.</param>
    void Withdrawn(string name, bool isParked);

    /// <summary>A target that was parked does not come again.</summary>
    void Forgotten(string name)
    {
    }
}
