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

    /// <summary>The configuration, for a command that looks at the targets in it and at no others.</summary>
    /// <exception cref="UsageException">It has mistakes, or no targets of its own.</exception>
    public static MonitorConfiguration LoadTargetsOrExplain(this ConfigurationSource source, string instead)
    {
        var configuration = source.LoadOrExplain();
        return configuration.Targets.Count > 0
            ? configuration
            : throw new UsageException([$"{(source.Files.Files.Count > 0 ? string.Join(", ", source.Files.Files) : "the environment")} has no targets but those that are found in Kubernetes: {instead}"]);
    }
}
