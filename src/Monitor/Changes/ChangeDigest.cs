using System.Globalization;

namespace FlinkReady.Monitor.Changes;

/// <summary>A line of a list of changes.</summary>
/// <param name="Change">The change; of several that are told together the last one.</param>
/// <param name="Times">How many it stands for.</param>
internal sealed record ChangeLine(Change Change, int Times)
{
    /// <summary>What it says.</summary>
    public string Message => Times == 1 ? Change.Message : string.Create(CultureInfo.InvariantCulture, $"Flapped {Times} times, now {Change.To}. {Change.Message}");

    /// <summary>Smaller is more urgent.</summary>
    public int Rank => Change switch
    {
        { Kind: ChangeKind.Check, From: "waived", To: "fail" } => 2,
        { Kind: ChangeKind.Check, To: "fail", Severity: Readiness.Verdicts.Severity.Critical } => 0,
        { Kind: ChangeKind.Check, To: "fail" } => 1,
        { Kind: ChangeKind.Check, To: "unknown" } => 4,
        { Kind: ChangeKind.Check } => 3,
        { Kind: ChangeKind.Configuration } => 5,
        _ => 6,
    };
}

/// <summary>Changes as people want them told: flips first, and what goes to and fro in one line.</summary>
internal static class ChangeDigest
{
    /// <summary>From how many changes of one check within <see cref="Window"/> on it flaps.</summary>
    public const int Flapping = 4;

    /// <summary>Within which time.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromHours(24);

    /// <summary>The lines, the most urgent first, then the newest.</summary>
    /// <param name="changes">The newest first.</param>
    public static IReadOnlyList<ChangeLine> Of(IEnumerable<Change> changes) =>
        [.. Fold(changes).OrderBy(line => line.Rank).ThenByDescending(line => line.Change.At)];

    private static IEnumerable<ChangeLine> Fold(IEnumerable<Change> changes)
    {
        var byCheck = new Dictionary<(string?, string?, string), List<Change>>();
        foreach (var change in changes)
        {
            if (change is not { Kind: ChangeKind.Check, Rule: { } rule })
            {
                yield return new ChangeLine(change, 1);
                continue;
            }

            var key = (change.Target, change.JobName, rule);
            if (byCheck.TryGetValue(key, out var same))
            {
                same.Add(change);
            }
            else
            {
                byCheck[key] = [change];
            }
        }

        foreach (var line in byCheck.Values.SelectMany(OfCheck))
        {
            yield return line;
        }
    }

    // From the newest on: what lies within the window of it and is often enough becomes one line.
    private static IEnumerable<ChangeLine> OfCheck(List<Change> changes)
    {
        for (var at = 0; at < changes.Count;)
        {
            var count = changes.Skip(at).TakeWhile(change => changes[at].At - change.At <= Window).Count();
            yield return count >= Flapping ? new ChangeLine(changes[at], count) : new ChangeLine(changes[at], 1);
            at += count >= Flapping ? count : 1;
        }
    }
}
