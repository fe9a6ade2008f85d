using System.Globalization;
using System.Text.Json;
using FlinkReady.FlinkClient.Polls;
using FlinkReady.FlinkClient.Recordings;
using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.FlinkClient.Tests.Recordings;

/// <summary>Every recorded answer of every version, read by the code that reads live clusters.</summary>
public sealed class EveryRecordingTests
{
    public static IEnumerable<TheoryDataRow<string>> Scenarios()
    {
        var root = SharedMaterial.PathOf("flink-recordings");
        return root is null
            ? [new TheoryDataRow<string>("none")]
            : Directory.EnumerateFiles(root, "truth.json", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(root, Path.GetDirectoryName(file)!))
                .Order(StringComparer.Ordinal)
                .Select(scenario => new TheoryDataRow<string>(scenario));
    }

    [NeedsTheory(Need.SharedMaterial)]
    [MemberData(nameof(Scenarios))]
    public async Task What_the_index_says_was_answered_is_read_and_nothing_else_is(string scenario)
    {
        using var series = Open(scenario);
        foreach (var snapshot in series.Snapshots)
        {
            var look = await snapshot.Reader.ReadAsync(null, ReadOptions.Everything, TestContext.Current.CancellationToken);
            var index = IndexOf(scenario, snapshot.Name);

            foreach (var exchange in look.Exchanges)
            {
                // Which metrics are asked for stands in the query; elsewhere it says how much.
                var path = exchange.Path.Split('?')[0];
                var recorded = index.Where(entry => path.EndsWith("/metrics", StringComparison.Ordinal) ? entry.Path == exchange.Path : entry.Path.Split('?')[0] == path).ToArray();
                if (recorded.Length == 0)
                {
                    Assert.Equal(FailureReason.Connection, exchange.Failure?.Reason);
                }
                else
                {
                    Assert.Contains(exchange.Status, recorded.Select(entry => entry.Status));
                    Assert.Equal(exchange.Status is 200 or 404, exchange.Failure is null);
                }
            }
        }
    }

    [NeedsTheory(Need.SharedMaterial)]
    [MemberData(nameof(Scenarios))]
    public async Task Each_full_snapshot_gives_all_there_is_of_each_live_job(string scenario)
    {
        using var series = Open(scenario);
        foreach (var snapshot in series.Snapshots)
        {
            var index = IndexOf(scenario, snapshot.Name);
            var look = await snapshot.Reader.ReadAsync(null, ReadOptions.Everything, TestContext.Current.CancellationToken);
            if (!look.IsUp || index.All(entry => entry.Path != "/jobs"))
            {
                continue;
            }

            Assert.NotNull(look.Config.Value?.FlinkVersion);
            Assert.NotEmpty(look.JobManagerConfiguration.Value!);
            foreach (var job in look.Jobs.Where(job => index.Any(entry => entry.Path == "/jobs/" + job.Id)))
            {
                Assert.True(job.Details!.IsAnswered, job.Details!.Failure?.Message);
                if (job.Overview!.State is "FINISHED" or "CANCELED" or "FAILED")
                {
                    Assert.Null(job.Checkpoints);
                    continue;
                }

                Assert.True(job.Config!.IsAnswered, job.Config!.Failure?.Message);
                Assert.True(job.CheckpointConfig!.IsAnswered, job.CheckpointConfig!.Failure?.Message);
                Assert.True(job.Exceptions!.IsAnswered, job.Exceptions!.Failure?.Message);
                Assert.Equal(index.Single(entry => entry.Path == "/jobs/" + job.Id).AtMs, job.Details!.ReadAt.ToUnixTimeMilliseconds());
            }
        }
    }

    [NeedsTheory(Need.SharedMaterial)]
    [MemberData(nameof(Scenarios))]
    public async Task Replayed_as_a_series_what_was_not_asked_again_keeps_its_reading(string scenario)
    {
        using var series = Open(scenario);
        ClusterSnapshot? previous = null;
        foreach (var snapshot in series.Snapshots)
        {
            var look = await snapshot.Reader.ReadAsync(previous, ReadOptions.Everything, TestContext.Current.CancellationToken);
            var index = IndexOf(scenario, snapshot.Name);
            if (previous is not null && index.All(entry => entry.Path != "/jobmanager/config"))
            {
                Assert.Same(previous.JobManagerConfiguration, look.JobManagerConfiguration);
            }

            foreach (var job in look.Jobs)
            {
                var before = previous?.Jobs.SingleOrDefault(candidate => candidate.Id == job.Id && candidate.Overview?.StartTimeMs == job.Overview?.StartTimeMs);
                if (before?.Config is not null && index.All(entry => entry.Path != $"/jobs/{job.Id}/config"))
                {
                    Assert.Same(before.Config, job.Config);
                }
            }

            previous = look;
        }
    }

    [NeedsTheory(Need.SharedMaterial)]
    [MemberData(nameof(Scenarios))]
    public async Task Polled_incrementally_a_series_shows_the_same_jobs_as_read_whole(string scenario)
    {
        var incremental = ReadOptions.Incremental(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60));
        using var whole = Open(scenario);
        using var polled = Open(scenario);
        ClusterSnapshot? wholeBefore = null;
        ClusterSnapshot? polledBefore = null;
        var saved = 0;
        foreach (var (one, other) in whole.Snapshots.Zip(polled.Snapshots))
        {
            wholeBefore = await one.Reader.ReadAsync(wholeBefore, ReadOptions.Everything, TestContext.Current.CancellationToken);
            polledBefore = await other.Reader.ReadAsync(polledBefore, incremental, TestContext.Current.CancellationToken);

            saved += wholeBefore.Exchanges.Count - polledBefore.Exchanges.Count;
            Assert.Equal(wholeBefore.IsUp, polledBefore.IsUp);
            Assert.Equal(wholeBefore.Jobs.Select(Judged), polledBefore.Jobs.Select(Judged));
        }

        Assert.True(whole.Snapshots.Count < 10 || saved > 0);

        // What rules decide from, but for what ages by itself.
        static string Judged(JobSnapshot job) => string.Join(
            " | ",
            [
                job.Id, job.Name, job.Overview?.State, job.Details?.Value?.State, job.Details?.Value?.MaxParallelism?.ToString(CultureInfo.InvariantCulture),
                job.Config?.Value?.ExecutionConfig?.RestartStrategy, job.CheckpointConfig?.Value?.ToString(),
                .. (job.Details?.Value?.Vertices ?? []).Select(vertex => $"{vertex.Id} {vertex.Parallelism}/{vertex.MaxParallelism} {vertex.Status}"),
            ]);
    }

    private static RecordingSeries Open(string scenario) => Recording.Open(SharedMaterial.PathOf("flink-recordings", scenario)!);

    private static Entry[] IndexOf(string scenario, string snapshot) =>
        [.. JsonDocument.Parse(File.ReadAllBytes(SharedMaterial.PathOf("flink-recordings", scenario, snapshot, "index.json")!)).RootElement.EnumerateArray()
            .Where(entry => entry.GetProperty("method").GetString() == "GET")
            .Select(entry => new Entry(entry.GetProperty("path").GetString()!, entry.GetProperty("status").GetInt32(), entry.GetProperty("atMs").GetInt64()))];

    private sealed record Entry(string Path, int Status, long AtMs);
}
