using System.Collections.Concurrent;
using System.Threading.Channels;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.Readiness.Facts;

namespace FlinkReady.Readiness.Judging;

/// <summary>
/// Judges jobs while the look at their cluster goes on, so that the time of waiting for the next answer is not lost. Changes no verdict: what the assessor
/// does not find here it judges itself.
/// </summary>
public sealed class JobsAhead
{
    private readonly Func<JobFacts, JudgedJob> _judge;
    private readonly Channel<Lazy<JudgedJob>> _waiting = Channel.CreateUnbounded<Lazy<JudgedJob>>();
    private readonly ConcurrentDictionary<JobSnapshot, Lazy<JudgedJob>> _jobs = new(ReferenceEqualityComparer.Instance);
    private readonly Lock _lock = new();
    private ClusterFacts? _cluster;

    internal JobsAhead(Func<JobFacts, JudgedJob> judge)
    {
        _judge = judge;
        _ = Task.Run(async () =>
        {
            await foreach (var job in _waiting.Reader.ReadAllAsync())
            {
                _ = job.Value;
            }
        });
    }

    /// <summary>Takes a job whose answers are in.</summary>
    /// <param name="cluster">What the look read of the cluster before it read jobs; the same in each call.</param>
    /// <param name="job">The job.</param>
    public void Add(ClusterSnapshot cluster, JobSnapshot job)
    {
        var facts = FactsOf(cluster);
        var judged = new Lazy<JudgedJob>(() => _judge(new JobFacts(job, facts)));
        if (_jobs.TryAdd(job, judged))
        {
            _waiting.Writer.TryWrite(judged);
        }
    }

    /// <summary>Ends the work: no job comes any more. Lends a hand with those that still wait.</summary>
    internal void Complete()
    {
        _waiting.Writer.TryComplete();
        while (_waiting.Reader.TryRead(out var job))
        {
            _ = job.Value;
        }
    }

    /// <summary>What was found about a job, null where it was not given.</summary>
    internal JudgedJob? Find(JobSnapshot job) => _jobs.TryGetValue(job, out var judged) ? judged.Value : null;

    private ClusterFacts FactsOf(ClusterSnapshot cluster)
    {
        lock (_lock)
        {
            return _cluster ??= new ClusterFacts(cluster);
        }
    }
}
