using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.History;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.Runs;

namespace FlinkReady.Readiness.Rules;

/// <summary>
/// The context of a job rule. Most polls read nothing new of most jobs, and a rule is asked again only where what its verdict rests on has changed: whatever
/// changes without a reading (the time, other jobs, earlier runs) is asked here, and noted.
/// </summary>
public sealed class JobRuleContext : RuleContext
{
    private readonly JobFacts _job;
    private readonly ClusterFacts _cluster;
    private readonly JobPast _past;

    /// <summary>The context of a job in a poll.</summary>
    /// <param name="job">The job that is judged.</param>
    /// <param name="cluster">Its cluster with all jobs.</param>
    /// <param name="past">What is known of the time before.</param>
    internal JobRuleContext(JobFacts job, ClusterFacts cluster, JobPast past) => (_job, _cluster, _past) = (job, cluster, past);

    /// <summary>The job's operators with the verdict on their uid, judged when first asked for.</summary>
    public required Lazy<IReadOnlyList<VertexOperators>> Operators { get; init; }

    /// <summary>Earlier polls of this run of the job (same job id and start time), newest first, bounded. They become more only where something was read.</summary>
    public required IReadOnlyList<JobSample> Samples { get; init; }

    /// <summary>What the verdict rests on beside the readings, as far as it was asked for.</summary>
    internal VerdictBasis Basis { get; private set; }

    /// <summary>The time on the JobManager's clock, epoch milliseconds. A verdict that was told it is one of this poll alone: prefer <see cref="HasPassed"/>.</summary>
    public long FlinkNowMs
    {
        get
        {
            Basis = Basis.OfThisPoll();
            return FlinkNow();
        }
    }

    /// <summary>True where a moment on the JobManager's clock is past. Where it is not, the verdict holds until then.</summary>
    /// <param name="flinkMs">Epoch milliseconds.</param>
    public bool HasPassed(long flinkMs)
    {
        if (FlinkNow() > flinkMs)
        {
            return true;
        }

        Basis = Basis.Until(_job.MomentOf(flinkMs));
        return false;
    }

    /// <summary>The jobs that are not terminal and bear a name, the judged one among them.</summary>
    public IEnumerable<LiveJob> LiveJobs(string name)
    {
        Basis = Basis.With(PeerFacets.Listing, _cluster);
        return _cluster.LiveJobs[name];
    }

    /// <summary>How many slots all live jobs take.</summary>
    public long SlotsUsed
    {
        get
        {
            Basis = Basis.With(PeerFacets.Slots, _cluster);
            return _cluster.SlotsUsed;
        }
    }

    /// <summary>True where the judged job is the only one that is not over.</summary>
    public bool IsOnlyLiveJob
    {
        get
        {
            Basis = Basis.With(PeerFacets.Listing, _cluster);
            return _cluster.Jobs.Count(static job => !job.IsTerminal) <= 1;
        }
    }

    /// <summary>The size of the largest metadata among the last checkpoints of all jobs of the cluster, and whether the judged job is the only one: then it is its own.</summary>
    internal (Fact<long> Bytes, bool IsOwn) LargestMetadata
    {
        get
        {
            Basis = Basis.With(PeerFacets.Metadata, _cluster);
            return (_cluster.LargestMetadata, _cluster.IsOnlyJob);
        }
    }

    /// <summary>Whether a job that is not over has a vertex of this id; null where that can't be said, since the graph of one is not known, or not all jobs are looked at.</summary>
    public bool? RunsVertex(string id)
    {
        Basis = Basis.OfThisPoll();
        return _cluster.LiveVertices.Contains(id) ? true
            : _cluster.AreAllJobsSeen && _cluster.Jobs.All(static job => job.IsTerminal || job.HasGraph) ? false
            : null;
    }

    /// <summary>All jobs of the cluster that bear a name, ended ones too, the judged one among them.</summary>
    internal IEnumerable<JobFacts> JobsNamed(string name)
    {
        Basis = Basis.OfThisPoll();
        return _cluster.Jobs.Where(job => job.Name == name);
    }

    /// <summary>When the target was first polled, null in the first poll.</summary>
    public DateTimeOffset? WatchedSince
    {
        get
        {
            Basis = Basis.With(_past.Stamp);
            return _past.WatchedSince;
        }
    }

    /// <summary>What is known of earlier looks at this job, over all of its runs; null in the first.</summary>
    public JobLife? Life
    {
        get
        {
            Basis = Basis.With(_past.Stamp);
            return _past.Life;
        }
    }

    /// <summary>The run that the job shows, as far as this poll and earlier ones tell; null where its start time is not known.</summary>
    internal KnownRun? Run
    {
        get
        {
            Basis = Basis.With(_past.Stamp);
            return _past.Run;
        }
    }

    /// <summary>The latest earlier run of the same job that had state and was over when this one started, with what links them; null where none is known.</summary>
    internal (KnownRun Run, JobLink Link)? Predecessor
    {
        get
        {
            Basis = Basis.With(_past.Stamp);
            return _past.Predecessor;
        }
    }

    /// <summary>The run that this one follows, whatever state it had; null where none is known.</summary>
    internal EarlierRun? EarlierRun
    {
        get
        {
            Basis = Basis.With(_past.Stamp);
            return _past.EarlierRun;
        }
    }

    /// <summary>The runs that are known whose name is the job's or differs in its version only.</summary>
    internal IReadOnlyList<KnownRun> Namesakes
    {
        get
        {
            Basis = Basis.OfThisPoll();
            return _past.Namesakes;
        }
    }

    private long FlinkNow()
    {
        var (job, statistics, cluster) = (_job.Now, _job.Checkpointing.StatisticsReadAt, _cluster.Now);
        var latest = job > statistics ? job : statistics;
        return _job.FlinkMsAt(cluster > latest ? cluster : latest);
    }
}
