using System.Collections.Concurrent;
using System.Threading.Channels;
using FlinkReady.FlinkClient.Polls;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.Monitor.Configuration;

namespace FlinkReady.Monitor.Witnessing;

/// <summary>
/// Polls a cluster and asks the target's witnesses for the jobs whose run is not settled. A witness that does not answer costs no verdict and, from the
/// last answer of the cluster on, no more time than a request of the target may take.
/// </summary>
internal sealed class WitnessedReader : IClusterReader
{
    private const int AtOnce = 4;
    private static readonly TimeSpan TimePerJob = TimeSpan.FromMilliseconds(100);

    private readonly IClusterReader _inner;
    private readonly TargetWitnesses _witnesses;
    private readonly MetadataInquiry? _metadata;
    private readonly RestoredInquiry? _restored;
    private readonly PrometheusInquiry? _prometheus;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, KnownRun> _runs = new(StringComparer.Ordinal);

    private WitnessedReader(IClusterReader inner, TargetWitnesses witnesses, TimeProvider time)
    {
        (_inner, _witnesses, _time) = (inner, witnesses, time);
        var attempt = witnesses.Stores is { } stores ? new MetadataAttempt(stores, time) : null;
        _metadata = attempt is null ? null : new MetadataInquiry(inner, attempt, witnesses.MetadataInterval, time);
        _restored = attempt is null ? null : new RestoredInquiry(attempt, witnesses.MetadataInterval, time);
        _prometheus = witnesses.Prometheus is { } prometheus ? new PrometheusInquiry(prometheus, witnesses.PrometheusAddress, witnesses.PrometheusInterval, time) : null;
    }

    /// <inheritdoc/>
    public TargetAccess Access => _inner.Access;

    /// <summary>A reader that asks the target's witnesses too; the same one where none is configured.</summary>
    /// <param name="inner">Reads the cluster; is disposed with it.</param>
    /// <param name="target">The target.</param>
    /// <param name="time">The clock.</param>
    public static IClusterReader Over(IClusterReader inner, EffectiveTarget target, TimeProvider time) =>
        TargetWitnesses.Of(target, time) is { } witnesses ? new WitnessedReader(inner, witnesses, time) : inner;

    /// <inheritdoc/>
    public Task<ClusterSnapshot> ReadAsync(ClusterSnapshot? previous, ReadOptions options, CancellationToken cancellationToken) =>
        Begin(previous, options, cancellationToken).Snapshot;

    /// <inheritdoc/>
    public ClusterPoll Begin(ClusterSnapshot? previous, ReadOptions options, CancellationToken cancellationToken)
    {
        var heard = Channel.CreateUnbounded<PolledJob>(new UnboundedChannelOptions { SingleReader = true });
        var poll = _inner.Begin(previous, options, cancellationToken);
        return new ClusterPoll(heard.Reader, HearAsync(poll, heard.Writer, options.CheckpointInterval is not null, cancellationToken), poll.Room);
    }

    /// <inheritdoc/>
    public Task<RepeatedReading> ReadCheckpointsAsync(string jobId, CancellationToken cancellationToken) => _inner.ReadCheckpointsAsync(jobId, cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        _inner.Dispose();
        _witnesses.Dispose();
    }

    private async Task<ClusterSnapshot> HearAsync(ClusterPoll poll, ChannelWriter<PolledJob> heard, bool isRepeated, CancellationToken cancellationToken)
    {
        try
        {
            var began = _time.GetTimestamp();
            using var patience = new CancellationTokenSource(Timeout.InfiniteTimeSpan, _time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
            var inquiry = new PollInquiry(_time.GetUtcNow(), isRepeated, poll.Room);
            var jobs = new ConcurrentDictionary<string, JobSnapshot>(StringComparer.Ordinal);
            var asked = Parallel.ForEachAsync(poll.Jobs.ReadAllAsync(CancellationToken.None), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (polled, _) =>
            {
                var job = await AskAsync(polled.Job, inquiry, either.Token);
                jobs[job.Id] = job;
                heard.TryWrite(polled with { Job = job });
            });
            var snapshot = await poll.Snapshot;
            var perJob = TimePerJob * snapshot.Jobs.Count;
            patience.CancelAfter(perJob > _witnesses.Timeout ? perJob : _witnesses.Timeout);
            await asked;
            var witnessed = snapshot.Jobs.Select(job => jobs.GetValueOrDefault(job.Id, job)).ToList();
            return snapshot with
            {
                Jobs = witnessed,
                LeftOut = poll.Room.LeftOutOf(snapshot, witnessed),
                Exchanges = [.. snapshot.Exchanges, .. inquiry.Exchanges],
                WitnessReads = Reads(snapshot, inquiry),
                Elapsed = _time.GetElapsedTime(began),
            };
        }
        finally
        {
            heard.TryComplete();
        }
    }

    private async Task<JobSnapshot> AskAsync(JobSnapshot job, PollInquiry inquiry, CancellationToken cancellationToken)
    {
        var state = job.Overview?.State ?? job.ListedStatus;
        if (job.Readings.Get(JobDetails.Key) is not { Value: { Vertices.Count: > 0 } body } details || state is "FINISHED" or "CANCELED" or "FAILED" || cancellationToken.IsCancellationRequested)
        {
            return job;
        }

        var start = body.StartTimeMs ?? job.Overview?.StartTimeMs;
        var run = _runs.GetValueOrDefault(job.Id) is { } known && known.StartMs == start ? known : new KnownRun(start);
        if (_metadata is not null)
        {
            (job, run) = await _metadata.AskAsync(job, body, run, inquiry, cancellationToken);
            (job, run) = await _restored!.AskAsync(job, run, inquiry, cancellationToken);
        }

        if (_prometheus is not null)
        {
            (job, run) = await _prometheus.AskAsync(job, details, run, inquiry, cancellationToken);
        }

        _runs[job.Id] = run;
        return job;
    }

    // The last attempts about each job that is still there.
    private List<WitnessRead> Reads(ClusterSnapshot snapshot, PollInquiry inquiry)
    {
        var ids = snapshot.Jobs.Select(job => job.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var left in _runs.Keys.Where(id => !ids.Contains(id)).ToList())
        {
            _runs.TryRemove(left, out _);
        }

        return [.. snapshot.Jobs.SelectMany(job => _runs.GetValueOrDefault(job.Id)?.AllReads ?? []).Select(read => read with { IsNew = read.StartedAt >= inquiry.StartedAt })];
    }
}
