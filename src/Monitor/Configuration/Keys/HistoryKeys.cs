using FlinkReady.Monitor.Configuration.Schema;

namespace FlinkReady.Monitor.Configuration.Keys;

/// <summary>The keys of <c>history</c>.</summary>
internal static class HistoryKeys
{
    /// <summary>The section.</summary>
    public static SectionShape<HistorySettings> Shape { get; } = new("section", static _ => new HistorySettings(),
    [
        new Key<HistorySettings, string>("folder", Values.File, static (history, value) => history with { Folder = value }, "none: what was seen is forgotten with the process", "/var/lib/flinkready",
            "A folder that the monitor may write to, for what it remembers of runs and changes. It is made where it does not exist. A change needs a restart."),
    ]);
}
