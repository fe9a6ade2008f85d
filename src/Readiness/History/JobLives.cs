using FlinkReady.Readiness.Facts;

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
        // The earlier ones until something changes: most polls find most jobs as they were.
        var lives = _lives;
        var alive = new HashSet<string>(cluster.Jobs.Count, StringComparer.Ordinal);
        foreach (var job in cluster.Jobs)
        {
            var life = lives.GetValueOrDefault(job.Id);
            if (job.IsTerminal)
            {
                continue;
            }

            alive.Add(job.Id);
            var next = JobLife.After(life, job);
            if (!ReferenceEquals(next, life))
            {
                Own(ref lives)[job.Id] = next;
            }
        }

        if (lives.Count > alive.Count)
        {
            Part(Own(ref lives), alive, cluster);
        }

        return ReferenceEquals(lives, _lives) ? this : new JobLives(lives);
    }

    private Dictionary<string, JobLife> Own(ref Dictionary<string, JobLife> lives) => ReferenceEquals(lives, _lives) ? lives = new(_lives, StringComparer.Ordinal) : lives;

    private static void Part(Dictionary<string, JobLife> lives, HashSet<string> alive, ClusterFacts cluster)
    {
        // A job is SUSPENDED while its JobManager changes: nobody ended it.
        var over = cluster.Jobs.Where(job => job.IsTerminal && job.State != "SUSPENDED").Select(job => job.Id).ToHashSet(StringComparer.Ordinal);
        var gone = new List<(string Id, DateTimeOffset Since)>();
        foreach (var (id, life) in lives.Where(pair => !alive.Contains(pair.Key)).ToList())
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
