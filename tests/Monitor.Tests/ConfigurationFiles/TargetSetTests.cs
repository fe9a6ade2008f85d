using FlinkReady.Monitor.Configuration;

namespace FlinkReady.Monitor.Tests.ConfigurationFiles;

/// <summary>How sources of targets go together, and what another configuration means for each target.</summary>
public sealed class TargetSetTests
{
    [Fact]
    public void Of_a_name_that_several_sources_bring_the_first_goes_before()
    {
        TargetSet configured = [Target("a", "http://a"), Target("b", "http://b")];
        TargetSet discovered = [Target("c", "http://c"), Target("a", "http://elsewhere")];

        TargetSet both = [.. configured, .. discovered];

        Assert.Equal(["a", "b", "c"], both.Select(target => target.Name));
        Assert.Same(configured[0], both.Find("a"));
        Assert.Null(both.Find("A"));
    }

    [Fact]
    public void Targets_of_the_command_line_replace_those_of_the_file()
    {
        TargetSet file = [Target("a", "http://a")];
        TargetSet commandLine = [Target("b", "http://b")];
        TargetSet none = [];

        Assert.Same(commandLine, commandLine.Or(file));
        Assert.Same(file, none.Or(file));
    }

    [Fact]
    public void Another_configuration_says_what_becomes_of_each_target()
    {
        var before = new MonitorConfiguration
        {
            Targets = [Target("leaves", "http://l"), Target("stays", "http://s"), Target("changes", "http://c"), Target("replaced", "http://r"), Recording("series", "a.zip"), Target("recorded", "http://x")],
        };
        var after = new MonitorConfiguration
        {
            Targets =
            [
                Target("joins", "http://j"), Target("changes", "http://other", "http://c"), Target("stays", "http://s"), Target("replaced", "http://elsewhere"), Recording("series", "b.zip"), Recording("recorded", "x.zip"),
            ],
        };

        Assert.Equal(
            [
                ("leaves", TargetChangeKind.Leaves),
                ("joins", TargetChangeKind.Joins),
                ("changes", TargetChangeKind.Changes),
                ("stays", TargetChangeKind.Stays),
                ("replaced", TargetChangeKind.IsReplaced),
                ("series", TargetChangeKind.IsReplaced),
                ("recorded", TargetChangeKind.IsReplaced),
            ],
            TargetChange.Between(before, after).Select(change => (change.Name, change.Kind)));
    }

    [Fact]
    public void Another_password_in_an_address_is_the_same_cluster_reached_otherwise()
    {
        var before = new MonitorConfiguration { Targets = [Target("a", "http://me:old@a:8081")] };
        var after = new MonitorConfiguration { Targets = [Target("a", "http://me:new@a:8081")] };

        Assert.Equal(TargetChangeKind.Changes, Assert.Single(TargetChange.Between(before, after)).Kind);
    }

    [Fact]
    public void What_the_configuration_says_for_every_target_counts_where_the_target_says_nothing()
    {
        var configuration = new MonitorConfiguration { Targets = [Target("plain", "http://a"), Target("own", "http://b") with { PollInterval = TimeSpan.FromSeconds(30) }] };

        Assert.Equal([TargetChangeKind.Stays, TargetChangeKind.Stays], Kinds(configuration with { MaxJobs = 1, MaxConcurrentTargets = 1, Listen = "127.0.0.1:1" }));
        Assert.Equal([TargetChangeKind.Changes, TargetChangeKind.Stays], Kinds(configuration with { PollInterval = TimeSpan.FromSeconds(10) }));
        Assert.Equal([TargetChangeKind.Changes, TargetChangeKind.Changes], Kinds(configuration with { CheckpointInterval = TimeSpan.FromSeconds(10) }));
        Assert.Equal([TargetChangeKind.Changes, TargetChangeKind.Changes], Kinds(configuration with { RequestTimeout = TimeSpan.FromSeconds(1) }));
        Assert.Equal([TargetChangeKind.Changes, TargetChangeKind.Changes], Kinds(configuration with { MaxConcurrentRequests = 1 }));
        Assert.Equal([TargetChangeKind.Stays, TargetChangeKind.Stays], Kinds(configuration with { Targets = [configuration.Targets[0] with { PollInterval = TimeSpan.FromSeconds(30) }, configuration.Targets[1]] }));

        IEnumerable<TargetChangeKind> Kinds(MonitorConfiguration after) => TargetChange.Between(configuration, after).Select(change => change.Kind);
    }

    private static TargetDefinition Target(string name, params string[] urls) => new() { Name = name, Connection = new() { Urls = [.. urls.Select(url => new Uri(url))] } };

    private static TargetDefinition Recording(string name, string path) => new() { Name = name, Recording = path };
}
