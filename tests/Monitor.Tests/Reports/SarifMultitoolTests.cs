using FlinkReady.Monitor.Reports;
using FlinkReady.Monitor.Terminal;
using FlinkReady.Monitor.Tests.Cli;

namespace FlinkReady.Monitor.Tests.Reports;

/// <summary>SARIF reports please Microsoft's validator: no error and no warning.</summary>
public sealed class SarifMultitoolTests
{
    [Fact]
    public async Task Reports_on_every_recording_are_clean()
    {
        Assert.SkipUnless(SarifMultitool.IsInstalled, SarifMultitool.MissingReason);
        using var folder = new TemporaryFolder();
        foreach (var recording in RecordingReportTests.Recordings.Select(row => row.Data))
        {
            var path = recording == "demo" ? recording : SharedMaterial.PathOf("flink-recordings", recording)!;
            var run = await CliRun.Of("scan", "--recording", path, "--output", $"sarif={folder.File($"{recording.Replace('/', '-')}.sarif")}", "--fail-on", "never");
            Assert.Equal(ExitCodes.Success, run.ExitCode);
        }

        var said = await SarifMultitool.ValidateAsync(folder.Path);

        Assert.True(said.Count == 0, string.Join("\n", said));
    }

    [Fact]
    public async Task Reports_with_hostile_names_waivers_and_silent_targets_are_clean()
    {
        Assert.SkipUnless(SarifMultitool.IsInstalled, SarifMultitool.MissingReason);
        using var folder = new TemporaryFolder();
        for (var name = 0; name < HostileNames.All.Count; name++)
        {
            await using var file = File.Create(folder.File($"hostile-{name}.sarif"));
            ReportFormats.Of("sarif").Write(Assessments.With(HostileNames.All[name]), Assessments.Context, file);
        }

        var said = await SarifMultitool.ValidateAsync(folder.Path);

        Assert.True(said.Count == 0, string.Join("\n", said));
    }

    [Theory]
    [InlineData("\"ruleIndex\": 1,", "\"ruleIndex\": 99,", "SARIF1009")]
    [InlineData("\"version\": \"2.1.0\"", "\"version\": \"2.1.0\", \"more\": 1", "JSON1005")]
    [InlineData("\"uri\": \"flinkready/", "\"uri\": \"flink ready/", "SARIF1002")]
    public async Task The_validator_sees_what_is_wrong(string before, string after, string complaint)
    {
        Assert.SkipUnless(SarifMultitool.IsInstalled, SarifMultitool.MissingReason);
        using var folder = new TemporaryFolder();
        var run = await CliRun.Of("scan", "--recording", "demo", "--format", "sarif");
        Assert.Contains(before, run.Out, StringComparison.Ordinal);
        folder.Write("wrong.sarif", run.Out.Replace(before, after, StringComparison.Ordinal));
        folder.Write("right.sarif", run.Out);

        var said = await SarifMultitool.ValidateAsync(folder.Path);

        Assert.Contains(said, line => line.StartsWith($"wrong.sarif: {complaint}: ", StringComparison.Ordinal));
        Assert.DoesNotContain(said, line => line.StartsWith("right.sarif", StringComparison.Ordinal));
    }
}
