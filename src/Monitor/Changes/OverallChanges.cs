using FlinkReady.Monitor.Targets;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Changes;

/// <summary>What changes of that which belongs to no target: the configuration, and verdicts on it and on the fleet.</summary>
internal sealed class OverallChanges(ChangeLog log, TimeProvider time)
{
    private CheckMarks? _checks;
    private ReloadStatus? _reload;

    /// <summary>What is remembered of verdicts on the configuration and the fleet; null before the first look.</summary>
    public CheckMarks? Checks => _checks;

    /// <summary>Takes over what an earlier run remembered.</summary>
    public void Restore(CheckMarks checks) => _checks = checks;

    /// <summary>Holds what is published against what was published before.</summary>
    /// <returns>True where anything changed.</returns>
    public bool Look(Publication publication)
    {
        var at = time.GetUtcNow();
        var changes = new List<Change>();
        if (_reload is { } before && before != publication.Reload)
        {
            changes.Add(Configuration(at, before, publication.Reload));
        }

        _reload = publication.Reload;
        var isFirst = _checks is null;
        _checks = (_checks ?? CheckMarks.None).After(publication.Assessment.Checks, keepsOpen: false, (check, from, to) =>
        {
            if (!isFirst)
            {
                changes.Add(ChangeDetector.OfCheck(at, null, null, check, from, to));
            }
        });
        log.Add(changes);
        return changes.Count > 0;
    }

    private static Change Configuration(DateTimeOffset at, ReloadStatus before, ReloadStatus now) => new()
    {
        At = at,
        Kind = ChangeKind.Configuration,
        Severity = now.Successful ? null : Severity.Warning,
        From = before.Successful ? "accepted" : "refused",
        To = now.Successful ? "accepted" : "refused",
        Message = now.Successful ? "The configuration was read anew and is in force." : "The configuration changed and is refused: the one before stays in force. The log says why.",
    };
}
