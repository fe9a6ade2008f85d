using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Runs;

namespace FlinkReady.Readiness.History;

/// <summary>The lives of a target's jobs, by job id. Immutable; of jobs that are gone the last <see cref="MaxGone"/> are kept, for a day.</summary>
internal sealed class JobLives
{
    /// <summary>How many jobs that are gone are kept; the ones gone longest leave first.</summary>
    public const int MaxGone = 1000;

    private readonly Dictionary<string, JobLife> _lives;

    private JobLives(Dictionary<string, JobLife> lives) => _lives = lives;

    /// <summary>None.</summary>
    public static JobLives None { get; } = new(new(StringComparer.Ordinal));

    /// <summary>What is known of a job's earlier looks and runs; null before the first.</summary>
    public JobLife? Of(JobFacts job) => _lives.GetValueOrDefault(job.Id);

    /// <summary>The lives after a poll.</summary>
    public JobLives Add(ClusterFacts cluster)
    {
        var lives = new KeptTable<string, JobLife>(_lives);
        foreach (var job in cluster.Jobs)
        {
            var life = lives.Now.GetValueOrDefault(job.Id);
            if (job.IsTerminal)
            {
                continue;
            }

            var next = JobLife.After(life, job);
            if (!ReferenceEquals(next, life))
            {
                lives.ToChange()[job.Id] = next;
            }
        }

        if (lives.Now.Count > cluster.LiveIds.Count)
        {
            Part(lives.ToChange(), cluster);
        }

        return lives.IsChanged ? new JobLives(lives.Now) : this;
    }

    private static void Part(Dictionary<string, JobLife> lives, ClusterFacts cluster)
    {
        // A job is SUSPENDED while its JobManager changes: nobody ended it.
        var over = cluster.Jobs.Where(job => job.IsTerminal && job.State != "SUSPENDED").Select(job => job.Id).ToHashSet(StringComparer.Ordinal);
        var gone = new List<(string Id, DateTimeOffset Since)>();
        foreach (var (id, life) in lives.Where(pair => !cluster.LiveIds.Contains(pair.Key)).ToList())
        {
            var next = life.Gone(cluster.Now, over.Contains(id));
            lives[id] = next;
            gone.Add((id, next.GoneSince!.Value));
        }

        var excess = gone.Count - MaxGone;
        foreach (var (id, since) in gone.OrderBy(one => one.Since))
        {
            if (excess-- > 0 || cluster.Now - since > JobLife.Memory)
            {
                lives.Remove(id);
            }
        }
    }
}
