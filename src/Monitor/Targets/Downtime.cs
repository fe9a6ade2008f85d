using FlinkReady.Readiness.Names;

namespace FlinkReady.Monitor.Targets;

/// <summary>For how long a target has not answered.</summary>
/// <param name="Since">When the first of the polls in a row began that found it down.</param>
/// <param name="Tries">How many there were.</param>
/// <param name="Length">From the first to the last of them.</param>
internal sealed record Downtime(DateTimeOffset Since, int Tries, TimeSpan Length)
{
    /// <summary>After one more poll that found the target down.</summary>
    /// <param name="earlier">So far, null where the target answered before, or was never tried.</param>
    /// <param name="polledAt">When the poll began.</param>
    public static Downtime After(Downtime? earlier, DateTimeOffset polledAt) => earlier is null
        ? new Downtime(polledAt, 1, TimeSpan.Zero)
        : earlier with { Tries = earlier.Tries + 1, Length = polledAt > earlier.Since ? polledAt - earlier.Since : TimeSpan.Zero };

    /// <summary>For people: <c>for 12 min, 24 tries</c>.</summary>
    public override string ToString() => Tries == 1 ? "first try" : $"for {Text.Duration(Length)}, {Text.Count(Tries, "try", "tries")}";
}
