using System.Text.Json;
using FlinkReady.Monitor.Tests.Support;

namespace FlinkReady.Monitor.Tests.Replay;

/// <summary>What must hold at every poll of every recorded series, whatever happened to the cluster.</summary>
public sealed class EverySeriesTests
{
    private static readonly string[] Outlasting = ["flinkready_violation", "flinkready_violations", "flinkready_waived_violation"];

    public static TheoryData<string> Series { get; } =
        SharedMaterial.PathOf("flink-recordings") is { } root
            ? [.. Directory.EnumerateFiles(root, "truth.json", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(root, Path.GetDirectoryName(file)!)).Order(StringComparer.Ordinal)]
            : ["none"];

    [Theory]
    [MemberData(nameof(Series))]
    public async Task No_violation_vanishes_in_an_outage_and_jobs_come_and_go_with_the_cluster(string series)
    {
        Assert.SkipWhen(SharedMaterial.Root is null, SharedMaterial.MissingReason);
        using var replay = new Replayer(SharedMaterial.PathOf("flink-recordings", series)!);
        string[]? before = null;
        var page = string.Empty;
        foreach (var snapshot in replay.Snapshots)
        {
            page = await replay.NextAsync(TestContext.Current.CancellationToken);
            var lasting = Outlasting.SelectMany(metric => Exposition.Samples(page, metric)).ToArray();
            if (replay.View.IsDown)
            {
                Assert.Equal((IEnumerable<string>)(before ?? []), lasting);
            }
            else if (ListedIn(SharedMaterial.PathOf("flink-recordings", series, snapshot)!) is { } listed)
            {
                Assert.Equal(listed, Exposition.Samples(page, "flinkready_job_info").Select(JobId).ToHashSet(StringComparer.Ordinal));
            }

            var samples = page.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#').Select(line => line[..line.LastIndexOf(' ')]).ToList();
            Assert.True(samples.Count == samples.Distinct().Count(), $"{snapshot}: a series twice");
            before = lasting;
        }

        if (ExternalTool.Promtool is { } promtool)
        {
            var (exit, output) = await promtool.RunAsync(["check", "metrics"], page, TestContext.Current.CancellationToken);
            Assert.True(exit == 0 && output.Length == 0, output);
        }
    }

    /// <summary>Most of a page is taken over from the poll before. That must never show, neither in the text nor compressed, nor where a cap cuts.</summary>
    [Theory]
    [MemberData(nameof(Series))]
    public async Task A_page_that_takes_over_what_did_not_change_is_the_one_written_afresh(string series)
    {
        Assert.SkipWhen(SharedMaterial.Root is null, SharedMaterial.MissingReason);
        foreach (var maxSeries in (int[])[5000, 40, 15, 3, 1])
        {
            using var replay = new Replayer(SharedMaterial.PathOf("flink-recordings", series)!, maxSeries);
            foreach (var _ in replay.Snapshots)
            {
                var page = await replay.NextAsync(TestContext.Current.CancellationToken);
                Assert.Equal(replay.Afresh(), page);
                Assert.Equal(page, replay.Decompressed());
                var details = Exposition.Samples(page, "flinkready_violation").Length + Exposition.Samples(page, "flinkready_waived_violation").Length
                    + Exposition.Samples(page, "flinkready_not_assessed").Length;
                Assert.InRange(details, 0, maxSeries);
            }
        }
    }

    // What /jobs of this snapshot lists, read straight from the recording; null where it was not asked or not answered.
    private static HashSet<string>? ListedIn(string folder)
    {
        using var index = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "index.json")));
        foreach (var entry in index.RootElement.EnumerateArray())
        {
            if (entry.GetProperty("path").GetString() == "/jobs" && entry.GetProperty("method").GetString() == "GET" && entry.GetProperty("status").GetInt32() == 200)
            {
                using var jobs = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, entry.GetProperty("file").GetString()!)));
                return [.. jobs.RootElement.GetProperty("jobs").EnumerateArray().Select(job => job.GetProperty("id").GetString()!)];
            }
        }

        return null;
    }

    private static string JobId(string sample)
    {
        var at = sample.IndexOf("job_id=\"", StringComparison.Ordinal) + "job_id=\"".Length;
        return sample[at..sample.IndexOf('"', at)];
    }
}
