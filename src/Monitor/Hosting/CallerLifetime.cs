namespace FlinkReady.Monitor.Hosting;

/// <summary>Leaves signals to the caller, which hands in a token: the host's own lifetime would catch them a second time.</summary>
internal sealed class CallerLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
