using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.Readiness.Facts;

/// <summary>What is known of a cluster and its jobs after a poll of it. Immutable; a view on the snapshot that keeps every fact's origin.</summary>
public sealed class ClusterFacts : ClusterBasics
{
    private readonly Lazy<ILookup<string, LiveJob>> _liveJobs;
    private readonly Lazy<IReadOnlySet<string>> _liveIds;
    private readonly Lazy<long> _slotsUsed;
    private readonly Lazy<HashSet<string>> _liveVertices;
    private readonly Lazy<Stamp> _listing;

    /// <summary>Reads the facts of <paramref name="snapshot"/>.</summary>
    /// <param name="snapshot">The poll.</param>
    /// <param name="defaults">The operator's own configuration, for a manifest; null where it is not known.</param>
    public ClusterFacts(ClusterSnapshot snapshot, OperatorDefaults? defaults = null)
        : base(snapshot, defaults)
    {
        JobLists = new JobListFacts(snapshot.Readings);
        Applications = new ApplicationFacts(snapshot.Readings);
        RepeatedJobLists = snapshot.SecondListing is { } again ? new JobListFacts(again) : null;
        Jobs = [.. snapshot.Jobs.Select(job => new JobFacts(job, this))];
        _liveJobs = new(() => Jobs.Where(static job => !job.IsTerminal)
            .ToLookup(static job => job.Name, static job => new LiveJob(job.Id, job.State, job.StartTime), StringComparer.Ordinal));
        _liveIds = new(() => Jobs.Where(static job => !job.IsTerminal).Select(static job => job.Id).ToHashSet(StringComparer.Ordinal));
        _liveVertices = new(() => Jobs.Where(static job => !job.IsTerminal).SelectMany(static job => job.Vertices).Select(static vertex => vertex.Id).ToHashSet(StringComparer.OrdinalIgnoreCase));
        _listing = new(() => StampOfListing(Jobs));
        _slotsUsed = new(() => Jobs.Where(static job => !job.IsTerminal).Sum(static job => job.SlotsUsed));
    }

    /// <summary>The lists of jobs.</summary>
    public JobListFacts JobLists { get; }

    /// <summary>The lists as they were read once more, null where they were not: see <see cref="ClusterSnapshot.SecondListing"/>.</summary>
    public JobListFacts? RepeatedJobLists { get; }

    /// <summary>What submitted the jobs.</summary>
    internal ApplicationFacts Applications { get; }

    /// <summary>When the first certificate of the connection's chain ends; missing where no handshake was met.</summary>
    public Fact<DateTimeOffset> CertificateEnd => Certificate.Value(ServerCertificate.Field.NotAfter, static certificate => (DateTimeOffset?)certificate.NotAfter);

    /// <summary>The size of the largest metadata among the last checkpoints of all jobs, Flink 2.2 and later.</summary>
    internal Fact<long> LargestMetadata => Answer.Of(Snapshot.Readings, FlinkModel.Payloads.LargestMetadata.Key).Value(FlinkModel.Payloads.LargestMetadata.Field.Bytes, static largest => largest.Bytes);

    /// <summary>The subject of that certificate.</summary>
    public Fact<string> CertificateSubject => Certificate.Object(ServerCertificate.Field.Subject, static certificate => certificate.Subject);

    /// <summary>True where it is the server's own, not one above it.</summary>
    public bool IsServersCertificate => Certificate.Payload is { IsServersOwn: true };

    private Answer<ServerCertificate> Certificate => Answer.Of(Snapshot.Readings, ServerCertificate.Key);

    /// <summary>The jobs, terminal ones included.</summary>
    public IReadOnlyList<JobFacts> Jobs { get; }

    /// <summary>The jobs that are not terminal, by name.</summary>
    public ILookup<string, LiveJob> LiveJobs => _liveJobs.Value;

    /// <summary>The ids of the jobs that are not terminal.</summary>
    internal IReadOnlySet<string> LiveIds => _liveIds.Value;

    /// <summary>True where no job is missing in the lists, and none was left out by a filter.</summary>
    public bool AreAllJobsSeen => JobLists is { AreRead: true, AreCut: false, Missing.Count: 0 } && Snapshot is { FilteredJobs: 0, LeftOut: null };

    /// <summary>Jobs that were not read for want of room; null where there are none.</summary>
    internal JobsLeftOut? LeftOut => Snapshot.LeftOut;

    /// <summary>The ids of the vertices of jobs that are not terminal, as far as their graphs are known.</summary>
    public IReadOnlySet<string> LiveVertices => _liveVertices.Value;

    /// <summary>How many slots all live jobs take (see <see cref="JobFacts.SlotsUsed"/>).</summary>
    public long SlotsUsed => _slotsUsed.Value;

    /// <summary>True where no other job is listed.</summary>
    internal bool IsOnlyJob => AreAllJobsSeen && Jobs.Count == 1;

    /// <summary>Changes with what the jobs of the cluster show of <paramref name="facets"/>.</summary>
    internal Stamp StampOf(PeerFacets facets)
    {
        var stamp = new StampBuilder();
        stamp = facets.HasFlag(PeerFacets.Listing) ? stamp.Add(_listing.Value) : stamp;
        stamp = facets.HasFlag(PeerFacets.Slots) ? stamp.Add(SlotsUsed) : stamp;
        return (facets.HasFlag(PeerFacets.Metadata) ? stamp.Add((long)LargestMetadata.Origin.State).Add(LargestMetadata.TryGet(out var bytes) ? bytes : null).Add(IsOnlyJob) : stamp).ToStamp();
    }

    /// <summary>
    /// How old a heartbeat was when the TaskManagers were asked, milliseconds. It carries the JobManager's time: the difference of the
    /// clocks, which a job's answer shows, is taken out.
    /// </summary>
    public long HeartbeatAgeMs(long heartbeatMs)
    {
        var skew = Access.IsRecording ? 0 : Jobs.Select(static job => job.ClockSkewMs).FirstOrDefault(static skew => skew is not null) ?? 0;
        return TaskManagersReadAt.ToUnixTimeMilliseconds() + skew - heartbeatMs;
    }

    private static Stamp StampOfListing(IReadOnlyList<JobFacts> jobs)
    {
        var stamp = new StampBuilder();
        foreach (var job in jobs)
        {
            stamp = stamp.Add(job.Id).Add(job.Name).Add(job.State).Add(job.IsTerminal).Add(job.StartTime?.UtcTicks);
        }

        return stamp.ToStamp();
    }
}
