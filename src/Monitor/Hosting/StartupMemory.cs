using FlinkReady.Monitor.Targets;

namespace FlinkReady.Monitor.Hosting;

/// <summary>
/// Gives memory back once the start is over. The first two polls read and judge everything of every target, the later ones little: what the first ones left
/// behind would otherwise stay for hours, since little garbage means few collections.
/// </summary>
internal sealed class StartupMemory(PublishedState board, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan BetweenChecks = TimeSpan.FromSeconds(1);

    // The longest that a poll is put off by jitter and by a place to wait for.
    private static readonly TimeSpan AfterPolls = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!board.IsReady)
            {
                await Task.Delay(BetweenChecks, time, stoppingToken);
            }

            GiveBack();
            await Task.Delay(board.Configuration.PollInterval + AfterPolls, time, stoppingToken);
            GiveBack();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private static void GiveBack() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
}
