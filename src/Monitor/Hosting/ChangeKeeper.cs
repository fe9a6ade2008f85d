using FlinkReady.Monitor.Changes;
using FlinkReady.Monitor.Targets;

namespace FlinkReady.Monitor.Hosting;

/// <summary>Looks every ten seconds at what belongs to no target, once every target was tried.</summary>
internal sealed class ChangeKeeper(PublishedState published, OverallChanges overall, TimeProvider time) : BackgroundService
{
    /// <summary>How often it looks.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                if (published.IsReady && overall.Look(published.Latest))
                {
                    published.Touch();
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }
}
