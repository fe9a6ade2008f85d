using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Terminal;

namespace FlinkReady.Monitor.Cli;

/// <summary>Loads a configuration for a command.</summary>
internal static class Loading
{
    /// <summary>The configuration.</summary>
    /// <exception cref="UsageException">It has mistakes: a line each.</exception>
    public static MonitorConfiguration LoadOrExplain(this ConfigurationSource source)
    {
        var result = source.Load();
        return result.Configuration ?? throw new UsageException([.. result.Mistakes.Select(mistake => mistake.ToString())]);
    }
}
