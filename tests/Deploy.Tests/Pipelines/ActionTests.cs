using System.Text.Json.Nodes;
using FlinkReady.Deploy.Tests.Manifests;
using FlinkReady.Deploy.Tests.Tools;

namespace FlinkReady.Deploy.Tests.Pipelines;

/// <summary>GitHub's action, step by step.</summary>
public sealed class ActionTests
{
    [Fact]
    public void What_an_input_holds_never_becomes_a_command()
    {
        Assert.All(ActionRun.Steps, step => Assert.DoesNotContain("${{", step.Text("run"), StringComparison.Ordinal));
        Assert.All(ActionRun.Action["inputs"]!.AsObject(), input => Assert.NotEmpty(input.Value.Text("description")!));
    }

    [Fact]
    public void It_takes_the_release_that_it_belongs_to() => Assert.Contains(
        $"<VersionPrefix>{ActionRun.Action.Text("inputs.version.default")}</VersionPrefix>", Repository.Read("Directory.Build.props"), StringComparison.Ordinal);

    [NeedsFact(Need.Curl)]
    public async Task Violations_fail_the_step_and_stand_in_summary_and_SARIF()
    {
        using var run = new ActionRun();
        await run.ReleaseAsync();
        run.Set("arguments", "--recording demo\n--skip-rule web-submit-exposed");
        run.Set("fail-on", "critical");

        var result = await run.RunAsync();

        Assert.True(result.ExitCode == 1, result.All);
        Assert.Contains("exit-code=1", run.Outputs, StringComparison.Ordinal);
        Assert.Contains("operator-uid", run.Summary, StringComparison.Ordinal);
        Assert.DoesNotContain("web-submit-exposed", run.Summary, StringComparison.Ordinal);
        Assert.Equal("2.1.0", JsonNode.Parse(await File.ReadAllTextAsync(run.In("flinkready.sarif"), TestContext.Current.CancellationToken)).Text("version"));
    }

    [NeedsFact(Need.Curl)]
    public async Task What_is_known_does_not_fail_it()
    {
        using var run = new ActionRun();
        await run.ReleaseAsync();
        run.Set("arguments", "--recording demo");
        run.Set("sarif-file", string.Empty);
        var report = await Flinkready.RunAsync("scan", "--recording", "demo", "--format", "json", "--fail-on", "never");
        await File.WriteAllTextAsync(run.In("baseline.json"), report.Output, TestContext.Current.CancellationToken);
        run.Set("baseline", "baseline.json");

        var result = await run.RunAsync();

        Assert.True(result.ExitCode == 0, result.All);
        Assert.Contains("exit-code=0", run.Outputs, StringComparison.Ordinal);
        Assert.False(File.Exists(run.In("flinkready.sarif")));
    }

    [NeedsFact(Need.Curl)]
    public async Task An_archive_that_was_exchanged_is_refused()
    {
        using var run = new ActionRun();
        await run.ReleaseAsync();
        foreach (var archive in Directory.GetFiles(Path.Combine(run.Releases, "v1.0.0"), "*.tar.gz"))
        {
            await File.AppendAllTextAsync(archive, "x", TestContext.Current.CancellationToken);
        }

        var result = await run.RunAsync();

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("is not the one that SHA256SUMS names", result.Output, StringComparison.Ordinal);
    }

    [NeedsFact(Need.Curl)]
    public async Task A_release_that_is_not_there_is_named()
    {
        using var run = new ActionRun();
        await run.ReleaseAsync();
        run.Set("version", "9.9.9");

        var result = await run.RunAsync();

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("v9.9.9/flinkready-9.9.9-", result.Output, StringComparison.Ordinal);
    }
}
