using System.Diagnostics;
using FlinkReady.Readiness.Runs;

namespace FlinkReady.Readiness.Tests.Runs;

/// <summary>Which ends of a job's name are a version of its program.</summary>
public sealed class VersionedNameTests
{
    [Theory]
    [InlineData("orders-1.4.0", "orders")]
    [InlineData("orders-1.5.0-SNAPSHOT", "orders")]
    [InlineData("orders-1.5.0-rc2", "orders")]
    [InlineData("orders_v12", "orders")]
    [InlineData("orders v1.4", "orders")]
    [InlineData("orders (1.4.0)", "orders")]
    [InlineData("orders-2026-11-28", "orders")]
    [InlineData("orders-20261128", "orders")]
    [InlineData("orders-20261128T101112Z", "orders")]
    [InlineData("orders-1795600000000", "orders")]
    [InlineData("orders-3f2c1ab", "orders")]
    [InlineData("orders@3f2c1ab9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f4a3", "orders")]
    [InlineData("orders-1.4.0-20261128-3f2c1ab", "orders")]
    [InlineData("team/orders:1.4.0", "team/orders")]
    public void A_version_a_date_or_a_commit_at_the_end_is_no_part_of_the_name(string name, string stem) => Assert.Equal(stem, VersionedName.StemOf(name));

    [Theory]
    [InlineData("orders")]
    [InlineData("ingest-1")]
    [InlineData("ingest-2")]
    [InlineData("shard-0042")]
    [InlineData("orders-decade")]
    [InlineData("orders-defaced")]
    [InlineData("proxy-10.0.0.1")]
    [InlineData("1.4.0")]
    [InlineData("orders2")]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("insert-into_default_catalog.default_database.totals")]
    [InlineData("Flink Streaming Job")]
    [InlineData("名前\n-->\0")]
    public void Another_end_is(string name) => Assert.Equal(name, VersionedName.StemOf(name));

    [Fact]
    public void A_long_hostile_name_costs_no_time()
    {
        var watch = Stopwatch.StartNew();
        foreach (var part in (string[])["-1.", "- ", "-1", "-v", "-1.1-", "-abcdef0"])
        {
            VersionedName.StemOf(string.Concat(Enumerable.Repeat(part, 20_000)));
            VersionedName.StemOf(string.Concat(Enumerable.Repeat(part, 140)));
        }

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), $"{watch.Elapsed}");
    }
}
