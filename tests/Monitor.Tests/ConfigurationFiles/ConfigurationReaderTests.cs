using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Tests.Cli;
using FlinkReady.Readiness.Judging;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Tests.ConfigurationFiles;

/// <summary>What a configuration means once it is read.</summary>
public sealed class ConfigurationReaderTests
{
    private static readonly RuleDescriptor HaEnabled = RuleCatalogue.Find("ha-enabled")!;
    private static readonly RuleDescriptor CheckpointingEnabled = RuleCatalogue.Find("checkpointing-enabled")!;

    [Fact]
    public void Defaults_are_those_of_the_contract()
    {
        var configuration = Read(string.Empty);

        Assert.Equal("0.0.0.0:9817", configuration.Listen);
        Assert.Equal(TimeSpan.FromSeconds(30), configuration.PollInterval);
        Assert.Equal(TimeSpan.FromSeconds(60), configuration.CheckpointInterval);
        Assert.Equal(TimeSpan.FromSeconds(10), configuration.RequestTimeout);
        Assert.Equal(TimeSpan.FromMinutes(10), configuration.Policy.StaleAfter);
        Assert.Equal((16, 2, 5000, 5000), (configuration.MaxConcurrentTargets, configuration.MaxConcurrentRequests, configuration.MaxSeriesPerTarget, configuration.MaxJobs));
        Assert.Null(configuration.DocsBaseUrl);
        Assert.Empty(configuration.Targets);
    }

    [Theory]
    [InlineData("pollInterval: 1m", 10)]
    [InlineData("pollInterval: 5m", 15)]
    [InlineData("targets: [{ url: \"http://a\", pollInterval: 10m }]", 30)]
    public void Verdicts_are_kept_three_of_the_longest_intervals_and_ten_minutes_at_least(string yaml, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), Read(yaml).Policy.StaleAfter);

    [Theory]
    [InlineData("http://flink:8081", "flink-8081")]
    [InlineData("http://flink", "flink-80")]
    [InlineData("https://flink", "flink-443")]
    [InlineData("https://flink.example.com:8443/some/prefix/", "flink.example.com-8443-some-prefix")]
    [InlineData("http://user:secret@flink:8081", "flink-8081")]
    [InlineData("http://[::1]:8081", "1-8081")]
    public void A_target_without_a_name_is_called_after_its_address(string url, string name) =>
        Assert.Equal(name, Assert.Single(Read($"targets: [{{ url: \"{url}\" }}]").Targets).Name);

    [Fact]
    public void Names_that_would_clash_are_numbered()
    {
        var targets = Read("targets: [{ url: \"http://a\" }, { url: \"http://a\" }, { name: a-80-2, url: \"http://b\" }, { url: \"http://a\" }]").Targets;

        Assert.Equal(["a-80", "a-80-3", "a-80-2", "a-80-4"], targets.Select(target => target.Name));
    }

    [Fact]
    public void Names_of_files_start_from_the_folder_of_the_configuration()
    {
        using var folder = new TemporaryFolder();
        folder.Write("uids.txt", "\uFEFFa\r\n\nb \n");
        var file = folder.Write("c.yaml", "targets: [{ url: \"https://a\", tls: { caFile: certs/ca.pem }, auth: { bearerTokenFile: /run/token } }]\nuids: [{ job: x, file: uids.txt }]");

        var configuration = ConfigurationReader.Read(file, new Dictionary<string, string>()).Configuration!;

        Assert.Equal(folder.File("certs/ca.pem"), configuration.Targets[0].Connection.Tls.CaFile);
        Assert.Equal("/run/token", configuration.Targets[0].Connection.Auth.BearerTokenFile);
        Assert.Equal(["a", "b "], configuration.Policy.UidsFor("any", "x"));
        Assert.Empty(configuration.Policy.UidsFor("any", "y"));
    }

    [Fact]
    public void Closer_settings_win()
    {
        var policy = Read(
            """
            targets: [{ name: t, url: "http://a", rules: { ha-enabled: { severity: warning }, checkpointing-enabled: { severity: warning } } }]
            rules: { ha-enabled: { severity: info }, checkpointing-enabled: { enabled: false } }
            overrides:
              - { job: "l*", rules: { checkpointing-enabled: { severity: info, enabled: true } } }
            """).Policy;

        Assert.Equal(Severity.Warning, policy.For(HaEnabled, "t", null).Severity);
        Assert.Equal(Severity.Info, policy.For(HaEnabled, "other", null).Severity);
        Assert.Equal((Severity.Info, true), (policy.For(CheckpointingEnabled, "t", "legacy").Severity!.Value, policy.For(CheckpointingEnabled, "t", "legacy").Enabled!.Value));
        Assert.Equal((Severity.Warning, false), (policy.For(CheckpointingEnabled, "t", "x").Severity!.Value, policy.For(CheckpointingEnabled, "t", "x").Enabled!.Value));
    }

    [Fact]
    public void Variables_go_before_the_file_in_any_case()
    {
        var configuration = Read(
            "pollInterval: 10s\ntargets: [{ name: a, url: \"http://a\" }]\nrules: { ha-enabled: { severity: info } }",
            ("FLINKREADY__POLLINTERVAL", "20s"),
            ("FLINKREADY__TARGETS__0__URL", "http://b"),
            ("flinkready__targets__1__url", "http://c"),
            ("FLINKREADY__TARGETS__1__LABELS__TEAM", "orders"),
            ("FLINKREADY__TARGETS__1__HEADERS__X_FORWARDED_USER", "me"),
            ("FLINKREADY__TARGETS__1__JOBS__EXCLUDE__0", "adhoc-*"),
            ("FLINKREADY__RULES__HA_ENABLED__SEVERITY", "critical"),
            ("FLINKREADY_LIVE_URL", "not ours"));

        Assert.Equal(TimeSpan.FromSeconds(20), configuration.PollInterval);
        Assert.Equal(["http://b/", "http://c/"], configuration.Targets.Select(target => target.Connection.Urls[0].AbsoluteUri));
        Assert.Equal("a", configuration.Targets[0].Name);
        Assert.Equal("orders", configuration.Targets[1].Labels["team"]);
        Assert.Equal("me", configuration.Targets[1].Connection.Headers["X-Forwarded-User"]);
        Assert.False(configuration.Targets[1].Jobs.Cover("adhoc-1"));
        Assert.Equal(Severity.Critical, configuration.Policy.For(HaEnabled, "a", null).Severity);
    }

    [Theory]
    [InlineData("FLINKREADY__TARGETZ__0__URL", "x", "\"TARGETZ\" is no key; did you mean \"TARGETS\"?")]
    [InlineData("FLINKREADY__TARGETS", "x", "names a list of targets, not one value: go on with __0")]
    [InlineData("FLINKREADY__TARGETS__7__URL", "http://a", "\"7\" is no place in a list of 0: use 0 to 0")]
    [InlineData("FLINKREADY__POLLINTERVAL__X", "3s", "\"X\" leads nowhere: the value before it has no parts")]
    [InlineData("FLINKREADY__POLLINTERVAL", "3", "pollInterval must be a whole number with a unit: 500ms, 30s, 5m, 1h or 1d, not \"3\"")]
    [InlineData("FLINKREADY__RULES__HA_ENABLE__SEVERITY", "info", "\"HA_ENABLE\" is no key; did you mean \"HA_ENABLED\"?")]
    [InlineData("FLINKREADY__", "x", "\"\" is no key")]
    public void A_variable_that_means_nothing_is_named(string variable, string value, string message)
    {
        var result = ConfigurationReader.Read(string.Empty, "c.yaml", "/", new Dictionary<string, string> { [variable] = value });

        Assert.Equal([$"{variable}: {message}"], result.Mistakes.Select(mistake => mistake.ToString()));
    }

    [Theory]
    [InlineData(0x00)]
    [InlineData(0xFF)]
    public void Bytes_that_are_no_text_are_a_mistake(byte value)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("c.yaml"), [value, value, value]);

        Assert.Single(ConfigurationReader.Read(folder.File("c.yaml"), new Dictionary<string, string>()).Mistakes);
    }

    private static MonitorConfiguration Read(string yaml, params (string Name, string Value)[] environment)
    {
        var result = ConfigurationReader.Read(yaml, "c.yaml", "/", environment.ToDictionary(entry => entry.Name, entry => entry.Value));
        Assert.Empty(result.Mistakes);
        return result.Configuration!;
    }
}
