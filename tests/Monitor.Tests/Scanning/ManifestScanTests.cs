using System.Text.Json;
using FlinkReady.Monitor.Terminal;
using FlinkReady.Monitor.Tests.Cli;

namespace FlinkReady.Monitor.Tests.Scanning;

/// <summary>Scans of manifests: exit codes, places in every format, standard input, and what is said of files that can't be read.</summary>
public sealed class ManifestScanTests
{
    private const string Stateless = "apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata: {name: orders, namespace: prod}\nspec:\n  flinkVersion: v1_20\n  job:\n    jarURI: local:///a.jar\n";
    private const string Good = Stateless + "    upgradeMode: savepoint\n  flinkConfiguration:\n    high-availability.type: kubernetes\n";
    private const string Broken = "a: 1\nb: [1, }\n";

    [Theory]
    [InlineData(Good, "--fail-on warning", ExitCodes.Success)]
    [InlineData(Stateless, "--fail-on warning", ExitCodes.Violations)]
    [InlineData(Stateless, "--fail-on never", ExitCodes.Success)]
    [InlineData(Stateless, "--skip-rule upgrade-mode-stateless", ExitCodes.Success)]
    [InlineData(Good, "--require-complete", ExitCodes.NotAssessed)]
    [InlineData(Good + "---\n" + Broken, "", ExitCodes.NotAssessed)]
    [InlineData(Broken, "", ExitCodes.Usage)]
    [InlineData("kind: Secret\n", "", ExitCodes.Success)]
    public async Task The_exit_code_follows_the_contract(string text, string options, int exitCode)
    {
        using var folder = new TemporaryFolder();

        var run = await CliRun.Of(["scan", "--manifest", folder.Write("m.yaml", text), .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.True(run.ExitCode == exitCode, $"{run.ExitCode}\n{run.Error}\n{run.Out}");
    }

    [Fact]
    public async Task What_cannot_be_read_is_one_line_with_file_and_line_and_the_rest_is_judged()
    {
        using var folder = new TemporaryFolder();
        var (bad, good) = (folder.Write("a.yaml", Broken), folder.Write("b.yaml", Stateless));
        folder.Write("c.txt", "no manifest");

        var run = await CliRun.Of("scan", "--manifest", folder.Path, "--format", "json");

        Assert.Equal(ExitCodes.NotAssessed, run.ExitCode);
        Assert.StartsWith($"flinkready: {bad}:2:", run.Error, StringComparison.Ordinal);
        Assert.Contains("1 FlinkDeployment and 0 FlinkSessionJobs in 2 files", run.Error, StringComparison.Ordinal);
        Assert.Equal(2, run.Error.Trim().Split('\n').Length);
        var target = Assert.Single(JsonDocument.Parse(run.Out).RootElement.GetProperty("targets").EnumerateArray());
        Assert.Equal("prod.orders", target.GetProperty("name").GetString());
        Assert.Equal(JsonValueKind.Null, target.GetProperty("url").ValueKind);
        var evidence = target.GetProperty("jobs")[0].GetProperty("checks").EnumerateArray().Single(static check => check.GetProperty("rule").GetString() == "upgrade-mode-stateless")
            .GetProperty("findings")[0].GetProperty("evidence")[0];
        Assert.Equal("FlinkDeployment prod/orders: spec.job.upgradeMode", evidence.GetProperty("path").GetString());
        Assert.Equal("declared", evidence.GetProperty("authority").GetString());
        Assert.Equal((good, 6, 3), (evidence.GetProperty("location").GetProperty("file").GetString(), evidence.GetProperty("location").GetProperty("line").GetInt32(), evidence.GetProperty("location").GetProperty("column").GetInt32()));
    }

    [Fact]
    public async Task SARIF_points_at_the_line_of_the_file_as_a_repository_knows_it()
    {
        // Relative to the folder of the scan, which is the repository's root in a pipeline.
        var folder = Directory.CreateDirectory(Path.Combine(Environment.CurrentDirectory, $"manifests {Guid.NewGuid():N}"));
        try
        {
            var relative = Path.GetRelativePath(Environment.CurrentDirectory, Path.Combine(folder.FullName, "orders.yaml"));
            await File.WriteAllTextAsync(relative, Stateless + "  flinkConfiguration:\n    high-availability.typ: kubernetes\n    state.backendd: hashmap\n", TestContext.Current.CancellationToken);

            var run = await CliRun.Of("scan", "--manifest", relative, "--format", "sarif");
            var results = JsonDocument.Parse(run.Out).RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray().Where(static result => result.GetProperty("kind").GetString() == "fail").ToList();
            var places = results.Select(static result => result.GetProperty("locations")[0].GetProperty("physicalLocation")).ToList();

            Assert.NotEmpty(places);
            Assert.All(places, place => Assert.Equal($"{Uri.EscapeDataString(folder.Name)}/orders.yaml", place.GetProperty("artifactLocation").GetProperty("uri").GetString()));
            Assert.Contains(places, static place => place.GetProperty("region").GetProperty("startLine").GetInt32() == 9 && place.GetProperty("region").GetProperty("startColumn").GetInt32() == 5);
            Assert.Equal(results.Count, results.Select(static result => result.GetProperty("partialFingerprints").GetProperty("finding/v1").GetString()).Distinct().Count());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("console", "m.yaml:6: FlinkDeployment")]
    [InlineData("markdown", "m.yaml:6")]
    [InlineData("junit", "m.yaml:6: FlinkDeployment prod/orders spec.job.upgradeMode = not set")]
    [InlineData("html", "m.yaml:6: FlinkDeployment prod/orders")]
    public async Task Reports_for_people_name_file_and_line(string format, string expected)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("m.yaml", Stateless);

        var run = await CliRun.Of(["scan", "--manifest", file, "--format", format, "--rule", "upgrade-mode-stateless"]);

        Assert.Contains(expected, run.Out.Replace("\\", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Standard_input_is_read_and_configuration_waivers_and_rules_apply_without_targets()
    {
        using var folder = new TemporaryFolder();
        var config = folder.Write("c.yaml", "waivers:\n  - { rule: upgrade-mode-stateless, target: prod.orders, job: orders, reason: known, owner: me, expires: 2099-01-01 }\n");

        var run = await CliRun.Of(["scan", "--manifest", "-", "--config", config, "--format", "json"], input: Stateless);

        Assert.Equal(ExitCodes.Success, run.ExitCode);
        Assert.Contains("\"status\":\"waived\"", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("localhost:8081", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("scan --manifest nowhere.yaml", "there is no file or folder nowhere.yaml")]
    [InlineData("scan --operator-config a.yaml", "--operator-config is for --manifest")]
    public async Task A_mistake_in_the_command_is_one_line(string command, string message)
    {
        var run = await CliRun.Of(command.Split(' '));

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Contains(message, Assert.Single(run.Error.Trim().Split('\n')), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("last-state", "fail")]
    [InlineData("savepoint", "notApplicable")]
    public async Task The_upgrade_mode_of_the_command_line_is_judged_without_Kubernetes(string mode, string status)
    {
        var run = await CliRun.Of("scan", "--recording", "demo", "--upgrade-mode", mode, "--rule", "last-state-without-ha", "--job", "good", "--format", "json");

        Assert.Contains($"\"rule\":\"last-state-without-ha\",\"status\":\"{status}\"", run.Out, StringComparison.Ordinal);
    }
}
