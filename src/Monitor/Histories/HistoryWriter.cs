namespace FlinkReady.Monitor.Histories;

/// <summary>Writes the history beside the polls, so that a slow disk holds none of them up: at most every 10 seconds, and at the end.</summary>
internal sealed class HistoryWriter(IEnumerable<IHistoryPart> parts, TimeProvider time) : BackgroundService
{
    /// <summary>From one write to the next.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromSeconds(10);

    private readonly IReadOnlyList<IHistoryPart> _parts = [.. parts];

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        Write(isLast: true);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_parts.Count == 0)
        {
            return;
        }

        using var timer = new PeriodicTimer(Pace, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                Write(isLast: false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private void Write(bool isLast)
    {
        foreach (var part in _parts)
        {
            part.Write(isLast);
        }
    }
}
