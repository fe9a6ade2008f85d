using FlinkReady.FlinkClient.Polls;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Judging;
using FlinkReady.Readiness.Policies;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Reliability.Tests.Support;

/// <summary>Polls one target as the daemon does: a poll, then its assessment, each with what the one before left.</summary>
public sealed class Watcher(IClusterReader reader, ReadOptions options, TimeProvider time, ReadinessPolicy? policy = null)
{
    private readonly Assessor _assessor = new(policy ?? ReadinessPolicy.Default);

    /// <summary>The last poll.</summary>
    public ClusterSnapshot? Poll { get; private set; }

    /// <summary>What it is carried on with.</summary>
    public TargetState State { get; private set; } = TargetState.Initial;

    /// <summary>The last assessment.</summary>
    public TargetAssessment Assessment => State.Current!;

    /// <summary>One poll.</summary>
    public async Task PollAsync()
    {
        Poll = await reader.ReadAsync(Poll, options, CancellationToken.None);
        State = _assessor.Assess("target", Poll, State, time.GetUtcNow());
    }

    /// <summary>Every verdict by what it is about: <c>job-id/rule</c>, the cluster's own with an empty job.</summary>
    public IReadOnlyDictionary<string, CheckStatus> Verdicts() =>
        Assessment.Checks.Select(check => (Key: $"/{check.Rule.Id}", check.Status))
            .Concat(Assessment.Jobs.SelectMany(job => job.Checks.Select(check => (Key: $"{job.JobId}/{check.Rule.Id}", check.Status))))
            .ToDictionary(verdict => verdict.Key, verdict => verdict.Status, StringComparer.Ordinal);
}
