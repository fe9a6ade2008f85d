using System.Threading.Channels;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.FlinkClient.Polls;

/// <summary>The jobs of a poll.</summary>
/// <param name="Jobs">Those that are looked at.</param>
/// <param name="Filtered">How many the job filter left out.</param>
/// <param name="LeftOut">Those that there was no room for; null where there are none.</param>
internal sealed record JobsRead(IReadOnlyList<JobSnapshot> Jobs, int Filtered, JobsLeftOut? LeftOut)
{
    /// <summary>What the cluster answered after the jobs, with all that it answered before; null where nothing was asked once more.</summary>
    public ReadingSet? Repeated { get; init; }
}

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

    /// <summary>Asks the cluster once more when all jobs were read; null for nothing. What follows from it is asked of the jobs before anybody is told of them.</summary>
    public Func<Task<ReadingSet>>? Repeat { get; init; }

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

        var refreshIntervalMs = snapshot.Readings.Value(DashboardConfiguration.Key)?.RefreshIntervalMs;
        var turns = selection.Selected.Select(job => selection.TurnOf(job, options, poll.StartedAt, refreshIntervalMs)).ToArray();
        var jobs = new JobSnapshot?[turns.Length];
        var reader = new JobReader(poll, snapshot.Readings);
        await ForEachAsync(Enumerable.Range(0, turns.Length).Where(Begin), async index => End(index, await reader.ReadAsync(selection.Selected[index], turns[index])));
        var repeated = Repeat is null ? null : await Repeat();
        if (repeated is not null)
        {
            var later = snapshot with { Readings = repeated };
            var again = new JobReader(poll, repeated);
            await ForEachAsync(Enumerable.Range(0, turns.Length).Where(index => jobs[index] is not null), async index => Tell(later, jobs[index] = await again.ReadRepeatedAsync(jobs[index]!, turns[index])));
        }

        selection = selection.WithReadings([.. jobs.OfType<JobSnapshot>()], options);
        return new JobsRead(selection.Selected, selection.Filtered, LeftOut(selection.Beyond)) { Repeated = repeated };

        // False where there is nothing to read: the job is as it was, or there is no room for it.
        bool Begin(int index)
        {
            var job = selection.Selected[index];
            if (!selection.IsKnown(job) && !room.TryAdd())
            {
                Interlocked.Increment(ref _withoutRoom);
                return false;
            }

            if (JobReader.IsDue(turns[index]))
            {
                return true;
            }

            End(index, job);
            return false;
        }

        void End(int index, JobSnapshot job)
        {
            jobs[index] = job = declared.AddTo(job);
            if (Repeat is null)
            {
                Tell(snapshot, job);
            }
        }
    }

    private Task ForEachAsync(IEnumerable<int> indices, Func<int, Task> action) =>
        Parallel.ForEachAsync(indices, new ParallelOptions { MaxDegreeOfParallelism = workers }, async (index, _) => await action(index));

    private void Tell(ClusterSnapshot snapshot, JobSnapshot job)
    {
        if (MemoryRoom.HasRefused(job))
        {
            Interlocked.Increment(ref _withoutRoom);
        }

        Read?.TryWrite(new PolledJob(snapshot, job));
    }

    private JobsLeftOut? LeftOut(int beyond) => (beyond, _withoutRoom) switch
    {
        (0, _) => room.LeftOut(_withoutRoom),
        _ => new JobsLeftOut(beyond + _withoutRoom, $"no more than {BoundedList<JobOverview>.Most} jobs are read of one target"),
    };
}
