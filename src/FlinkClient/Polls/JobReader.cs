using FlinkReady.FlinkClient.Sources;
using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.FlinkClient.Polls;

/// <summary>Reads what is due of one job: its requests one after the other, so that Flink's cache serves them from one graph.</summary>
internal sealed class JobReader(IRequester requester, ReadingSet cluster)
{
    public async Task<JobSnapshot> ReadAsync(JobSnapshot job, JobTurn turn)
    {
        if (turn.Extent == JobExtent.None)
        {
            return job;
        }

        foreach (var source in JobSources.All)
        {
            if (source.IsDue(turn) && await source.ReadAsync(requester, job, cluster) is { } reading)
            {
                job = job with { Readings = job.Readings.With(reading) };
                if (reading.IsAbsent && source.TellsThatJobExists)
                {
                    break;
                }
            }
        }

        return job;
    }

    /// <summary>Reads what follows from what the cluster answered after the job was read.</summary>
    public async Task<JobSnapshot> ReadRepeatedAsync(JobSnapshot job, JobTurn turn)
    {
        var isGone = JobSources.All.Any(source => source.TellsThatJobExists && job.Readings.Find(source.Key) is { IsAbsent: true });
        foreach (var source in JobSources.All.Where(source => source.FollowsCluster && !isGone && source.IsDue(turn)))
        {
            job = await source.ReadAsync(requester, job, cluster) is { } reading ? job with { Readings = job.Readings.With(reading) } : job;
        }

        return job;
    }
}
