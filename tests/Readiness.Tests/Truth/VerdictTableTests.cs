using FlinkReady.FlinkClient.Readings;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Policies;
using FlinkReady.Readiness.Rules;
using FlinkReady.TestSupport;

namespace FlinkReady.Readiness.Tests.Truth;

public sealed class VerdictTableTests
{
    [Fact]
    public async Task The_verdicts_on_all_recordings_are_written_down_for_people_to_read()
    {
        Assert.SkipWhen(SharedMaterial.Root is null, SharedMaterial.MissingReason);
        var table = new VerdictTable();
        foreach (var recording in RecordedCluster.Names)
        {
            table.Add(recording, await ReplayAsync(recording));
        }

        var folder = Directory.CreateDirectory(Path.Combine(SharedMaterial.RepositoryRoot, "artifacts", "truth"));
        var file = Path.Combine(folder.FullName, "rules-by-recording.md");
        await File.WriteAllTextAsync(file, table.Write(), TestContext.Current.CancellationToken);
        TestContext.Current.TestOutputHelper?.WriteLine(file);

        var rows = await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken);
        Assert.All(
            RuleCatalogue.All.Where(rule => rule.Scope != RuleScope.Configuration),
            rule => Assert.Equal(RecordedCluster.Names.Count + 1, rows.Count(row => row.StartsWith($"| {rule.Id} |", StringComparison.Ordinal))));
    }

    private static async Task<TargetAssessment> ReplayAsync(string recording)
    {
        using var cluster = RecordedCluster.Open(recording);
        var assessor = new Assessor(ReadinessPolicy.Default, ThrowingObserver.Instance);
        var state = TargetState.Initial;
        ClusterSnapshot? previous = null;
        foreach (var snapshot in cluster.Snapshots)
        {
            previous = await RecordedCluster.ReadAsync(snapshot, previous);
            state = assessor.Assess(recording, previous, state, previous.StartedAt);
        }

        return state.Current!;
    }
}
