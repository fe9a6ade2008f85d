using System.Collections.Concurrent;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Diagnostics;

namespace FlinkReady.Monitor.Histories;

/// <summary>Counts what goes wrong with the files of <c>history.folder</c>, and tells of it once: none of it may disturb the watching.</summary>
internal sealed class HistoryFaults(ILogger<HistoryFaults> logger)
{
    private readonly ConcurrentDictionary<string, HistoryFaultCounts> _counts = new(StringComparer.Ordinal);

    /// <summary>The counts of each file that is in use, by its short name: <c>runs</c>.</summary>
    public IEnumerable<KeyValuePair<string, HistoryFaultCounts>> Counts => _counts.OrderBy(pair => pair.Key, StringComparer.Ordinal);

    /// <summary>Begins to count for a file.</summary>
    /// <param name="file">Its short name.</param>
    public void Use(string file) => _counts.TryAdd(file, default);

    /// <summary>A write came to nothing.</summary>
    public void NotWritten(string file, string path, Exception exception)
    {
        if (_counts.AddOrUpdate(file, new HistoryFaultCounts(1, 0), static (_, count) => count with { WriteFailures = count.WriteFailures + 1 }).WriteFailures == 1)
        {
            Log.HistoryNotWritten(logger, path, FileFaults.Why(exception), file);
        }
    }

    /// <summary>The file is there and can't be read.</summary>
    public void NotRead(string file, string path, Exception exception) => Log.HistoryNotRead(logger, path, FileFaults.Why(exception), file);

    /// <summary>Lines were left out.</summary>
    public void Skipped(string file, string path, long lines)
    {
        _counts.AddOrUpdate(file, new HistoryFaultCounts(0, lines), (_, count) => count with { LinesSkipped = count.LinesSkipped + lines });
        Log.HistoryLinesSkipped(logger, path, lines);
    }
}

/// <summary>What went wrong with a file since the start.</summary>
/// <param name="WriteFailures">Writes that came to nothing.</param>
/// <param name="LinesSkipped">Lines that could not be read.</param>
internal readonly record struct HistoryFaultCounts(long WriteFailures, long LinesSkipped);
