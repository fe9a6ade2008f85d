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
        var dropped = Math.Max(0, jobs.Count - maxJobs);
        WriteInfo(writer, target, Kept(jobs, maxJobs));
        var groups = JobGroup.Of(jobs);
        if (groups.Count > maxJobs)
        {
            var without = new SeriesWriter();
            foreach (var group in BySeverity(groups).Skip(maxJobs))
            {
                dropped += Write(without, target, group);
            }

            groups = [.. BySeverity(groups).Take(maxJobs)];
        }

        foreach (var group in groups)
        {
            Write(writer, target, group);
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

    private static IEnumerable<JobAssessment> Kept(IReadOnlyList<JobAssessment> jobs, int maxJobs) =>
        jobs.Count <= maxJobs ? jobs : jobs.OrderByDescending(Worst).ThenBy(job => job.JobName, StringComparer.Ordinal).Take(maxJobs);

    private static IEnumerable<JobGroup> BySeverity(IReadOnlyList<JobGroup> groups) =>
        groups.OrderByDescending(group => group.Jobs.Max(Worst)).ThenBy(group => group.Name, StringComparer.Ordinal);

    private static int Worst(JobAssessment job) =>
        job.Checks.Max(check => check.Status == CheckStatus.Fail ? (int)check.Severity : (int?)null) ?? -1;
}
