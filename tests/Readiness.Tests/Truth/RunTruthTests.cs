using FlinkReady.FlinkClient.Polls;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Tests.Truth;

/// <summary>Every recording of runs, replayed as a film: at each step the verdicts have to follow from what was done to the jobs.</summary>
public sealed class RunTruthTests
{
    public static TheoryData<string> Recordings => RecordedCluster.NamesOfRuns.Count == 0 ? ["none"] : [.. RecordedCluster.NamesOfRuns];

    [NeedsTheory(Need.SharedMaterial)]
    [MemberData(nameof(Recordings))]
    public async Task What_is_said_of_runs_follows_from_what_was_done_to_them(string recording)
    {
        using var cluster = RecordedCluster.Open(recording);
        using var film = new Film(recording, ReadOptions.Everything);
        var wrong = new List<string>();
        var left = cluster.Snapshots.Count;
        while (await film.NextAsync() is { } step)
        {
            left--;
            wrong.AddRange(RunTruth.Of(cluster, step, isLast: left == 0).Select(expected => Deviation(step, expected)).OfType<string>());
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static string? Deviation(FilmStep step, RunExpectation expected)
    {
        if (step.Verdict(expected.JobId, expected.Rule) is not { } check)
        {
            return $"{step.Name}: {expected.Rule} says nothing of {expected.JobId}";
        }

        var said = $"{step.Name} {expected.JobId}: {expected.Rule} says {check.Status} ({check.Severity}, {check.UnknownReason}): {check.Message}";
        var texts = string.Join('\n', check.Findings.SelectMany(finding => (string?[])[finding.Message, finding.Remediation, .. finding.Evidence.Select(evidence => evidence.Value)]).Append(check.Message));
        return !expected.Allowed.Contains(check.Status) ? $"{said}; expected {string.Join(" or ", expected.Allowed)}"
            : check.Status != CheckStatus.Fail ? null
            : expected.Severity is { } severity && check.Severity != severity ? $"{said}; expected {severity}"
            : expected.Says.Count > 0 && !expected.Says.Any(text => texts.Contains(text, StringComparison.Ordinal)) ? $"{said}; expected one of {string.Join(", ", expected.Says)}"
            : null;
    }
}
