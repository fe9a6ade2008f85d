using FlinkReady.FlinkModel.Sources;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.Runs;

namespace FlinkReady.Readiness.History;

/// <summary>What is known of the time before a poll of a job: found when the first rule asks for it, and once.</summary>
/// <param name="job">The job.</param>
/// <param name="cluster">Its cluster with all jobs.</param>
/// <param name="history">Earlier polls.</param>
/// <param name="operators">The verdicts on its operators.</param>
/// <param name="graphs">The graphs of other runs in this poll.</param>
internal sealed class JobPast(JobFacts job, ClusterFacts cluster, TargetHistory history, Lazy<IReadOnlyList<VertexOperators>> operators, RunGraphs graphs)
{
    private bool _isRead;
    private Stamp _stamp;

    /// <summary>The run that the job shows, as far as this poll and earlier ones tell; null where its start time is not known.</summary>
    public KnownRun? Run
    {
        get
        {
            if (!_isRead)
            {
                field = history.Runs.Unchanged(job) ?? RunReader.Read(job, operators.Value, history.Runs.Find(job.Id, job.StartTime), graphs);
                _isRead = true;
            }

            return field;
        }
    }

    /// <summary>When the target was first polled, null in the first poll.</summary>
    public DateTimeOffset? WatchedSince => history.Since;

    /// <summary>What is known of earlier looks at the job, over all of its runs; null in the first.</summary>
    public JobLife? Life => history.Lives.Of(job);

    /// <summary>The latest earlier run of the same job that had state and was over when this one started, with what links them; null where none is known.</summary>
    public (KnownRun Run, JobLink Link)? Predecessor => Run is { } run ? history.Runs.Before(run, cluster.LiveIds.Contains) : null;

    /// <summary>The run that this one follows, whatever state it had; null where none is known.</summary>
    public EarlierRun? EarlierRun => Run is { } run ? RunLinks.Find(history.Runs, run, cluster.LiveIds.Contains) : null;

    /// <summary>The runs that are known whose name is the job's or differs in its version only.</summary>
    public IReadOnlyList<KnownRun> Namesakes => history.Runs.Namesakes(VersionedName.StemOf(job.Name));

    /// <summary>Changes with what is known of the time before the job started; never none.</summary>
    public Stamp Stamp => _stamp.IsSet ? _stamp : _stamp = MakeStamp();

    private Stamp MakeStamp()
    {
        var before = Predecessor;
        return new StampBuilder().Add(WatchedSince?.UtcTicks).Add(Run?.StartedFrom is { } start ? start.CheckpointId ?? -1 : null)
            .Add(Run?.LinkStamp ?? Stamp.Of([])).Add((long?)before?.Link).Add(before is { } known ? known.Run.Stamp : Stamp.Of([])).Add(Life?.Stamp ?? Stamp.Of([])).ToStamp();
    }
}
