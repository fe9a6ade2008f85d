using System.Threading.Channels;
using FlinkReady.FlinkClient.Sources;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.FlinkClient.Polls;

/// <summary>The jobs of a poll.</summary>
/// <param name="Jobs">Those that are looked at.</param>
/// <param name="Filtered">How many the job filter left out.</param>
/// <param name="LeftOut">Those that there was no room for; null where there are none.</param>
internal sealed record JobsRead(IReadOnlyList<JobSnapshot> Jobs, int Filtered, JobsLeftOut? LeftOut);

/// <summary>Reads what is due of the jobs of a cluster, several at a time, as far as there is room for them.</summary>
/// <param name="poll">The poll.</param>
/// <param name="room">What their answers may take.</param>
/// <param name="declared">What others say of them.</param>
/// <param name="options">What is due, and which jobs.</param>
/// <param name="workers">How many at a time.</param>
internal sealed class JobsReader(Poll poll, MemoryRoom room, DeclaredReadings declared, ReadOptions options, int workers)
{
    private int _withoutRoom;

    /// <summary>Is told of each job as soon as its answers are in.</summary>
    public ChannelWriter<PolledJob>? Read { get; init; }

    /// <summary>The jobs of a cluster that is down, as they were known. What others say of them is known still.</summary>
    public static JobsRead Kept(ClusterSnapshot? previous, DeclaredReadings declared, ReadOptions options)
    {
        var jobs = JobSelection.KeptAsTheyWere(previous, options);
        return new JobsRead([.. jobs.Selected.Select(declared.AddTo)], jobs.Filtered, previous?.LeftOut);
    }

    /// <summary>Reads the jobs that the lists of this poll show.</summary>
    public async Task<JobsRead> ReadAsync(ClusterSnapshot snapshot, ClusterSnapshot? previous)
    {
        var selection = JobSelection.Of(snapshot, previous, options);
        foreach (var job in selection.Selected.Where(selection.IsKnown))
        {
            room.AddKnown(job);
        }

        var reader = new JobReader(poll, snapshot.Readings);
        var refreshIntervalMs = snapshot.Readings.Value(DashboardConfiguration.Key)?.RefreshIntervalMs;
        var jobs = new JobSnapshot?[selection.Selected.Count];
        await Parallel.ForEachAsync(Enumerable.Range(0, jobs.Length), new ParallelOptions { MaxDegreeOfParallelism = workers }, async (index, _) =>
        {
            var job = selection.Selected[index];
            if (selection.IsKnown(job) || room.TryAdd())
            {
                jobs[index] = await ReadAsync(reader, snapshot, job, selection.TurnOf(job, options, poll.StartedAt, refreshIntervalMs));
            }
            else
            {
                Interlocked.Increment(ref _withoutRoom);
            }
        });
        selection = selection.WithReadings([.. jobs.OfType<JobSnapshot>()], options);
        return new JobsRead(selection.Selected, selection.Filtered, LeftOut(selection.Beyond));
    }

    private async Task<JobSnapshot> ReadAsync(JobReader reader, ClusterSnapshot snapshot, JobSnapshot job, JobTurn turn)
    {
        job = declared.AddTo(await reader.ReadAsync(job, turn));
        if (MemoryRoom.HasRefused(job))
        {
            Interlocked.Increment(ref _withoutRoom);
        }

        Read?.TryWrite(new PolledJob(snapshot, job));
        return job;
    }

    private JobsLeftOut? LeftOut(int beyond) => (beyond, _withoutRoom) switch
    {
        (0, _) => room.LeftOut(_withoutRoom),
        _ => new JobsLeftOut(beyond + _withoutRoom, $"no more than {BoundedList<JobOverview>.Most} jobs are read of one target"),
    };
}
