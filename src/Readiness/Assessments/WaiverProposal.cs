using FlinkReady.FlinkModel.Secrets;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;
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
        var waivers = new HashSet<Waiver>();
        foreach (var located in LocatedCheck.Of(assessment).Where(located => located.Target is not null || located.Check.Rule.Scope == RuleScope.Fleet))
        {
            foreach (var finding in located.OpenFindings)
            {
                waivers.Add(new Waiver
                {
                    Rule = located.Check.Rule.Id,
                    Target = Glob.Escape(located.Target?.Name ?? finding.Resource.Targets[0]),
                    Job = (located.Job?.JobName ?? finding.JobName) is { } job ? Pattern(job) : null,
                    Vertex = located.Job is null ? null : VertexOf(finding.Resource),
                    Reason = reason,
                    Owner = owner,
                    Expires = expires,
                });
            }
        }

        // A waiver without a vertex covers all of the job's: the narrower ones beside it are noise.
        var wide = waivers.Where(waiver => waiver.Vertex is null).Select(waiver => (waiver.Rule, waiver.Target, waiver.Job)).ToHashSet();
        return [.. waivers
            .Where(waiver => waiver.Vertex is null || !wide.Contains((waiver.Rule, waiver.Target, waiver.Job)))
            .OrderBy(waiver => waiver.Rule, StringComparer.Ordinal)
            .ThenBy(waiver => waiver.Target, StringComparer.Ordinal)
            .ThenBy(waiver => waiver.Job, StringComparer.Ordinal)
            .ThenBy(waiver => waiver.Vertex, StringComparer.Ordinal)];
    }

    // A secret in a name is not written into a file: the waiver covers whatever stands in its place.
    private static string Pattern(string name) => SecretText.Mask(name) is var masked && masked == name
        ? Glob.Escape(name)
        : string.Join('*', masked.Split(SecretText.Masked).Select(Glob.Escape));

    private static string? VertexOf(Resource resource) => resource switch
    {
        { VertexName: { Length: > 0 and <= LongestVertexName } name } => Pattern(name),
        { VertexId: { Length: > 0 } id } => Glob.Escape(id),
        { VertexName: { Length: > 0 } name } => Pattern(name),
        _ => null,
    };
}
