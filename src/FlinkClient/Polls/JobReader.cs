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
}
