using FlinkReady.FlinkClient.Sources;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.FlinkClient.Polls;

/// <summary>The jobs of a poll, each with what is still valid of the poll before.</summary>
internal sealed class JobSelection
{
    private readonly IReadOnlyDictionary<string, JobSnapshot> _previous;
    private readonly HashSet<string> _listed;

    private JobSelection(IReadOnlyList<JobSnapshot> selected, int filtered, IReadOnlyDictionary<string, JobSnapshot> previous, HashSet<string> listed)
    {
        Selected = selected;
        Filtered = filtered;
        _previous = previous;
        _listed = listed;
    }

    /// <summary>In the order of <c>/jobs/overview</c>, those only in <c>/jobs</c> next, those that no list of this poll speaks of last.</summary>
    public IReadOnlyList<JobSnapshot> Selected { get; }

    /// <summary>Jobs the filter left out.</summary>
    public int Filtered { get; }

    /// <summary>Jobs that the lists have beyond the number that is read of one target.</summary>
    public int Beyond { get; private init; }

    /// <summary>True where the poll before knew the job.</summary>
    public bool IsKnown(JobSnapshot job) => _previous.ContainsKey(job.Id);

    /// <summary>Where the cluster is down: nothing says that the jobs are gone, so they stay, with the readings they had.</summary>
    public static JobSelection KeptAsTheyWere(ClusterSnapshot? previous, ReadOptions options)
    {
        var kept = (previous?.Jobs ?? []).Where(job => Passes(job, options)).ToArray();
        return new JobSelection(kept, previous?.FilteredJobs ?? 0, Index([]), []);
    }

    public static JobSelection Of(ClusterSnapshot snapshot, ClusterSnapshot? previous, ReadOptions options)
    {
        var before = Index(previous?.Jobs ?? []);
        var list = snapshot.Readings.Get(JobIdList.Key);
        var ids = list?.ReadAt >= snapshot.StartedAt ? list.Value?.Jobs : null;
        var shown = snapshot.Readings.Value(JobsOverview.Key)?.Jobs;
        var beyond = Math.Max(ids?.Beyond ?? 0, shown?.Beyond ?? 0);
        // Hex digits in either case are the same id.
        var states = new Dictionary<string, string?>(ids?.Count ?? 0, StringComparer.OrdinalIgnoreCase);
        foreach (var job in ids ?? [])
        {
            states.TryAdd(job.Id, job.Status);
        }

        var listed = new HashSet<string>(shown?.Count ?? 0, StringComparer.OrdinalIgnoreCase);
        var jobs = new List<JobSnapshot>(shown?.Count ?? 0);
        var filtered = 0;
        foreach (var overview in shown ?? [])
        {
            if (listed.Add(overview.Id))
            {
                Take(Carry(before.GetValueOrDefault(overview.Id), overview, states.GetValueOrDefault(overview.Id)));
            }
        }

        foreach (var (id, status) in states)
        {
            // Of two lists that are too long each may show other jobs.
            if (beyond == 0 && listed.Add(id))
            {
                Take((before.GetValueOrDefault(id) ?? new JobSnapshot { Id = id }) with { Overview = null, ListedStatus = status });
            }
        }

        // Without a /jobs of this poll nobody says that a missing job is gone.
        if (ids is null)
        {
            jobs.AddRange(before.Values.Where(job => !listed.Contains(job.Id) && Passes(job, options)));
        }

        return new JobSelection(jobs, filtered, before, listed) { Beyond = beyond };

        void Take(JobSnapshot job)
        {
            if (Passes(job, options))
            {
                jobs.Add(job);
            }
            else
            {
                filtered++;
            }
        }
    }

    /// <summary>How much of a job this poll reads. A job that no list of it speaks of is asked only where nothing may be kept.</summary>
    public JobTurn TurnOf(JobSnapshot job, ReadOptions options, DateTimeOffset now, long? refreshIntervalMs) =>
        _listed.Contains(job.Id)
            ? JobSchedule.TurnOf(job.Overview, _previous.GetValueOrDefault(job.Id), options, now, refreshIntervalMs)
            : options.CheckpointInterval is null ? JobTurn.All : JobTurn.None;

    /// <summary>The same jobs after reading; the name of one that was only in <c>/jobs</c> is known only now.</summary>
    public JobSelection WithReadings(IReadOnlyList<JobSnapshot> jobs, ReadOptions options)
    {
        var passing = jobs.Where(job => Passes(job, options)).ToArray();
        return new JobSelection(passing, Filtered + jobs.Count - passing.Length, _previous, _listed) { Beyond = Beyond };
    }

    // Another start time is another run, even under the same id (application mode, operator upgrades): nothing old holds for it.
    private static JobSnapshot Carry(JobSnapshot? before, JobOverview overview, string? status) =>
        before is null || (before.Overview is { } old && old.StartTimeMs != overview.StartTimeMs)
            ? new JobSnapshot { Id = before?.Id ?? overview.Id, Overview = overview, ListedStatus = status }
            : before with { Overview = overview, ListedStatus = status };

    private static bool Passes(JobSnapshot job, ReadOptions options) =>
        options.JobFilter is not { } filter || (job.Overview ?? (object?)job.Readings.Value(JobDetails.Key)) is null || filter(job.Name);

    private static Dictionary<string, JobSnapshot> Index(IReadOnlyList<JobSnapshot> jobs)
    {
        var index = new Dictionary<string, JobSnapshot>(jobs.Count, StringComparer.OrdinalIgnoreCase);
        foreach (var job in jobs)
        {
            index.TryAdd(job.Id, job);
        }

        return index;
    }
}
