using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Terminal;
using FlinkReady.Monitor.Tests.Cli;

namespace FlinkReady.Monitor.Tests.ConfigurationFiles;

/// <summary>A configuration in several files: what teams write side by side adds up, and nothing is decided twice in silence.</summary>
public sealed class ComposedConfigurationTests : IDisposable
{
    private const string Waiver = "  - { rule: ha-enabled, reason: lab, owner: me, expires: 2027-03-31 }\n";

    private readonly TemporaryFolder _folder = new();

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Targets_uids_overrides_waivers_and_settings_of_rules_add_up()
    {
        var one = _folder.Write("one.yaml", "pollInterval: 20s\ntargets:\n  - { name: a, url: \"http://a\" }\nuids:\n  - { values: [x] }\nrules:\n  ha-enabled: { severity: info }\n  operator-uid: { severity: info }\nwaivers:\n" + Waiver);
        var two = _folder.Write("two.yaml", "targets:\n  - { name: b, url: \"http://b\" }\nuids:\n  - { values: [y] }\noverrides:\n  - { job: \"x-*\", rules: { operator-uid: { severity: warning } } }\nrules:\n  operator-uid: { enabled: false }\n");
        var three = _folder.Write("three.yaml", "waivers:\n" + Waiver.Replace("ha-enabled", "operator-uid", StringComparison.Ordinal));

        var read = ConfigurationReader.Read(new ConfigurationParts([one, two], [three]), new Dictionary<string, string>());

        Assert.Empty(read.Mistakes);
        var configuration = read.Configuration!;
        Assert.Equal(["a", "b"], configuration.Targets.Select(target => target.Name));
        Assert.Equal(TimeSpan.FromSeconds(20), configuration.PollInterval);
        Assert.Equal(["x", "y"], configuration.Policy.Uids.SelectMany(uids => uids.Values));
        Assert.Single(configuration.Policy.Overrides);
        Assert.Equal(["ha-enabled", "operator-uid"], configuration.Policy.Waivers.Select(waiver => waiver.Rule));
        Assert.Equal(["ha-enabled", "operator-uid"], configuration.Policy.Rules.Keys.Order());
        Assert.False(configuration.Policy.Rules["operator-uid"].Enabled);
    }

    [Fact]
    public void A_file_that_is_named_in_both_lists_is_read_once()
    {
        var one = _folder.Write("one.yaml", "targets:\n  - { name: a, url: \"http://a\" }\nexportLabels: [team, team]\nwaivers:\n" + Waiver);

        var read = ConfigurationReader.Read(new ConfigurationParts([one, one], [one]), new Dictionary<string, string>());

        Assert.Empty(read.Mistakes);
        Assert.Single(read.Configuration!.Policy.Waivers);
        Assert.Equal(["team"], read.Configuration.ExportLabels);
        Assert.Equal(one, read.Configuration.Source);
    }

    [Fact]
    public void A_command_that_finds_targets_elsewhere_looks_at_its_part_all_the_same()
    {
        var shard = new Shard(0, 2);
        var source = new ConfigurationSource(ConfigurationParts.None, new Dictionary<string, string>(), []).Of(shard).WithoutTargets();

        Assert.Equal(shard, source.Load().Configuration!.Shard);
    }

    [Theory]
    [InlineData("pollInterval: 20s\n", "pollInterval: 20s\n", "two.yaml:1:15: pollInterval is given twice, first at one.yaml:1:15: keep one of them")]
    [InlineData("rules:\n  ha-enabled: { severity: info }\n", "rules:\n  ha-enabled: { severity: warning }\n", "two.yaml:2:27: rules.ha-enabled.severity is given twice, first at one.yaml:2:27: keep one of them")]
    [InlineData("targets:\n  - { name: a, url: \"http://a\" }\n", "targets:\n  - { name: a, url: \"http://b\" }\n", "two.yaml:2:5: a target named \"a\" stands already at one.yaml:2:5: names must be unique")]
    [InlineData("targets: []\n", "targets: { a: 1 }\n", "two.yaml:1:10: targets is given twice, first at one.yaml:1:10: keep one of them")]
    [InlineData("pollInterval: 20s\n", "nonsense: 1\n", "two.yaml:1:1: unknown key \"nonsense\"")]
    public void What_is_given_twice_names_both_places(string one, string two, string message)
    {
        _folder.Write("one.yaml", one);
        _folder.Write("two.yaml", two);

        var read = ConfigurationReader.Read(new ConfigurationParts([_folder.File("one.yaml"), _folder.File("two.yaml")], []), new Dictionary<string, string>());

        Assert.Equal([message], read.Mistakes.Select(mistake => mistake.ToString().Replace(_folder.Path + "/", string.Empty, StringComparison.Ordinal)));
    }

    /// <summary>A list of uids beside the second file would be looked for beside the first.</summary>
    [Fact]
    public void Files_are_resolved_from_the_folder_of_the_file_that_names_them()
    {
        Directory.CreateDirectory(_folder.File("team"));
        File.WriteAllText(_folder.File("team/orders.uids.txt"), "orders-source\n");
        var one = _folder.Write("one.yaml", "targets:\n  - { url: \"http://a\" }\n");
        var two = _folder.Write("team/two.yaml", "uids:\n  - { file: orders.uids.txt }\ntargets:\n  - { url: \"http://b\", auth: { bearerTokenFile: token } }\n");

        var read = ConfigurationReader.Read(new ConfigurationParts([one, two], []), new Dictionary<string, string>());

        Assert.Empty(read.Mistakes);
        Assert.Equal(["orders-source"], read.Configuration!.Policy.Uids.Single().Values);
        Assert.Equal(_folder.File("team/token"), read.Configuration.Targets[1].Connection.Auth.BearerTokenFile);
    }

    [Fact]
    public async Task A_file_of_waivers_holds_nothing_else()
    {
        var file = _folder.Write("w.yaml", "targets: []\nwaivers:\n" + Waiver);

        var run = await CliRun.Of("scan", "--recording", "demo", "--waivers", file);

        Assert.Equal((ExitCodes.Usage, $"flinkready: {file}:1:1: \"targets\" has no place in a file of --waivers: give the file with --config\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task What_write_waivers_wrote_waives_it()
    {
        string[] scan = ["scan", "--recording", "demo", "--rule", "ha-enabled", "--rule", "operator-uid", "--now", "2026-11-30T00:00:00Z"];
        var file = _folder.File("w.yaml");
        Assert.Equal(ExitCodes.Violations, (await CliRun.Of([.. scan, "--write-waivers", file, "--owner", "me", "--expires", "2027-03-31"])).ExitCode);

        Assert.Equal(ExitCodes.Success, (await CliRun.Of([.. scan, "--waivers", file])).ExitCode);
        Assert.Equal(ExitCodes.Violations, (await CliRun.Of(scan)).ExitCode);
    }

    [Fact]
    public async Task Both_files_count_on_the_command_line()
    {
        var one = _folder.Write("one.yaml", "rules:\n  ha-enabled: { enabled: false }\n");
        var two = _folder.Write("two.yaml", "rules:\n  operator-uid: { enabled: false }\n");

        var run = await CliRun.Of("scan", "--recording", "demo", "-c", one, "-c", two, "--format", "json");

        Assert.Contains("\"skippedRules\":[\"operator-uid\",\"ha-enabled\"]", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_part_is_sound_by_itself()
    {
        var file = _folder.Write("w.yaml", "waivers:\n" + Waiver);

        var run = await CliRun.Of("config", "check", file);

        Assert.Equal((ExitCodes.Success, $"{file}: ok, a part without targets, 1 waiver\n"), (run.ExitCode, run.Out));
        var both = await CliRun.Of("config", "check", file, _folder.Write("t.yaml", "targets:\n  - { url: \"http://a\" }\n"));
        Assert.EndsWith(": ok, 1 target, 1 waiver\n", both.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_broken_file_is_named()
    {
        var run = await CliRun.Of("config", "check", _folder.File("a.yaml"), _folder.Write("b.yaml", "a: [\n"), _folder.File("c.yaml"));

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Equal(["a.yaml", "b.yaml", "c.yaml"], run.Out.Trim().Split('\n').Select(line => Path.GetFileName(line.Split(':')[0])));
    }
}
