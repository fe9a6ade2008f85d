using FlinkReady.FlinkClient.Polls;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Witnessing;
using FlinkReady.Readiness.Judging;

namespace FlinkReady.Monitor.Scanning;

/// <summary>Scans a live cluster within its time, waiting for it where that was asked for.</summary>
internal sealed class LiveScan(Assessor assessor, IClusterReaderFactory readers, TimeProvider time)
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan TimeoutPerJob = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan BetweenPolls = TimeSpan.FromSeconds(2);

    /// <summary>Runs the scan.</summary>
    public async Task<TargetScan> RunAsync(TargetDefinition target, ScanRequest request, CancellationToken cancellationToken)
    {
        var effective = EffectiveTarget.Of(target, request.Configuration);
        var witnessed = WitnessedReader.Over(readers.Create(target.Name, effective.Definition.Connection), effective, time);
        using var reader = request.Metadata?.Over(witnessed) ?? witnessed;
        var startedAt = time.GetTimestamp();
        while (true)
        {
            var scan = await PollAsync(reader, target, request, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            var left = (request.Wait ?? TimeSpan.Zero) - time.GetElapsedTime(startedAt);
            if (left <= TimeSpan.Zero || IsReady(scan))
            {
                return scan;
            }

            await Task.Delay(left < BetweenPolls ? left : BetweenPolls, time, cancellationToken);
        }
    }

    private async Task<TargetScan> PollAsync(IClusterReader reader, TargetDefinition target, ScanRequest request, CancellationToken cancellationToken)
    {
        var startedAt = time.GetTimestamp();
        var allowed = request.Timeout ?? DefaultTimeout;
        using var timeout = new CancellationTokenSource(allowed, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var filter = new JobFilter(target, request.Job, request.Timeout is null ? Extend : null);
        var now = request.Now ?? time.GetUtcNow();
        var ahead = assessor.Ahead(target.Name, now);
        var options = ReadOptions.Everything with
        {
            JobFilter = filter.Covers,
            MaxMemory = request.Configuration.MaxTargetMemory,
            Declared = () => (request.Facts?.Declared(target.Name) ?? DeclaredReadings.None).And(UpgradeModes.Of(target, now)?.Invoke()),
        };
        var poll = reader.Begin(null, options, linked.Token);
        await foreach (var read in poll.Jobs.ReadAllAsync(CancellationToken.None))
        {
            ahead.Judge(read.Cluster, read.Job);
        }

        var snapshot = await poll.Snapshot;
        var assessment = assessor.Assess(target.Name, snapshot, TargetState.Initial, now, ahead).Current!;
        if (timeout.IsCancellationRequested && assessment.Error is not null)
        {
            assessment = assessment with { Error = new Failure(FailureReason.Timeout, 0, $"the target did not answer within {Durations.Format(allowed)} (--timeout)") };
        }

        return new TargetScan(assessment, snapshot.IsUp, filter.Left, snapshot.Exchanges) { WitnessReads = snapshot.WitnessReads };

        // Many jobs take long without anything being wrong: the time grows with them once they are known.
        void Extend(int jobs)
        {
            var wanted = TimeoutPerJob * jobs;
            if (wanted > allowed)
            {
                allowed = wanted;
                var left = allowed - time.GetElapsedTime(startedAt);
                timeout.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);
            }
        }
    }

    /// <summary>True where the target answered and has a running job.</summary>
    public static bool IsReady(TargetScan scan) => scan.WasReadable && scan.Assessment.Jobs.Any(job => job.State == "RUNNING");
}
