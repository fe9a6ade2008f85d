using FlinkReady.FlinkModel.Readings;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Judging;
using FlinkReady.Readiness.Policies;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Tests.Truth;

/// <summary>A verdict at the end of a recording, with where it is known from that it is the right one.</summary>
/// <param name="Recording">The recording.</param>
/// <param name="Job">The job's name; empty for the cluster and the configuration.</param>
/// <param name="Check">The verdict.</param>
/// <param name="Expected">What follows from the truth alone; null where nothing does.</param>
internal sealed record EndVerdict(string Recording, string Job, CheckResult Check, Expectation? Expected)
{
    /// <summary>True where the truth leaves no choice.</summary>
    public bool IsDerived => Expected is { } expected && (Check.Status == expected.Status || expected.Or.Contains(Check.Status));

    /// <summary>The verdict as the reviewed ones are written: <c>pass</c>, <c>fail warning</c>, <c>unknown</c>, <c>na</c>.</summary>
    public string Text => Check.Status switch
    {
        CheckStatus.Pass => "pass",
        CheckStatus.Fail => $"fail {Check.Severity.ToString().ToLowerInvariant()}",
        CheckStatus.Unknown => "unknown",
        CheckStatus.NotApplicable => "na",
        _ => "waived",
    };
}

/// <summary>The verdicts at the end of a recording, replayed as a film.</summary>
internal static class EndOfRecording
{
    /// <summary>Replays it, and holds every verdict against what follows from the truth.</summary>
    public static async Task<(TargetAssessment End, IReadOnlyList<EndVerdict> Verdicts)> ReplayAsync(string recording)
    {
        using var cluster = RecordedCluster.Open(recording);
        var assessor = new Assessor(ReadinessPolicy.Default, ThrowingObserver.Instance);
        var state = TargetState.Initial;
        ClusterSnapshot? last = null;
        foreach (var snapshot in cluster.Snapshots)
        {
            last = await RecordedCluster.ReadAsync(snapshot, last);
            state = assessor.Assess(recording, last, state, last.StartedAt);
        }

        var end = state.Current!;
        return (end, [.. OfConfiguration(recording, end, last!.StartedAt), .. OfCluster(cluster, end), .. end.Jobs.SelectMany(job => OfJob(cluster, job, last.StartedAt))]);
    }

    // Without waivers and declared uids there is nothing to say of them.
    private static IEnumerable<EndVerdict> OfConfiguration(string recording, TargetAssessment end, DateTimeOffset now) =>
        AssessmentBuilder.Combine(ReadinessPolicy.Default, [end], filtersActive: false, now).Checks
            .Select(check => new EndVerdict(recording, string.Empty, check, new Expectation(check.Rule.Id, CheckStatus.NotApplicable, null)));

    private static IEnumerable<EndVerdict> OfCluster(RecordedCluster cluster, TargetAssessment end)
    {
        var expected = Expectation.Of(cluster).Concat(ClusterTruth.Of(cluster)).ToDictionary(one => one.Rule, StringComparer.Ordinal);
        return end.Checks.Select(check => new EndVerdict(cluster.Name, string.Empty, check, expected.GetValueOrDefault(check.Rule.Id)));
    }

    private static IEnumerable<EndVerdict> OfJob(RecordedCluster cluster, JobAssessment job, DateTimeOffset now)
    {
        var truth = cluster.Jobs.GetValueOrDefault(job.JobId);
        var age = now - (cluster.SubmittedAt(job.JobId) ?? now);
        var expected = truth is null || job.IsTerminal || truth.IsBatch ? [] : Expectation.Of(truth).Concat(RunningTruth.Of(truth, age)).ToDictionary(one => one.Rule, StringComparer.Ordinal);
        foreach (var check in job.Checks)
        {
            yield return new EndVerdict(cluster.Name, job.JobName, check, (job.IsTerminal, truth?.IsBatch, check.Rule.Id) switch
            {
                (true, _, "job-running") => RunningTruth.OfTerminal(job.State),
                (true, _, var rule) => new Expectation(rule, CheckStatus.NotApplicable, null),
                (_, true, "job-running") => null,
                (_, true, var rule) => new Expectation(rule, CheckStatus.NotApplicable, null),
                var (_, _, rule) => expected.GetValueOrDefault(rule),
            });
        }
    }
}
