using FlinkReady.FlinkClient.Polls;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Tests.Truth;

/// <summary>
/// Every recording as a film, once with everything read in each poll and once as the daemon reads: what is unchanged is not asked again, statistics at
/// their own pace. Each look has to give the same verdicts on the cluster and on each of its jobs. <see cref="LateAnswer"/> names all that may differ.
/// </summary>
public sealed class IncrementalReplayTests
{
    /// <summary>The cadence that ships, the quickest that can be configured, and the slowest polls, whose every tenth is never reached.</summary>
    private static readonly (int Poll, int Statistics)[] Cadences = [(30, 60), (5, 3), (3600, 3)];

    public static TheoryData<string, int, int> Films =>
        [.. TruthTests.Recordings.SelectMany(recording => Cadences.Select(cadence => (recording.Data, cadence.Poll, cadence.Statistics)))];

    [Theory]
    [MemberData(nameof(Films))]
    public async Task What_is_not_asked_again_changes_no_verdict(string recording, int pollSeconds, int statisticsSeconds)
    {
        Assert.SkipWhen(SharedMaterial.Root is null, SharedMaterial.MissingReason);
        using var whole = new Film(recording, ReadOptions.Everything);
        using var sparing = new Film(recording, ReadOptions.Incremental(TimeSpan.FromSeconds(pollSeconds), TimeSpan.FromSeconds(statisticsSeconds)));
        var (everything, daemon) = (new List<FilmStep>(), new List<FilmStep>());
        var wrong = new List<string>();
        while (await whole.NextAsync() is { } expected)
        {
            var actual = (await sparing.NextAsync())!;
            everything.Add(expected);
            daemon.Add(actual);
            var step = $"{recording}/{expected.Name}";
            Assert.True(expected.Assessment.IsUp == actual.Assessment.IsUp, $"{step}: up is {actual.Assessment.IsUp}");
            Assert.Equal(expected.Assessment.Jobs.Select(Described), actual.Assessment.Jobs.Select(Described));
            foreach (var (one, other) in expected.Verdicts.Zip(actual.Verdicts))
            {
                Assert.Equal((one.JobId, one.Check.Rule.Id), (other.JobId, other.Check.Rule.Id));
                if (!SayTheSame(one.Check, other.Check)
                    && LateAnswer.WhyNotAllowed(one.JobId, other.Check, everything, daemon, TimeSpan.FromSeconds(statisticsSeconds)) is { } why)
                {
                    wrong.Add($"{step} {one.JobId} {one.Check.Rule.Id}: {Said(other.Check)}, but read whole {Said(one.Check)}: {why}");
                }
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} verdicts:\n{string.Join('\n', wrong.Take(30))}");
        Assert.True(sparing.Requests <= whole.Requests, $"{sparing.Requests} requests, {whole.Requests} for everything");
        Assert.True(daemon.Count < 10 || sparing.Requests * 10 < whole.Requests * 9, $"only {sparing.Requests} instead of {whole.Requests} requests");
    }

    private static string Described(JobAssessment job) =>
        $"{job.JobId} {job.JobName} {job.State} {job.JobType} {job.StartTime:u} {string.Join(", ", job.Operators.SelectMany(vertex => vertex.Operators).Select(one => $"{one.Name}={one.Uid}"))}";

    // All that a reader of the verdict sees; the evidence may come from an earlier poll.
    private static bool SayTheSame(CheckResult one, CheckResult other) =>
        (one.Status, one.Severity, one.Complete, one.UnknownReason, one.Message) == (other.Status, other.Severity, other.Complete, other.UnknownReason, other.Message)
        && one.Findings.Select(Shown).SequenceEqual(other.Findings.Select(Shown));

    private static (Resource, Severity, string) Shown(Finding finding) => (finding.Resource, finding.Severity, finding.Message);

    private static string Said(CheckResult check) => $"{check.Status} ({check.Severity}, {check.UnknownReason}) \"{check.Message}\"";
}
