using System.Collections.Immutable;
using FlinkReady.Readiness.Facts;

namespace FlinkReady.Readiness.History;

/// <summary>The lives of a target's jobs, by job id. Immutable; of jobs that are gone the last <see cref="MaxGone"/> are kept, for a day.</summary>
internal sealed class JobLives
{
    /// <summary>How many jobs that are gone are kept; the ones gone longest leave first.</summary>
    public const int MaxGone = 1000;

    private readonly ImmutableDictionary<string, JobLife> _lives;

    private JobLives(ImmutableDictionary<string, JobLife> lives) => _lives = lives;

    /// <summary>None.</summary>
    public static JobLives None { get; } = new(ImmutableDictionary.Create<string, JobLife>(StringComparer.Ordinal));

    /// <summary>What is known of a job's earlier looks and runs; null before the first.</summary>
    public JobLife? Of(JobFacts job) => _lives.GetValueOrDefault(job.Id);

    /// <summary>The lives after a poll.</summary>
    public JobLives Add(ClusterFacts cluster)
    {
        var lives = _lives.ToBuilder();
        var alive = new HashSet<string>(cluster.Jobs.Count, StringComparer.Ordinal);
        foreach (var job in cluster.Jobs)
        {
            var life = lives.GetValueOrDefault(job.Id);
            if (job.IsTerminal)
            {
                continue;
            }

            alive.Add(job.Id);
            if (JobLife.After(life, job) is var next && next != life)
            {
                lives[job.Id] = next;
            }
        }

        if (lives.Count > alive.Count)
        {
            Part(lives, alive, cluster);
        }

        return new JobLives(lives.ToImmutable());
    }

    private static void Part(ImmutableDictionary<string, JobLife>.Builder lives, HashSet<string> alive, ClusterFacts cluster)
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
