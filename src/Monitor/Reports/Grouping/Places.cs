using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Reports.Grouping;

/// <summary>Jobs, clusters and whatever else checks are about, each once.</summary>
internal sealed class Places
{
    private readonly List<(string? Target, string? Job)> _places;
    private readonly IReadOnlyList<string> _fleet;

    private Places(List<(string? Target, string? Job)> places, IReadOnlyList<string> fleet) => (_places, _fleet) = (places, fleet);

    /// <summary>How many there are.</summary>
    public int Count => _places.Count;

    /// <summary>The places of checks, or of findings of theirs: those of a cluster may name jobs, those of the fleet name targets.</summary>
    public static Places Of(IEnumerable<(LocatedCheck Located, Finding? Finding)> found) =>
        Of([.. found]);

    /// <summary>A count and names, such as <c>8 jobs: a, b, c</c>; one job or cluster is named alone.</summary>
    /// <param name="hasTargets">Whether there are several targets, so that a job's name does not say where it is.</param>
    public (string What, IReadOnlyList<string> Names) Describe(bool hasTargets)
    {
        if (_fleet.Count > 0)
        {
            return ("several targets", _fleet);
        }

        var (jobs, others) = (_places.Where(place => place.Job is not null).ToList(), _places.Where(place => place.Job is null).ToList());
        var names = jobs.Select(place => hasTargets && place.Target is { } target ? $"{target}/{place.Job}" : place.Job!).Concat(others.Select(place => place.Target ?? "configuration")).ToList();
        if (others.Count == 0)
        {
            return (jobs.Count == 1 ? "job" : Text.Count(jobs.Count, "job"), names);
        }

        if (jobs.Count > 0)
        {
            return ($"{Text.Count(jobs.Count, "job")} and {Text.Count(others.Count, "cluster")}", names);
        }

        return others switch
        {
            [{ Target: null }] => ("configuration", []),
            [_] when !hasTargets => ("cluster", []),
            [_] => ("cluster", names),
            _ => (Text.Count(others.Count, "cluster"), names),
        };
    }

    private static Places Of(List<(LocatedCheck Located, Finding? Finding)> found) => new(
        [.. found.Select(one => (one.Located.Target?.Name ?? one.Finding?.Resource.TargetNames, one.Located.Job?.JobName ?? one.Finding?.JobName)).Distinct()
            .OrderBy(place => place.Item1, StringComparer.Ordinal).ThenBy(place => place.Item2, StringComparer.Ordinal)],
        [.. found.SelectMany(one => one.Finding?.Resource.Targets ?? []).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
}
