namespace FlinkReady.Readiness.FleetRules;

/// <summary>Lists targets in a sentence.</summary>
internal static class Listing
{
    private const int Most = 8;

    /// <summary>Their names: <c>a, b and c</c>.</summary>
    public static string Of(IReadOnlyList<FleetMember> members)
    {
        var names = members.Select(static member => member.Name).ToList();
        return names.Count > Most ? $"{string.Join(", ", names.Take(Most))} and {names.Count - Most} more"
            : names.Count == 1 ? names[0]
            : $"{string.Join(", ", names.Take(names.Count - 1))} and {names[^1]}";
    }
}
