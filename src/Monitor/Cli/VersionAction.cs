using System.CommandLine;
using System.CommandLine.Invocation;
using FlinkReady.Monitor.Diagnostics;
using FlinkReady.Monitor.Terminal;

namespace FlinkReady.Monitor.Cli;

/// <summary>Prints <c>flinkready 1.0.0</c>.</summary>
internal sealed class VersionAction(ProgramEnvironment surroundings) : AsynchronousCommandLineAction
{
    public override async Task<int> InvokeAsync(ParseResult parseResult, CancellationToken cancellationToken = default)
    {
        await surroundings.WriteAsync($"flinkready {ProgramVersion.Version}\n", cancellationToken);
        return ExitCodes.Success;
    }
}
