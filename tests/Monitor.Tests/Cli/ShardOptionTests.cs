using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Hosting;

namespace FlinkReady.Monitor.Tests.Cli;

public sealed class ShardOptionTests
{
    private static readonly string Targets = string.Join('\n', Enumerable.Range(0, 30).Select(number => $"  - {{ name: cluster-{number}, url: \"http://cluster-{number}:8081\" }}"));

    [Theory]
    [InlineData("shard", "", "--total-shards must say how many replicas there are")]
    [InlineData("shard", "--total-shards 0", "--total-shards must be 1 or more, not 0")]
    [InlineData("shard", "--total-shards 3 --shard 3", "shard 3 is none of 3")]
    [InlineData("shard", "--total-shards 3 --shard -1", "shard -1 is none of 3")]
    [InlineData("shard", "--total-shards 2", "shard 2 (from the host name flinkready-2) is none of 2")]
    [InlineData("none", "--total-shards 3", "--total-shards needs a configuration with replication: { mode: shard }")]
    [InlineData("none", "--shard 0", "--shard needs a configuration with replication: { mode: shard }")]
    public async Task A_part_that_can_t_be_told_is_no_start(string mode, string options, string message)
    {
        using var folder = new TemporaryFolder();

        var run = await WatchAsync(folder, mode, options, "flinkready-2", _ => throw new InvalidOperationException("it started"));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_name_without_a_number_needs_the_option()
    {
        using var folder = new TemporaryFolder();

        var run = await WatchAsync(folder, "shard", "--total-shards 3", "flinkready-7d9c5b8f4-x2k9p", _ => throw new InvalidOperationException("it started"));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("the host name flinkready-7d9c5b8f4-x2k9p ends in no number", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_target_is_watched_by_one_replica_a_reload_included()
    {
        using var folder = new TemporaryFolder();
        var watched = new List<string>();
        for (var ordinal = 0; ordinal < 3; ordinal++)
        {
            WatchRequest? request = null;
            await WatchAsync(folder, "shard", "--total-shards 3", $"flinkready-{ordinal}", asked => request = asked);
            var names = request!.Configuration.Targets.Select(target => target.Name).ToList();

            Assert.All(names, name => Assert.Equal(ordinal, Shard.Of(name, 3)));
            Assert.Equal(names, request.Source.Load().Configuration!.Targets.Select(target => target.Name));
            watched.AddRange(names);
        }

        Assert.Equal(30, watched.Count);
        Assert.Equal(30, watched.Distinct().Count());
    }

    private static Task<CliRun> WatchAsync(TemporaryFolder folder, string mode, string options, string host, Action<WatchRequest> seen)
    {
        var file = folder.Write("c.yaml", $"replication: {{ mode: {mode} }}\ntargets:\n{Targets}\n");
        return CliRun.Of(
            ["watch", "--config", file, .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)],
            environment: new Dictionary<string, string> { ["HOSTNAME"] = host },
            watch: (asked, _) =>
            {
                seen(asked);
                return Task.FromResult(0);
            });
    }
}
