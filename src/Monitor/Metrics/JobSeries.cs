using FlinkReady.Monitor.Reports;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Metrics;

/// <summary>Writes the series of a target's jobs.</summary>
internal static class JobSeries
{
    /// <summary>Writes them all and says how many were left out because there are too many jobs.</summary>
    public static int Write(SeriesWriter writer, string target, IReadOnlyList<JobAssessment> jobs, int maxJobs)
    {
        var groups = JobGroup.Of(jobs);
        var choice = JobChoice.Of([.. groups.Select(static group => (Worst(group), group.Listed.Count))], maxJobs);
        var dropped = Math.Max(0, jobs.Count - maxJobs);
        var without = new SeriesWriter();
        for (var index = 0; index < groups.Count; index++)
        {
            WriteInfo(writer, target, groups[index].Listed.Take(choice[index] ?? 0));
            var count = Write(choice[index] is null ? without : writer, target, groups[index]);
            dropped += choice[index] is null ? count : 0;
        }

        return dropped;
    }

    /// <summary>Writes the one series of each job that has its id.</summary>
    public static void WriteInfo(SeriesWriter writer, string target, IEnumerable<JobAssessment> jobs)
    {
        foreach (var job in jobs)
        {
            writer.Write(MetricCatalogue.JobInfo, 1, target, LabelValue.Bound(job.JobName), job.JobId, job.JobType ?? string.Empty, job.State);
        }
    }

    /// <summary>The worst violation of the jobs of a name, the higher the worse; -1 where there is none.</summary>
    public static int Worst(JobGroup group)
    {
        var worst = -1;
        foreach (var job in group.Jobs)
        {
            foreach (var check in job.Checks)
            {
                worst = check.Status == CheckStatus.Fail ? Math.Max(worst, (int)check.Severity) : worst;
            }
        }

        return worst;
    }

    /// <summary>Writes the series that the jobs of one name share and says how many there are.</summary>
    public static int Write(SeriesWriter writer, string target, JobGroup group)
    {
        var count = 0;
        void Put(MetricFamily family, double? value)
        {
            if (value is { } number)
            {
                writer.Write(family, number, target, group.Name);
                count++;
            }
        }

        Put(MetricCatalogue.JobScore, group.Jobs.Min(job => job.Score) is { } score ? Ratios.OfScore(score) : null);
        Put(MetricCatalogue.JobHeadroom, group.Jobs.Min(job => job.Figures.MaxParallelismHeadroom));
        Put(MetricCatalogue.JobLastCompleted, Timestamps.Of(group.Jobs.Min(job => job.Figures.LastCompletedCheckpoint)));
        Put(MetricCatalogue.JobStateBytes, group.Jobs.Any(job => job.Figures.CheckpointStateBytes is not null)
            ? group.Jobs.Sum(job => job.Figures.CheckpointStateBytes ?? 0) : null);
        count += DriftSeries.Write(writer, target, group);
        if (group.Jobs.Any(job => job.Operators.Count > 0))
        {
            foreach (var uid in UidWords.Verdicts)
            {
                writer.Write(MetricCatalogue.JobOperators, Assignable(group, uid), target, group.Name, uid.ToText());
                count++;
            }
        }

        return count;
    }

    private static int Assignable(JobGroup group, UidVerdict uid)
    {
        var count = 0;
        foreach (var job in group.Jobs)
        {
            foreach (var vertex in job.Operators)
            {
                foreach (var verdict in vertex.Operators)
                {
                    count += verdict.Assignable && verdict.Uid == uid ? 1 : 0;
                }
            }
        }

        return count;
    }
}
