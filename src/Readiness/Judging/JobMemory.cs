using FlinkReady.FlinkModel.Sources;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.History;
using FlinkReady.Readiness.Rules;

namespace FlinkReady.Readiness.Judging;

/// <summary>What the assessor needs to renew a job's assessment: most polls find most jobs as they were.</summary>
internal sealed record JobMemory
{
    /// <summary>When polls last decided its checks.</summary>
    public required HeldTimes Held { get; init; }

    /// <summary>
    /// Of everything that was read of the job and of the cluster's configuration. None where the assessment holds for its own poll only: the graph did not exist,
    /// or a verdict of an earlier poll had to stand in, which grows too old.
    /// </summary>
    public Stamp Basis { get; init; }

    /// <summary>Of the graph whose operators were judged, and of the policy that declares uids; none where there is no graph.</summary>
    public Stamp Graph { get; init; }

    /// <summary>What checks rest on beside that, by their place; those that rest on nothing else are left out.</summary>
    public (int Place, VerdictBasis Basis)[] Restless { get; init; } = [];

    /// <summary>When a poll last showed the figures of the job, its graph or its end; null where none did.</summary>
    public DateTimeOffset? ShownAt { get; init; }

    /// <summary>The places of those among <paramref name="checks"/> that rest on more than readings.</summary>
    public static (int Place, VerdictBasis Basis)[] RestlessOf(IReadOnlyList<JudgedCheck> checks)
    {
        List<(int Place, VerdictBasis Basis)>? restless = null;
        for (var place = 0; place < checks.Count; place++)
        {
            if (!checks[place].Basis.IsReadingsAlone)
            {
                (restless ??= []).Add((place, checks[place].Basis));
            }
        }

        return restless?.ToArray() ?? [];
    }

    /// <summary>The places of the checks whose rules have to be asked again although nothing was read.</summary>
    /// <param name="now">The time of the poll.</param>
    /// <param name="past">What is known of the time before.</param>
    /// <param name="cluster">The cluster with all jobs.</param>
    public IReadOnlyList<int> Due(DateTimeOffset now, JobPast past, ClusterFacts cluster)
    {
        List<int>? due = null;
        foreach (var (place, basis) in Restless)
        {
            if (!basis.HoldsAt(now, past, cluster))
            {
                (due ??= []).Add(place);
            }
        }

        return due ?? (IReadOnlyList<int>)[];
    }
}
