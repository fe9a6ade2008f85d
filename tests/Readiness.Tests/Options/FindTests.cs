using FlinkReady.FlinkModel.Options;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Tests.Options;

/// <summary>A key counts in the spellings that the cluster's version reads, in Flink's order, and as far as the JobManager is the one who reads it.</summary>
public sealed class FindTests
{
    // reads.json: recovery.mode is tried before high-availability, in 1.17 and later.
    [Fact]
    public void The_order_is_Flinks_not_one_of_age()
    {
        Assert.Equal("recovery.mode", Find("2.3.0", FlinkOptions.HighAvailabilityType, ("high-availability", "NONE"), ("recovery.mode", "zookeeper")).Field);
        Assert.Equal("high-availability", Find("1.16.3", FlinkOptions.HighAvailabilityType, ("high-availability", "NONE"), ("recovery.mode", "zookeeper")).Field);
    }

    // The README's oddities: first known in 1.20, obeyed in old spellings up to 2.3, nothing in 1.19.
    [Theory]
    [InlineData("1.16.3", false)]
    [InlineData("1.19.3", false)]
    [InlineData("1.20.1", true)]
    [InlineData("2.3-SNAPSHOT", true)]
    public void A_later_spelling_is_nothing_to_an_earlier_version(string version, bool isRead)
    {
        Assert.Equal(isRead, Find(version, FlinkOptions.CheckpointDirectory, ("execution.checkpointing.dir", "s3://b/c")).IsKnown);
        Assert.True(Find(version, FlinkOptions.CheckpointDirectory, ("state.backend.fs.checkpointdir", "s3://b/c")).IsKnown);
    }

    [Fact]
    public void A_removed_key_is_nothing_to_a_later_version()
    {
        Assert.True(Find("1.20.5", FlinkOptions.SslEnabled, ("security.ssl.enabled", "true")).IsKnown);
        Assert.False(Find("2.0.0", FlinkOptions.SslEnabled, ("security.ssl.enabled", "true")).IsKnown);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("9.9.0")]
    [InlineData("nightly")]
    public void Of_an_unknown_version_every_spelling_is_tried_and_the_fact_says_so(string? version)
    {
        var fact = Find(version, FlinkOptions.CheckpointDirectory, ("execution.checkpointing.dir", "s3://b/c"));
        Assert.True(fact is { IsKnown: true, IsOfAnyVersion: true, Certainty: Certainty.Inferred });
        Assert.True(Find(version, FlinkOptions.CheckpointDirectory, ("state.checkpoints.dir", "s3://b/c")).IsKnown);
    }

    [Fact]
    public void A_key_for_clients_is_a_hint_but_in_application_mode()
    {
        (string, string)[] generate = [("pipeline.auto-generate-uids", "false")];
        Assert.Equal(Authority.ClientDefault, Find("1.20.5", FlinkOptions.AutoGenerateUids, generate).Authority);
        Assert.Equal(Authority.ClientDefault, Find("1.20.5", FlinkOptions.AutoGenerateUids, [.. generate, ("execution.target", "kubernetes-session")]).Authority);
        foreach (var shown in ((string, string)[])[("execution.target", "embedded"), ("execution.target", "yarn-application"), ("$internal.application.main", "Main"), ("$internal.application.program-args", "--a")])
        {
            Assert.Equal(Authority.Configured, Find("1.20.5", FlinkOptions.AutoGenerateUids, [.. generate, shown]).Authority);
        }
    }

    [Fact]
    public void Declared_is_not_read()
    {
        foreach (var version in FlinkVersion.Known)
        {
            Assert.True(KnownKeys.Find("security.ssl.verify-hostname") is { } key && key.IsDeclaredBy(version) && !key.IsReadBy(version));
        }
    }

    // Each of these was found by going through the list of another version; none may be missed at the ends of the table either.
    [NeedsFact(Need.SharedMaterial)]
    public void Every_key_of_every_release_is_found_in_the_table()
    {
        foreach (var release in FlinkReleases.Load().All)
        {
            foreach (var option in release.OfConfiguration.Where(option => !release.Unread.Contains(option.Key)))
            {
                Assert.All(option.Spellings, key => Assert.True(KnownKeys.Find(key.Replace("<", "x", StringComparison.Ordinal))?.IsReadBy(release.Version), $"{release.Name}: {key}"));
            }
        }
    }

    [Theory]
    [InlineData("taskmanager.numberOfTaskSlot", "taskmanager.numberOfTaskSlots")]
    [InlineData("high-availability.storagedir", "high-availability.storageDir")]
    [InlineData("state.bakcend.type", "state.backend.type")]
    [InlineData("my.own.key", null)]
    public void A_typing_error_is_told_from_another_key(string key, string? meant)
    {
        Assert.Null(KnownKeys.Find(key));
        Assert.Equal(meant, KnownKeys.Nearest(key)?.Key);
    }

    private static Fact<string> Find(string? version, ConfigOption option, params (string Key, string Value)[] keys)
    {
        IReadOnlyList<ConfigurationEntry> entries = [.. keys.Select(entry => new ConfigurationEntry(entry.Key, entry.Value))];
        var reading = Reading<IReadOnlyList<ConfigurationEntry>>.Of(JobManagerConfiguration.Key, JobManagerConfiguration.Key.Template, DateTimeOffset.UnixEpoch, TimeSpan.Zero, entries);
        return new ConfigurationFacts(new Answer<IReadOnlyList<ConfigurationEntry>>(reading, JobManagerConfiguration.Key, null), FlinkVersion.TryParse(version, out var known) ? known : null).Find(option);
    }
}
