using System.Text.Json;
using FlinkReady.EndToEnd.Tests.Support;

namespace FlinkReady.EndToEnd.Tests.Live;

/// <summary>Real clusters, broken on purpose. What is expected is what was started.</summary>
public sealed class LiveClusterTests
{
    private const string NoHa = "flinkready_violation{target=\"live\",job_name=\"\",rule=\"ha-enabled\",severity=\"critical\"} 1";
    private const string NoCheckpoints = "flinkready_violation{target=\"live\",job_name=\"nocheckpoint\",rule=\"checkpointing-enabled\",severity=\"critical\"} 1";
    private const string Up = "flinkready_target_up{target=\"live\"} 1";
    private const string Down = "flinkready_target_up{target=\"live\"} 0";

    [Theory]
    [InlineData("2.3.0", 28081)]
    [InlineData("1.20.5", 28181)]
    public async Task A_plain_cluster_is_judged_by_what_was_started(string version, int port)
    {
        Assert.SkipWhen(FlinkCluster.Missing is not null, FlinkCluster.Missing ?? string.Empty);
        await using var cluster = await FlinkCluster.StartAsync(version, port, "--slots", "12");
        await using var watch = await LiveWatch.StartAsync(cluster.Url());
        var page = await watch.PageAsync(page => page.HasSample(Up));
        Assert.True(page.HasSample(NoHa), page);
        Assert.Empty(Samples.Of(page, "flinkready_job_info"));

        var good = await cluster.SubmitAsync([.. Good("good", cluster)]);
        var nouid = await cluster.SubmitAsync("--name", "nouid", "--uids", "none", "--p", "2", "--interval", "2000");
        var none = await cluster.SubmitAsync("--name", "nocheckpoint", "--uids", "all", "--p", "2");
        page = await watch.PageAsync(page => page.HasSample(NoCheckpoints) && Accused(page, "nouid") && Samples.Of(page, "flinkready_job_operators").Count == 12);

        // Nobody is accused of what is not so.
        Assert.Equal(Sorted(good, nouid, none), Samples.Labels(page, "flinkready_job_info", "job_id"));
        Assert.False(Accused(page, "good"), page);
        Assert.False(Accused(page, "nocheckpoint"), page);
        Assert.DoesNotContain("job_name=\"good\",rule=\"checkpointing-enabled\",severity", page, StringComparison.Ordinal);
        Assert.DoesNotContain("job_name=\"good\",rule=\"max-parallelism-explicit\",severity", page, StringComparison.Ordinal);
        Assert.True(page.HasSample("flinkready_job_operators{target=\"live\",job_name=\"good\",uid=\"auto\"} 0"), page);

        await ScanAgreesAsync(cluster.Url());

        // A job comes and goes.
        var tiny = await cluster.SubmitAsync("--program", "tiny", "--name", "tiny", "--p", "1");
        await watch.PageAsync(page => Samples.Labels(page, "flinkready_job_info", "job_id").Contains(tiny));
        await cluster.CancelAsync(tiny);
        await watch.PageAsync(page => Samples.Of(page, "flinkready_job_info").Any(line => line.Contains(tiny, StringComparison.Ordinal) && line.Contains("state=\"CANCELED\"", StringComparison.Ordinal)));

        // A TaskManager dies and another comes; then the whole cluster dies.
        await cluster.KillAsync("tm1");
        await cluster.AddTaskManagerAsync();
        await watch.PageWhileAsync(Lasting, page => page.HasSample(Up) && Samples.Of(page, "flinkready_job_info").Count(line => line.Contains("state=\"RUNNING\"", StringComparison.Ordinal)) == 3);
        await cluster.StopAsync();
        await watch.PageWhileAsync(Lasting, page => page.HasSample(Down));
    }

    [Theory]
    [InlineData("1.20.5", 28281)]
    [InlineData("2.3.0", 28381)]
    public async Task A_fail_over_loses_no_verdict_and_invents_none(string version, int port)
    {
        Assert.SkipWhen(FlinkCluster.Missing is not null, FlinkCluster.Missing ?? string.Empty);
        Assert.SkipUnless(File.Exists("/usr/share/java/zookeeper.jar"), "ZooKeeper is not installed on this machine (Debian package zookeeper)");
        await using var cluster = await FlinkCluster.StartAsync(version, port, "--ha", "zookeeper", "--jobmanagers", "2", "--slots", "8");
        var good = await cluster.SubmitAsync([.. Good("good", cluster)]);
        var none = await cluster.SubmitAsync("--name", "nocheckpoint", "--uids", "all", "--p", "2");
        await using var watch = await LiveWatch.StartAsync(cluster.Url(1), cluster.Url(2));
        var page = await watch.PageAsync(page => page.HasSample(NoCheckpoints));

        await cluster.KillAsync(cluster.Leader());
        page = await watch.PageWhileAsync(
            page =>
            {
                Assert.True(page.HasSample(NoCheckpoints), page);
                Assert.DoesNotContain(Samples.Of(page, "flinkready_violation"), line => line.Contains("ha-enabled", StringComparison.Ordinal));
                Assert.DoesNotContain(Samples.Of(page, "flinkready_violation"), line => line.Contains("job_name=\"good\",rule=\"checkpointing-enabled\"", StringComparison.Ordinal));
                Assert.Subset(Samples.Labels(page, "flinkready_job_info", "job_id").ToHashSet(), new HashSet<string> { good, none });
            },
            RestartedAfter(page));
        Assert.Equal(Sorted(good, none), Samples.Labels(page, "flinkready_job_info", "job_id"));
    }

    [Fact]
    public async Task A_cluster_that_somebody_names_is_watched()
    {
        var url = Environment.GetEnvironmentVariable("FLINKREADY_LIVE_URL");
        Assert.SkipWhen(string.IsNullOrEmpty(url), "FLINKREADY_LIVE_URL names no cluster");
        await using var watch = await LiveWatch.StartAsync(url);

        var page = await watch.PageAsync(page => page.HasSample(Up));

        Assert.Equal(3, Samples.Of(page, "flinkready_violations").Count(line => line.Contains("target=\"live\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_distribution_that_somebody_names_is_started_and_watched()
    {
        Assert.SkipWhen(FlinkHome.Missing is not null, FlinkHome.Missing ?? string.Empty);
        await using var flink = FlinkHome.Start(28481);
        await using var watch = await LiveWatch.StartAsync(flink.Url);

        var page = await watch.PageAsync(page => page.HasSample(Up));

        Assert.True(page.HasSample(NoHa), page);
        Assert.Empty(Samples.Of(page, "flinkready_job_info"));
        Assert.Contains(Samples.Of(page, "flinkready_target_info"), line => line.Contains($"\"{FlinkHome.Version}\"", StringComparison.Ordinal));
    }

    // The fail-over is over when a poll failed since, and a later one succeeded.
    private static Func<string, bool> RestartedAfter(string before)
    {
        var failures = Failures(before);
        var sawFailure = false;
        return page =>
        {
            sawFailure |= page.HasSample(Down) || Failures(page) > failures;
            return sawFailure && page.HasSample(Up);
        };
    }

    private static double Failures(string page) => Samples.Of(page, "flinkready_target_poll_failures_total")
        .Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], System.Globalization.CultureInfo.InvariantCulture));

    private static void Lasting(string page)
    {
        Assert.True(page.HasSample(NoHa), page);
        Assert.True(page.HasSample(NoCheckpoints), page);
        Assert.True(Accused(page, "nouid"), page);
        Assert.False(Accused(page, "good"), page);
    }

    private static bool Accused(string page, string job) =>
        Samples.Of(page, "flinkready_violation").Any(line => line.Contains($"job_name=\"{job}\",rule=\"operator-uid\"", StringComparison.Ordinal));

    private static async Task ScanAgreesAsync(string url)
    {
        var (exit, output, error) = await Flinkready.RunAsync("scan", url, "--format", "json");
        Assert.True(exit == 1, $"exit code {exit}: {error}");
        using var report = JsonDocument.Parse(output);
        var target = report.RootElement.GetProperty("targets")[0];
        Assert.Equal("fail", Status(target, "ha-enabled"));
        var jobs = target.GetProperty("jobs").EnumerateArray().ToDictionary(job => job.GetProperty("jobName").GetString()!);
        Assert.Equal("fail", Status(jobs["nouid"], "operator-uid"));
        Assert.NotEqual("fail", Status(jobs["good"], "operator-uid"));
        Assert.Equal("pass", Status(jobs["good"], "checkpointing-enabled"));
        Assert.Equal("fail", Status(jobs["nocheckpoint"], "checkpointing-enabled"));
    }

    private static string? Status(JsonElement element, string rule) =>
        element.GetProperty("checks").EnumerateArray().Single(check => check.GetProperty("rule").GetString() == rule).GetProperty("status").GetString();

    private static IEnumerable<string> Good(string name, FlinkCluster cluster) =>
        ["--name", name, "--uids", "all", "--p", "2", "--maxp", "720", "--backend", "rocksdb", "--incremental", "--interval", "2000",
            "--storage", $"file://{cluster.Folder}/checkpoints", "--retention", "RETAIN_ON_CANCELLATION", "--restart", "exponential"];

    private static IReadOnlyList<string> Sorted(params string[] ids) => [.. ids.Order(StringComparer.Ordinal)];
}
