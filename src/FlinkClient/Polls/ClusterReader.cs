using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Threading.Channels;
using FlinkReady.FlinkClient.Sources;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.FlinkClient.Polls;

/// <inheritdoc cref="IClusterReader"/>
internal sealed class ClusterReader(IAnswerSource source, TimeProvider time) : IClusterReader
{
    private static readonly JobSource Checkpoints = JobSources.All.First(one => one.Key == CheckpointStatistics.Key);

    private volatile HttpMessageInvoker? _client;

    public TargetAccess Access => source.Access;

    public Task<ClusterSnapshot> ReadAsync(ClusterSnapshot? previous, ReadOptions options, CancellationToken cancellationToken) =>
        PollAsync(previous, options, new MemoryRoom(options.MaxMemory), null, cancellationToken);

    public ClusterPoll Begin(ClusterSnapshot? previous, ReadOptions options, CancellationToken cancellationToken)
    {
        var jobs = Channel.CreateUnbounded<PolledJob>(new UnboundedChannelOptions { SingleReader = true });
        var room = new MemoryRoom(options.MaxMemory);
        return new ClusterPoll(jobs.Reader, PollAsync(previous, options, room, jobs.Writer, cancellationToken), room);
    }

    public async Task<RepeatedReading> ReadCheckpointsAsync(string jobId, CancellationToken cancellationToken)
    {
        // The poll's own client: another would have to close the circuit that guards it.
        var poll = new Poll(source, _client ??= await source.OpenClientAsync(cancellationToken), time, new MemoryRoom(ReadOptions.Everything.MaxMemory), cancellationToken);
        var reading = await Checkpoints.ReadAsync(poll, new JobSnapshot { Id = jobId }, ReadingSet.Empty);
        return new RepeatedReading((Reading<CheckpointStatistics>)reading!, poll.Exchanges);
    }

    public void Dispose() => source.Dispose();

    private async Task<ClusterSnapshot> PollAsync(ClusterSnapshot? previous, ReadOptions options, MemoryRoom room, ChannelWriter<PolledJob>? read, CancellationToken cancellationToken)
    {
        try
        {
            room.Keep(previous?.Readings ?? ReadingSet.Empty);
            var client = await source.OpenClientAsync(cancellationToken);
            _client = client;
            var poll = new Poll(source, client, time, room, cancellationToken);
            var declared = options.Declared?.Invoke() ?? DeclaredReadings.None;
            var snapshot = declared.AddTo(await ReadClusterAsync(poll, previous, options));
            var jobs = snapshot.IsUp
                ? await new JobsReader(poll, room, declared, options, source.Workers) { Read = read, Repeat = RepeatOf(poll, snapshot, options) }.ReadAsync(snapshot, previous)
                : JobsReader.Kept(previous, declared, options);
            read?.TryComplete();
            var secondListing = await ListAgainAsync(poll, snapshot, cancellationToken);
            return snapshot with
            {
                Readings = jobs.Repeated ?? snapshot.Readings,
                Jobs = jobs.Jobs,
                FilteredJobs = jobs.Filtered,
                LeftOut = jobs.LeftOut,
                SecondListing = secondListing,
                Exchanges = poll.Exchanges,
                Elapsed = poll.Elapsed,
            };
        }
        finally
        {
            read?.TryComplete();
        }
    }

    private async Task<ClusterSnapshot> ReadClusterAsync(Poll poll, ClusterSnapshot? previous, ReadOptions options)
    {
        var before = previous?.Readings ?? ReadingSet.Empty;
        var first = await ClusterSources.First.ReadAsync(poll, before.Find(ClusterSources.First.Key));
        if (first.Failure is { } failure)
        {
            poll.GiveUpAfter(failure);
        }

        var wasDown = previous is null || !previous.IsUp;
        var mayBeAnother = JobManagerChange.IsLikely(previous, first);
        var others = new ConcurrentBag<Reading>();
        await ForAllAsync(ClusterSources.Others, async one => others.Add(IsFresh(one) ? before.Find(one.Key)! : await one.ReadAsync(poll, before.Find(one.Key))));
        var readings = ReadingSet.Of([first, .. others]);

        // Without /jobs it takes /overview of this very poll to call the cluster up.
        if (!readings.Get(JobIdList.Key)!.IsAnswered && readings.Get(ClusterOverview.Key) is { } overview && overview.ReadAt < poll.StartedAt)
        {
            var source = ClusterSources.All.First(one => one.Key == ClusterOverview.Key);
            readings = readings.With(await source.ReadAsync(poll, overview));
        }

        readings = WithoutHistory(readings);
        if (source.Certificate is { } certificate)
        {
            var stamp = new StampBuilder().Add(certificate.Subject).Add(certificate.NotAfter).ToStamp();
            readings = readings.With(Reading<ServerCertificate>.Of(ServerCertificate.Key, ServerCertificate.Key.Template, poll.StartedAt, TimeSpan.Zero, certificate, stamp));
        }

        readings = await FollowUpAsync(poll, readings, before, key => wasDown || IsSlowDue(before.Find(key)));
        return new ClusterSnapshot
        {
            Access = source.Access,
            StartedAt = poll.StartedAt,
            Elapsed = poll.Elapsed,
            Readings = readings,
            Jobs = [],
            Exchanges = [],
        };

        bool IsFresh(ClusterSource one) => one.IsSlow && !wasDown && !(mayBeAnother && one.Key == JobManagerConfiguration.Key) && !IsSlowDue(before.Find(one.Key));

        bool IsSlowDue(Reading? earlier) =>
            options.SlowInterval is not { } interval || earlier is not { IsAnswered: true } || JobTurn.IsDue(earlier.ReadAt, interval, poll.StartedAt);
    }

    // A HistoryServer lists jobs as a JobManager does, but those are over: it is no cluster, and would pass for an empty one.
    private static ReadingSet WithoutHistory(ReadingSet readings)
    {
        if (readings.Value(DashboardConfiguration.Key)?.Features?.WebHistory != true || readings.Get(JobsOverview.Key) is not { } jobs)
        {
            return readings;
        }

        var failure = new Failure(FailureReason.NotFlink, 200, "this is a HistoryServer of Flink, which shows jobs that are over: give the URL of the JobManager (its rest.port, 8081 by default)");
        return readings.With(Reading<JobsOverview>.Failed(JobsOverview.Key, jobs.Path, jobs.ReadAt, jobs.Elapsed, failure));
    }

    // Nothing more is asked of a cluster that did not list its jobs.
    private static async Task<ReadingSet> FollowUpAsync(Poll poll, ReadingSet readings, ReadingSet before, Func<SourceKey, bool> isSlowDue)
    {
        foreach (var followUp in ClusterSources.FollowUps)
        {
            var reading = readings.Value(JobsOverview.Key) is null
                ? before.Find(followUp.Key)
                : await followUp.ReadAsync(poll, new ClusterTurn(readings, before, isSlowDue));
            readings = reading is null ? readings : readings.With(reading);
        }

        return readings;
    }

    // Where no poll follows, what Flink had nothing of yet is asked once more when the jobs were read: it had that time to fetch it.
    private static Func<Task<ReadingSet>>? RepeatOf(Poll poll, ClusterSnapshot snapshot, ReadOptions options) =>
        options.SlowInterval is null && ClusterSources.FollowUps.Any(one => one.IsToRepeat(snapshot.Readings)) ? () => RepeatAsync(poll, snapshot.Readings) : null;

    private static async Task<ReadingSet> RepeatAsync(Poll poll, ReadingSet readings)
    {
        foreach (var followUp in ClusterSources.FollowUps.Where(one => one.IsToRepeat(readings)))
        {
            readings = await followUp.ReadAsync(poll, new ClusterTurn(readings, readings, static _ => true)) is { } reading ? readings.With(reading) : readings;
        }

        return readings;
    }

    private async Task<ReadingSet?> ListAgainAsync(Poll poll, ClusterSnapshot snapshot, CancellationToken cancellationToken)
    {
        var (ids, overview) = (snapshot.Readings.Get(JobIdList.Key)!, snapshot.Readings.Get(JobsOverview.Key)!);
        if (ids.ReadAt < snapshot.StartedAt || overview.ReadAt < snapshot.StartedAt || ids.Value?.Jobs is not { } listed || overview.Value?.Jobs is not { } seen)
        {
            return null;
        }

        // Of two lists that are too long each may show other jobs.
        if (listed.Beyond > 0 || seen.Beyond > 0)
        {
            return null;
        }

        var known = seen.Select(job => job.Id).ToImmutableHashSet(StringComparer.OrdinalIgnoreCase);
        if (listed.All(job => JobSchedule.IsTerminal(job.Status) || known.Contains(job.Id))
            || !await source.MayListAgainAsync(overview.ReadAt, cancellationToken))
        {
            return null;
        }

        var second = await ClusterSources.First.ReadAsync(poll, null);
        return ReadingSet.Of([second, await ClusterSources.All.First(one => one.Key == JobIdList.Key).ReadAsync(poll, null)]);
    }

    private Task ForAllAsync<T>(IEnumerable<T> items, Func<T, Task> action) =>
        Parallel.ForEachAsync(items, new ParallelOptions { MaxDegreeOfParallelism = source.Workers }, async (item, _) => await action(item));
}
