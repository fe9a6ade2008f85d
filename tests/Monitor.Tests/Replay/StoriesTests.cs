using System.Text.Json;
using FlinkReady.Monitor.Tests.Support;

namespace FlinkReady.Monitor.Tests.Replay;

/// <summary>What became of real clusters, and what a Prometheus would have seen of it. The truth is in <c>truth.json</c>.</summary>
public sealed class StoriesTests
{
    [NeedsTheory(Need.SharedMaterial)]
    [InlineData("1.20.5/s2-session-zookeeper")]
    [InlineData("2.3.0/s2-session-zookeeper")]
    public async Task A_fail_over_is_an_outage_and_no_recovery_of_anything(string series)
    {
        using var replay = Open(series);
        var ups = new List<bool>();
        var pages = new List<string>();
        foreach (var _ in replay.Snapshots)
        {
            pages.Add(await replay.NextAsync(TestContext.Current.CancellationToken));
            ups.Add(!replay.View.IsDown);
        }

        Assert.True(ups[0]);
        Assert.Contains(false, ups);
        Assert.True(ups[^1]);

        // The jobs lived through it: the same ids before and after.
        Assert.Equal(JobIds(series), Labels(pages[0], "flinkready_job_info", "job_id"));
        Assert.Equal(JobIds(series), Labels(pages[^1], "flinkready_job_info", "job_id"));
        Assert.All(pages, page => Assert.DoesNotContain("rule=\"ha-enabled\",severity", page, StringComparison.Ordinal));
        Assert.All(pages, page => Assert.DoesNotContain("job_name=\"good\",rule=\"checkpointing-enabled\",severity", page, StringComparison.Ordinal));
    }

    [NeedsFact(Need.SharedMaterial)]
    public async Task A_lost_TaskManager_ends_no_violation()
    {
        using var replay = Open("1.20.5/s7-taskmanager-loss");
        foreach (var _ in replay.Snapshots)
        {
            var page = await replay.NextAsync(TestContext.Current.CancellationToken);

            // Started without high availability; the job nocheckpoint without checkpoints.
            Assert.Contains("flinkready_violation{target=\"replay\",job_name=\"\",rule=\"ha-enabled\",severity=\"critical\"} 1\n", page, StringComparison.Ordinal);
            Assert.Contains("flinkready_violation{target=\"replay\",job_name=\"nocheckpoint\",rule=\"checkpointing-enabled\",severity=\"critical\"} 1\n", page, StringComparison.Ordinal);
            Assert.DoesNotContain("job_name=\"spread\",rule=\"checkpointing-enabled\",severity", page, StringComparison.Ordinal);
        }
    }

    [NeedsTheory(Need.SharedMaterial)]
    [InlineData("1.17.2/s1-session-plain")]
    [InlineData("1.20.5/s1-session-plain")]
    [InlineData("2.1.3/s1-session-plain")]
    [InlineData("2.3.0/s1-session-plain")]
    public async Task Jobs_appear_when_they_are_submitted_and_show_how_they_end(string series)
    {
        using var replay = Open(series);
        var pages = new List<string>();
        foreach (var _ in replay.Snapshots)
        {
            pages.Add(await replay.NextAsync(TestContext.Current.CancellationToken));
        }

        Assert.Empty(Exposition.Samples(pages[0], "flinkready_job_info"));
        Assert.Equal(["nouid"], Labels(pages[1], "flinkready_job_info", "job_name"));
        Assert.Equal(JobIds(series), Labels(pages[^1], "flinkready_job_info", "job_id"));
        var states = Exposition.Samples(pages[^1], "flinkready_job_info");
        Assert.Contains(states, line => line.Contains("job_name=\"canceled\"", StringComparison.Ordinal) && line.Contains("state=\"CANCELED\"", StringComparison.Ordinal));
        Assert.Contains(states, line => line.Contains("job_name=\"finished\"", StringComparison.Ordinal) && line.Contains("state=\"FINISHED\"", StringComparison.Ordinal));
        Assert.Contains("job_name=\"nocheckpoint\",rule=\"checkpointing-enabled\",severity=\"critical\"} 1", pages[^1], StringComparison.Ordinal);
        Assert.DoesNotContain("job_name=\"good\",rule=\"checkpointing-enabled\",severity", pages[^1], StringComparison.Ordinal);
    }

    private static Replayer Open(string series) => new(SharedMaterial.PathOf("flink-recordings", series)!);

    private static string[] JobIds(string series)
    {
        using var truth = JsonDocument.Parse(File.ReadAllBytes(SharedMaterial.PathOf("flink-recordings", series, "truth.json")!));
        return [.. truth.RootElement.GetProperty("jobs").EnumerateArray().Select(job => job.GetProperty("jid").GetString()!).Order(StringComparer.Ordinal)];
    }

    private static string[] Labels(string page, string metric, string label) =>
        [.. Exposition.Samples(page, metric).Select(sample => sample.Split(label + "=\"")[1].Split('"')[0]).Order(StringComparer.Ordinal)];
}
