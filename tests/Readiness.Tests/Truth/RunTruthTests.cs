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
            wrong.AddRange(RunTruth.Of(cluster, step, isLast: left == 0).Concat(DriftTruth.OfUnchanged(cluster, step)).Select(expected => Deviation(step, expected)).OfType<string>());
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [NeedsTheory(Need.SharedMaterial)]
    [MemberData(nameof(Recordings))]
    public async Task With_the_metadata_read_every_drop_is_told_and_nothing_else(string recording)
    {
        using var cluster = RecordedCluster.Open(recording);
        if (!cluster.Truth.TryGetProperty("runs", out _))
        {
            return;
        }

        using var film = new Film(recording, ReadOptions.Everything) { Change = look => RunMetadata.AddTo(look, cluster) };
        var (wrong, told) = (new List<string>(), new HashSet<string>(StringComparer.Ordinal));
        while (await film.NextAsync() is { } step)
        {
            told.UnionWith(step.Verdicts.Where(verdict => verdict.Check is { Rule.Id: "restored-state-dropped", Status: CheckStatus.Fail }).Select(verdict => verdict.JobId));
            wrong.AddRange(DriftTruth.OfRestores(cluster, step, isWitnessed: true).Select(expected => Deviation(step, expected)).OfType<string>());
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Empty(DriftTruth.JobsWithLoss(cluster).Except(told));
    }

    internal static string? Deviation(FilmStep step, RunExpectation expected)
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
            : expected.MustDoubt && check.Findings.Any(finding => finding.Certainty == Certainty.Proven) ? $"{said}; nothing proves it"
            : expected.Findings is { } count && check.Findings.Count != count ? $"{said}; expected {count} findings"
            : expected.Says.Count > 0 && !expected.Says.Any(text => texts.Contains(text, StringComparison.Ordinal)) ? $"{said}; expected one of {string.Join(", ", expected.Says)}"
            : null;
    }
}
