using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;

namespace FlinkReady.Readiness.Rules.Availability;

/// <summary>
/// Counts what happened rather than what was logged: one lost TaskManager is many exceptions and several restarts. Entries about a lost
/// peer join an incident for a minute after it began; every other entry is an incident of its own. A TaskManager that was stopped on purpose is none, nor are the lost
/// peers that come with it.
/// </summary>
internal static class Incidents
{
    private const long JoinMs = 60_000;

    // A TaskManager that is no longer reachable is told by the JobMaster or by the ResourceManager, whichever notices first.
    private static readonly string[] LostPeers =
        ["RecipientUnreachable", "TransportException", "PartitionConnection", "PartitionNotFound", "JobMaster", "ResourceManagerException", "Timeout", "NoResourceAvailable"];

    /// <summary>When each incident began, epoch milliseconds, oldest first.</summary>
    public static IReadOnlyList<long> Of(IEnumerable<ExceptionEntry> history) => Of(history.Select(SeenFailure.Of).OfType<SeenFailure>());

    /// <summary>The same of failures that were seen at several looks.</summary>
    public static IReadOnlyList<long> Of(IEnumerable<SeenFailure> failures)
    {
        var incidents = new List<long>();
        var isLastLostPeer = false;
        long? stoppedAt = null;
        foreach (var failure in failures.OrderBy(failure => failure.TimeMs))
        {
            var time = failure.TimeMs;
            if (failure.IsExpected)
            {
                stoppedAt = time;
                if (isLastLostPeer && time - incidents[^1] <= JoinMs)
                {
                    // Its peers noticed first.
                    incidents.RemoveAt(incidents.Count - 1);
                    isLastLostPeer = false;
                }

                continue;
            }

            var isLostPeer = IsLostPeer(failure.Cause);
            var joins = isLostPeer && ((stoppedAt is { } stopped && time - stopped <= JoinMs) || (incidents.Count > 0 && time - incidents[^1] <= JoinMs));
            if (!joins)
            {
                incidents.Add(time);
                isLastLostPeer = isLostPeer;
            }
        }

        return incidents;
    }

    /// <summary>What failed: the exception behind a future's wrapper, where it is known.</summary>
    public static string? CauseOf(ExceptionEntry entry) => entry.Trace?.WrappedName ?? entry.ExceptionName;

    private static bool IsLostPeer(string? exception) =>
        exception is not null && LostPeers.Any(part => exception.AsSpan(exception.LastIndexOf('.') + 1).Contains(part, StringComparison.Ordinal));
}
