using FlinkReady.FlinkModel.Sources;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.History;

namespace FlinkReady.Readiness.Rules;

/// <summary>
/// What a verdict on a job rests on beside what was read of the job and the cluster's configuration. Noted by the context while the rule asks, never promised
/// by the rule: a rule that asks for nothing more is asked again only when there is another reading.
/// </summary>
internal readonly record struct VerdictBasis
{
    // Null where time does not count.
    private DateTimeOffset? Moment { get; init; }

    /// <summary>The readings and nothing else.</summary>
    public static VerdictBasis ReadingsAlone => default;

    /// <summary>
    /// The last moment at which the rule would say the same of the same readings: <see cref="DateTimeOffset.MaxValue"/> where time does not count,
    /// <see cref="DateTimeOffset.MinValue"/> where it was told the time itself, or more of other jobs than <see cref="Facets"/> say.
    /// </summary>
    public DateTimeOffset HoldsUntil => Moment ?? DateTimeOffset.MaxValue;

    /// <summary>Of what it was told of earlier runs; none where it did not ask.</summary>
    public Stamp History { get; private init; }

    /// <summary>What it was told of the other jobs.</summary>
    public PeerFacets Facets { get; private init; }

    /// <summary>Of that.</summary>
    public Stamp Peers { get; private init; }

    /// <summary>True where it rests on nothing that changes without a reading.</summary>
    public bool IsReadingsAlone => Moment is null && !History.IsSet && Facets == PeerFacets.None;

    /// <summary>The verdict is one of this poll alone.</summary>
    public VerdictBasis OfThisPoll() => this with { Moment = DateTimeOffset.MinValue };

    /// <summary>The verdict may change after <paramref name="moment"/>.</summary>
    public VerdictBasis Until(DateTimeOffset moment) => moment < HoldsUntil ? this with { Moment = moment } : this;

    /// <summary>The verdict changes with the history of this stamp.</summary>
    public VerdictBasis With(Stamp history) => this with { History = history };

    /// <summary>The verdict changes with what the jobs of the cluster show of <paramref name="facets"/>.</summary>
    public VerdictBasis With(PeerFacets facets, ClusterFacts cluster) => this with { Facets = Facets | facets, Peers = cluster.StampOf(Facets | facets) };

    /// <summary>True where the rule need not be asked again for want of another reading.</summary>
    /// <param name="now">The time of the poll.</param>
    /// <param name="past">What is known now of the time before.</param>
    /// <param name="cluster">The cluster with all jobs.</param>
    public bool HoldsAt(DateTimeOffset now, JobPast past, ClusterFacts cluster) =>
        now <= HoldsUntil && (Facets == PeerFacets.None || Peers.IsSameAs(cluster.StampOf(Facets))) && (!History.IsSet || History.IsSameAs(past.Stamp));
}
