namespace FlinkReady.Monitor.Scanning;

/// <summary>Is told how far a scan is; called from several threads.</summary>
internal interface IScanProgress
{
    /// <summary>The scan begins.</summary>
    void Begin(int targets);

    /// <summary>A target is looked at.</summary>
    void Started(string target);

    /// <summary>A target is done.</summary>
    void Finished(string target);

    /// <summary>The scan is over, in whatever way.</summary>
    void End();
}

/// <summary>Shows nothing.</summary>
internal sealed class NoProgress : IScanProgress
{
    public static NoProgress Instance { get; } = new();

    public void Begin(int targets)
    {
    }

    public void Started(string target)
    {
    }

    public void Finished(string target)
    {
    }

    public void End()
    {
    }
}

/// <summary>Shows one line on a terminal that is written over again and gone at the end.</summary>
internal sealed class ProgressLine(TextWriter terminal) : IScanProgress
{
    private const int MaxNames = 3;
    private const string Clear = "\r\u001b[2K";

    private readonly Lock _lock = new();
    private readonly List<string> _running = [];
    private int _total;
    private int _done;

    public void Begin(int targets) => _total = targets;

    public void Started(string target) => Change(() => _running.Add(target));

    public void Finished(string target) => Change(() =>
    {
        _running.Remove(target);
        _done++;
    });

    public void End()
    {
        lock (_lock)
        {
            terminal.Write(Clear);
            terminal.Flush();
        }
    }

    private void Change(Action change)
    {
        lock (_lock)
        {
            change();
            terminal.Write($"{Clear}{_done} of {_total} scanned; looking at {string.Join(", ", _running.Take(MaxNames))}{(_running.Count > MaxNames ? ", …" : string.Empty)}");
            terminal.Flush();
        }
    }
}
