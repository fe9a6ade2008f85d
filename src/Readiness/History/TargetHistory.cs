using System.Collections.Immutable;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.Runs;

namespace FlinkReady.Readiness.History;

/// <summary>
/// Earlier polls of a target, as far as trend rules need them. Immutable and bounded: a job keeps at most <see cref="MaxSamples"/>
/// samples of the last <see cref="Window"/>, and <see cref="MinSamples"/> however old they are; a job that is gone keeps none but the last word on its state.
/// </summary>
public sealed class TargetHistory
{
    /// <summary>How many samples a job keeps.</summary>
    public const int MaxSamples = 32;

    /// <summary>How many samples a job keeps however rare its polls are: one in three has a new answer of <c>/jobs/:jobid</c>, and rules compare four of those.</summary>
    public const int MinSamples = 16;

    /// <summary>How far back samples reach.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    // Samples closer together than this replace one another, so that MaxSamples always spans the window.
    private static readonly TimeSpan MinDistance = Window / MaxSamples;

    private readonly Dictionary<JobRun, ImmutableList<JobSample>> _samples;

    private TargetHistory(
        DateTimeOffset? since, Dictionary<JobRun, ImmutableList<JobSample>> samples, ImmutableList<ClusterSample> clusterSamples, KnownRuns runs, JobManagerProcesses processes)
    {
        Since = since;
        _samples = samples;
        ClusterSamples = clusterSamples;
        Runs = runs;
        Processes = processes;
    }

    /// <summary>No earlier poll.</summary>
    public static TargetHistory Empty { get; } = new(null, [], [], KnownRuns.None, JobManagerProcesses.None);

    /// <summary>No earlier poll by this process, and runs that an earlier one knew.</summary>
    internal static TargetHistory With(KnownRuns runs) => new(null, [], [], runs, JobManagerProcesses.None);

    /// <summary>When the target was first looked at; null before that.</summary>
    public DateTimeOffset? Since { get; }

    /// <summary>Earlier polls of the cluster, newest first.</summary>
    public ImmutableList<ClusterSample> ClusterSamples { get; }

    /// <summary>How many runs were linked to the one before, since the target is watched.</summary>
    public RunLinkCounts RunsLinked => Runs.Linked;

    /// <summary>The runs of the target's jobs.</summary>
    internal KnownRuns Runs { get; }

    /// <summary>The JobManagers that answered.</summary>
    internal JobManagerProcesses Processes { get; }

    /// <summary>What goes on over the runs of each job.</summary>
    internal JobLives Lives { get; private init; } = JobLives.None;

    /// <summary>How many TaskManagers the cluster has when it is well.</summary>
    internal TaskManagerLevel TaskManagers { get; private init; } = TaskManagerLevel.None;

    /// <summary>Earlier polls of a run of a job, newest first.</summary>
    public IReadOnlyList<JobSample> Samples(JobFacts job) => _samples.GetValueOrDefault(JobRun.Of(job)) ?? [];

    /// <summary>The history after a poll.</summary>
    /// <param name="cluster">The poll.</param>
    /// <param name="operatorsOf">The verdicts on the operators of a job id, empty where there are none.</param>
    /// <param name="graphs">The graphs of the runs that were seen in the poll.</param>
    /// <param name="isSplit">True where another JobManager than at other polls may have answered: a job that is missing says nothing then.</param>
    internal TargetHistory Add(ClusterFacts cluster, Func<string, IReadOnlyList<VertexOperators>> operatorsOf, RunGraphs graphs, bool isSplit)
    {
        var samples = new KeptTable<JobRun, ImmutableList<JobSample>>(_samples);
        var live = new HashSet<JobRun>(_samples.Count);
        foreach (var job in cluster.Jobs)
        {
            if (job.IsTerminal)
            {
                continue;
            }

            var run = JobRun.Of(job);
            live.Add(run);
            var earlier = samples.Now.GetValueOrDefault(run);
            var next = Push(earlier ?? [], job);
            if (next != earlier)
            {
                samples.ToChange()[run] = next;
            }
        }

        if (samples.Now.Count > live.Count && !isSplit)
        {
            foreach (var gone in samples.Now.Keys.Where(run => !live.Contains(run)).ToList())
            {
                samples.ToChange().Remove(gone);
            }
        }

        return new TargetHistory(
            Since ?? cluster.Now,
            samples.Now,
            ClusterSample.Push(ClusterSamples, ClusterSample.Of(cluster)),
            Runs.Add(cluster, operatorsOf, graphs, ClusterSamples is [var last, ..] ? last.ObservedAt : null, isSplit),
            Processes.Add(cluster))
        {
            Lives = Lives.Add(cluster),
            TaskManagers = TaskManagers.After(cluster),
        };
    }

    private static ImmutableList<JobSample> Push(ImmutableList<JobSample> earlier, JobFacts job)
    {
        // Nothing was read, or nothing since the last sample.
        if (job.OriginOf(JobDetails.Key).State != OriginState.Answered
            || (earlier is [var last, ..] && job.Now <= last.ObservedAt && last.ObservedAt - job.Now < Window))
        {
            return earlier;
        }

        var sample = JobSample.Of(job).After(earlier is [var before, ..] ? before : null);

        // The newest sample always stays; the one before it gives way where it is too close to the one before that.
        if (earlier.Count >= 4 && earlier[2].ObservedAt - earlier[3].ObservedAt < MinDistance)
        {
            earlier = earlier.RemoveAt(2);
        }

        earlier = earlier.Insert(0, sample);
        while (earlier.Count > MaxSamples || (earlier.Count > MinSamples && sample.ObservedAt - earlier[^1].ObservedAt > Window))
        {
            earlier = earlier.RemoveAt(earlier.Count - 1);
        }

        return earlier;
    }

    private readonly record struct JobRun(string JobId, long StartTime)
    {
        public static JobRun Of(JobFacts job) => new(job.Id, job.StartTime?.ToUnixTimeMilliseconds() ?? 0);
    }
}
