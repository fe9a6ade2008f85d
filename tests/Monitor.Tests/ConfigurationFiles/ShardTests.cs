using System.Text;
using FlinkReady.Monitor.Configuration;

namespace FlinkReady.Monitor.Tests.ConfigurationFiles;

public sealed class ShardTests
{
    [Theory]
    [InlineData("", 0xCBF2_9CE4_8422_2325)]
    [InlineData("a", 0xAF63_DC4C_8601_EC8C)]
    [InlineData("foobar", 0x8594_4171_F739_67E8)]
    public void The_hash_has_the_published_values(string text, ulong hash) => Assert.Equal(hash, Shard.Fnv1A(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(42, 57, 43)]
    [InlineData(0xDEAD_10CC, 1, 0)]
    [InlineData(0xDEAD_10CC, 666, 361)]
    [InlineData(256, 1024, 520)]
    public void The_jump_has_the_values_of_other_implementations(ulong key, int buckets, int bucket) => Assert.Equal(bucket, Shard.Jump(key, buckets));

    [Fact]
    public void Every_target_belongs_to_one_replica_and_shares_are_even()
    {
        var targets = Enumerable.Range(0, 3000).Select(number => $"team-{number % 37}.cluster-{number}").ToList();
        var shards = Enumerable.Range(0, 3).Select(ordinal => new Shard(ordinal, 3)).ToList();

        Assert.All(targets, target => Assert.Single(shards, shard => shard.Owns(target)));
        Assert.All(shards, shard => Assert.InRange(targets.Count(shard.Owns), 900, 1100));
    }

    [Fact]
    public void One_replica_more_takes_over_its_share_and_moves_nothing_else()
    {
        var targets = Enumerable.Range(0, 3000).Select(number => $"cluster-{number}").ToList();
        var moved = targets.Where(target => Shard.Of(target, 3) != Shard.Of(target, 4)).ToList();

        Assert.All(moved, target => Assert.Equal(3, Shard.Of(target, 4)));
        Assert.InRange(moved.Count, 650, 850);
    }

    [Theory]
    [InlineData("flinkready-0", 0)]
    [InlineData("flinkready-flinkready-monitor-12", 12)]
    [InlineData("flinkready-2.flinkready.flink.svc.cluster.local", 2)]
    [InlineData("flinkready", null)]
    [InlineData("flinkready-7d9c5b8f4-x2k9p", null)]
    [InlineData("2", null)]
    [InlineData("flinkready--1", 1)]
    public void The_ordinal_stands_at_the_end_of_a_pod_s_name(string host, int? ordinal) => Assert.Equal(ordinal, Shard.OrdinalOf(host));
}
