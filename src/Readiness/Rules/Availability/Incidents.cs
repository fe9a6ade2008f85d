using FlinkReady.FlinkModel.Payloads;

namespace FlinkReady.Readiness.Rules.Availability;

/// <summary>
/// Counts what happened rather than what was logged: one lost TaskManager is many exceptions and several restarts. Entries about a lost
/// peer join an incident for a minute after it began; every other entry is an incident of its own.
/// </summary>
internal static class Incidents
{
    private const long JoinMs = 60_000;

    // A TaskManager that is no longer reachable is told by the JobMaster or by the ResourceManager, whichever notices first.
    private static readonly string[] LostPeers =
        ["RecipientUnreachable", "TransportException", "PartitionConnection", "PartitionNotFound", "JobMaster", "ResourceManagerException", "Timeout", "NoResourceAvailable"];

    /// <summary>When each incident began, epoch milliseconds, oldest first.</summary>
    public static IReadOnlyList<long> Of(IEnumerable<ExceptionEntry> history)
    {
        var incidents = new List<long>();
        foreach (var entry in history.Where(entry => entry.TimestampMs is not null).OrderBy(entry => entry.TimestampMs))
        {
            var time = entry.TimestampMs!.Value;
            if (incidents.Count == 0 || !IsLostPeer(CauseOf(entry)) || time - incidents[^1] > JoinMs)
            {
                incidents.Add(time);
            }
        }

        return incidents;
    }

    /// <summary>What failed: the exception behind a future's wrapper, where it is known.</summary>
    public static string? CauseOf(ExceptionEntry entry) => entry.Trace?.WrappedName ?? entry.ExceptionName;

    private static bool IsLostPeer(string? exception) =>
        exception is not null && LostPeers.Any(part => exception.AsSpan(exception.LastIndexOf('.') + 1).Contains(part, StringComparison.Ordinal));
}
