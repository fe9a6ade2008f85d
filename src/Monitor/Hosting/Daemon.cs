using FlinkReady.Monitor.Cli;

namespace FlinkReady.Monitor.Hosting;

/// <summary>The daemon behind <c>watch</c> and <c>demo</c>.</summary>
internal static class Daemon
{
    /// <summary>Runs until the token is cancelled; the exit code.</summary>
    public static async Task<int> RunAsync(WatchRequest request, CancellationToken cancellationToken)
    {
        await request.Surroundings.Error.WriteLineAsync($"listening on {request.Configuration.Listen}");
        await Task.Delay(Timeout.InfiniteTimeSpan, request.Surroundings.Time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return ExitCodes.Success;
    }
}
