using FlinkReady.FlinkClient.Sources;
using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.FlinkClient.Polls;

/// <summary>Reads what is due of one job: its requests one after the other, so that Flink's cache serves them from one graph.</summary>
internal sealed class JobReader(IRequester requester, ReadingSet cluster)
{
    /// <summary>True where something of a job is read in a turn: in most polls nothing is of most jobs.</summary>
    public static bool IsDue(JobTurn turn)
    {
        foreach (var source in JobSources.All)
        {
            if (source.IsDue(turn))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The job after its turn.</summary>
    public async Task<JobSnapshot> ReadAsync(JobSnapshot job, JobTurn turn)
    {
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
