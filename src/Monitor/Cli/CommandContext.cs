using FlinkReady.Monitor.Cli.Options;
using FlinkReady.Monitor.Hosting;
using FlinkReady.Monitor.Terminal;

namespace FlinkReady.Monitor.Cli;

/// <summary>What commands are made with.</summary>
internal sealed record CommandContext
{
    /// <summary>Streams, environment and clock.</summary>
    public required ProgramEnvironment ProgramEnvironment { get; init; }

    /// <summary>The options about logging, which stand on the root.</summary>
    public required LogOptions Logs { get; init; }

    /// <summary>Runs the daemon.</summary>
    public required Func<WatchRequest, CancellationToken, Task<int>> Watch { get; init; }
}
