using FlinkReady.Readiness.Judging;

namespace FlinkReady.Readiness.Tests.Truth;

/// <summary>Every rule on every recording: each verdict is one that is known to be right, and the table of all is there to be read.</summary>
public sealed class VerdictTableTests
{
    private static readonly Lazy<Task<VerdictTable>> Table = new(ReplayAllAsync);

    [Fact]
    public async Task Every_verdict_follows_from_the_truth_or_was_reviewed()
    {
        Assert.SkipWhen(SharedMaterial.Root is null, SharedMaterial.MissingReason);
        var wrong = new List<string>();
        var used = new HashSet<int>();
        foreach (var verdict in (await Table.Value).Verdicts.Where(verdict => !verdict.IsDerived))
        {
            var line = ReviewedVerdict.Of(verdict);
            used.Add(line?.Line ?? 0);
            if (line?.Text != verdict.Text)
            {
                wrong.Add($"{verdict.Recording} {verdict.Job} {verdict.Check.Rule.Id} says {verdict.Text} ({verdict.Check.Message}); {(line is null ? "nobody reviewed it" : $"line {line.Line} says {line.Text}")}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.All(ReviewedVerdict.All, line => Assert.True(used.Contains(line.Line), $"line {line.Line} of reviewed-verdicts.md is about nothing any more"));
    }

    [Fact]
    public async Task The_verdicts_on_all_recordings_are_written_down_for_people_to_read()
    {
        Assert.SkipWhen(SharedMaterial.Root is null, SharedMaterial.MissingReason);
        var folder = Directory.CreateDirectory(Path.Combine(SharedMaterial.RepositoryRoot, "artifacts", "truth"));
        var file = Path.Combine(folder.FullName, "rules-by-recording.md");
        await File.WriteAllTextAsync(file, (await Table.Value).Write(), TestContext.Current.CancellationToken);
        TestContext.Current.TestOutputHelper?.WriteLine(file);

        var rows = await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken);
        Assert.All(RuleCatalogue.All, rule => Assert.Equal(RecordedCluster.Names.Count + 1, rows.Count(row => row.StartsWith($"| {rule.Id} |", StringComparison.Ordinal))));
    }

    private static async Task<VerdictTable> ReplayAllAsync()
    {
        var table = new VerdictTable();
        foreach (var recording in RecordedCluster.Names)
        {
            var (end, verdicts) = await EndOfRecording.ReplayAsync(recording);
            table.Add(recording, end, verdicts);
        }

        return table;
    }
}
