using System.Diagnostics.CodeAnalysis;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.Monitor.Diagnostics;
using FlinkReady.Monitor.Targets;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Judging;

namespace FlinkReady.Monitor.Polling;

/// <summary>One poll of one target: what was read, its assessment, the view that is published.</summary>
internal sealed class TargetPoll(TimeProvider time, ILogger logger, ITargetFacts? facts = null)
{
    private static readonly TimeSpan ShortestDeadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PerJob = TimeSpan.FromMilliseconds(100);

    /// <summary>The view after one more poll.</summary>
    /// <param name="before">The view so far.</param>
    /// <param name="source">Where to look.</param>
    /// <param name="assessor">How to judge.</param>
    /// <param name="cancellationToken">Ends the poll without a view.</param>
    public async Task<TargetView> RunAsync(TargetView before, ITargetSource source, Assessor assessor, CancellationToken cancellationToken)
    {
        var startedAt = time.GetUtcNow();
        var began = time.GetTimestamp();
        var snapshot = await PollAsync(before, source, startedAt, began, cancellationToken);
        var state = snapshot is null ? before.State : assessor.Assess(before.Target.Name, snapshot, before.State, time.GetUtcNow());
        var current = state.Current!;
        var view = before with
        {
            State = state,
            Access = snapshot?.Access ?? before.Access,
            Counters = Counters(before, current, snapshot),
            IsExpected = facts?.IsExpected(before.Target.Name) != false,
            LastPoll = startedAt,
            LastDuration = time.GetElapsedTime(began),
            LastSuccess = current.IsUp ? startedAt : before.LastSuccess,
            Downtime = current.IsUp ? null : Downtime.After(before.Downtime, startedAt),
            Exchanges = snapshot?.Exchanges ?? before.Exchanges,
            WitnessReads = snapshot?.WitnessReads ?? before.WitnessReads,
            MetadataBytes = snapshot is null ? before.MetadataBytes : MetadataBytes(snapshot),
        };
        Tell(before, view);
        return view;
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever a look throws costs this poll of this target, not the others.")]
    private async Task<ClusterSnapshot?> PollAsync(
        TargetView before, ITargetSource source, DateTimeOffset startedAt, long began, CancellationToken cancellationToken)
    {
        var allowed = PerJob * (before.State.LastUp?.Jobs.Count ?? 0);
        using var deadline = new CancellationTokenSource(allowed > ShortestDeadline ? allowed : ShortestDeadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await source.PollAsync(either.Token).WaitAsync(cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.PollFailed(logger, exception, before.Target.Name);
            return UnansweredPoll.Of(source.Access, startedAt, time.GetElapsedTime(began), new Failure(
                FailureReason.BadPayload, 0, $"The program failed on what it read ({exception.GetType().Name}). This is a defect of FlinkReady: please report it."));
        }
    }

    private static PollCounters Counters(TargetView before, TargetAssessment current, ClusterSnapshot? snapshot)
    {
        var counters = before.Counters.Add(current.IsUp ? null : current.Error, snapshot?.Exchanges ?? [], snapshot?.WitnessReads);
        return counters with { Witnesses = counters.Witnesses.Add(before.State.Current, current) };
    }

    private static SortedDictionary<string, long> MetadataBytes(ClusterSnapshot snapshot)
    {
        var bytes = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var job in snapshot.Jobs)
        {
            if (job.Readings.Value(CheckpointMetadata.Key) is not null && WitnessFacts.EvidenceOf(job).Checkpoint?.FileBytes is { } size)
            {
                bytes[job.Name] = bytes.GetValueOrDefault(job.Name) + size;
            }
        }

        return bytes;
    }

    // Once a change, of the reason too, not once a poll: a log that repeats itself is not read.
    private void Tell(TargetView before, TargetView after)
    {
        var earlier = before.State.Current;
        var current = after.State.Current!;
        if (current.IsUp && earlier is not { IsUp: true })
        {
            Log.TargetUp(logger, current.Name, current.FlinkVersion ?? "(unknown version)", current.Jobs.Count);
        }
        else if (!current.IsUp && !after.IsExpected)
        {
            if (before.IsExpected || earlier is not { IsUp: false })
            {
                Log.TargetAway(logger, current.Name, current.Error!.Message);
            }
        }
        else if (!current.IsUp && (!before.IsExpected || earlier is not { IsUp: false } || earlier.Error!.Reason != current.Error!.Reason))
        {
            Log.TargetDown(logger, current.Name, current.Error!.Reason.ToText(), after.Downtime!.ToString(), current.Error.Message);
        }

        if (logger.IsEnabled(LogLevel.Debug))
        {
            Log.Polled(logger, current.Name, (long)after.LastDuration.TotalMilliseconds, after.Exchanges.Count);
        }
    }
}
