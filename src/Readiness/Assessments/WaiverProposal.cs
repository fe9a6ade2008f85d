using FlinkReady.Readiness.Waivers;

namespace FlinkReady.Readiness.Assessments;

/// <summary>
/// Waivers for everything that is violated today: a start on an old estate. As narrow as patterns allow, one for each rule, target, job
/// and vertex, so that what comes tomorrow is not covered.
/// </summary>
public static class WaiverProposal
{
    // Vertex names grow with the chain; beyond this the id says the same in 32 characters.
    private const int LongestVertexName = 200;

    /// <summary>The waivers that cover every open finding of <paramref name="assessment"/>, sorted, none twice. The configuration's own findings are left out: they are to be fixed.</summary>
    /// <param name="assessment">What was found, waivers of today applied.</param>
    /// <param name="owner">Who answers for the waivers.</param>
    /// <param name="expires">Their last day, in UTC.</param>
    /// <param name="reason">Why they exist.</param>
    public static IReadOnlyList<Waiver> For(Assessment assessment, string owner, DateOnly expires, string reason)
    {
        var open = LocatedFinding.Of(assessment).Where(finding => finding.Target.Length > 0 && finding.Finding.Waiver is null);
        var waivers = open
            .Select(finding => new Waiver
            {
                Rule = finding.Check.Rule.Id,
                Target = Literal(finding.Target),
                Job = finding.Job is null ? null : Literal(finding.Job.JobName),
                Vertex = VertexOf(finding),
                Reason = reason,
                Owner = owner,
                Expires = expires,
            })
            .Distinct()
            .ToList();

        // A waiver without a vertex covers all of the job's: the narrower ones beside it are noise.
        var wide = waivers.Where(waiver => waiver.Vertex is null).Select(waiver => (waiver.Rule, waiver.Target, waiver.Job)).ToHashSet();
        return [.. waivers
            .Where(waiver => waiver.Vertex is null || !wide.Contains((waiver.Rule, waiver.Target, waiver.Job)))
            .OrderBy(waiver => waiver.Rule, StringComparer.Ordinal)
            .ThenBy(waiver => waiver.Target, StringComparer.Ordinal)
            .ThenBy(waiver => waiver.Job, StringComparer.Ordinal)
            .ThenBy(waiver => waiver.Vertex, StringComparer.Ordinal)];
    }

    private static string? VertexOf(LocatedFinding finding)
    {
        var resource = finding.Finding.Resource;
        return resource.VertexName is { Length: > 0 and <= LongestVertexName } name && !name.Any(char.IsControl) ? Literal(name) : resource.VertexId ?? (resource.VertexName is { } odd ? Literal(odd) : null);
    }

    // Patterns know no escape: one character for one character is as close as they get to a star.
    private static string Literal(string name) => name.Replace('*', '?');
}
