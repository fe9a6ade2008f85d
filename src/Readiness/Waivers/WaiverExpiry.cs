namespace FlinkReady.Readiness.Waivers;

/// <summary>When the first waiver of an owner for a rule ends.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Owner">Who answers for it.</param>
/// <param name="EndsAt">The first moment at which it no longer holds.</param>
public sealed record WaiverExpiry(string Rule, string Owner, DateTimeOffset EndsAt)
{
    /// <summary>The earliest end for each rule and owner, expired waivers included, sorted by rule, then owner.</summary>
    public static IReadOnlyList<WaiverExpiry> Earliest(IEnumerable<Waiver> waivers) =>
        [.. waivers
            .GroupBy(waiver => (waiver.Rule, waiver.Owner))
            .Select(group => new WaiverExpiry(group.Key.Rule, group.Key.Owner, group.Min(waiver => waiver.EndsAt)))
            .OrderBy(expiry => expiry.Rule, StringComparer.Ordinal)
            .ThenBy(expiry => expiry.Owner, StringComparer.Ordinal)];
}
