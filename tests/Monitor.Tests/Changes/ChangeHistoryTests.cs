using FlinkReady.Monitor.Changes;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Histories;
using FlinkReady.Monitor.Tests.Support;
using FlinkReady.Readiness.Assessments;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace FlinkReady.Monitor.Tests.Changes;

/// <summary>Restarts with and without the folder: no flip of what is as before, no change that was seen is lost.</summary>
public sealed class ChangeHistoryTests : IDisposable
{
    private static readonly TargetAssessment Failing = Made.Assessment("t", [Made.Fail("ha-enabled")], Made.Job("j", "1", Made.Fail("operator-uid"), Made.Pass("job-running")));

    private readonly FakeTimeProvider _time = new(Made.Noon);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("flinkready-changes-");
    private readonly HistoryFaults _faults = new(NullLogger<HistoryFaults>.Instance);

    [Fact]
    public void A_restart_shows_no_flips_and_keeps_what_was_seen()
    {
        Run(_folder.FullName, Failing with { Checks = [Made.Pass("ha-enabled")] }, Failing);
        _time.Advance(TimeSpan.FromMinutes(1));

        var after = Run(_folder.FullName, Failing);

        Assert.Equal("pass → fail", Assert.Single(after.Since(DateTimeOffset.MinValue)) is var change ? $"{change.From} → {change.To}" : null);
        Assert.Equal(Made.Noon, after.KnownSince);
        Assert.Equal(0, after.Counts.Sum(count => count.Value));
    }

    [Fact]
    public void What_changed_while_the_monitor_was_away_is_told()
    {
        Run(_folder.FullName, Failing);
        _time.Advance(TimeSpan.FromHours(1));

        var after = Run(_folder.FullName, Failing with { Jobs = [Made.Job("j", "2", Made.Pass("operator-uid"), Made.Fail("job-running"))] });

        Assert.Equal(
            ["RUNNING → RUNNING ", "fail → pass operator-uid", "pass → fail job-running"],
            after.Since(DateTimeOffset.MinValue).Select(change => $"{change.From} → {change.To} {change.Rule}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_is_known_of_a_target_that_left_while_nobody_looked_is_not_written_for_ever()
    {
        Run(_folder.FullName, Failing, Failing with { Name = "left" });
        for (var start = 0; start < 2; start++)
        {
            _time.Advance(TimeSpan.FromDays(6));
            Run(_folder.FullName, Failing);
        }

        Run(_folder.FullName, Failing);

        var written = File.ReadAllText(Path.Combine(_folder.FullName, "state.jsonl"));
        Assert.Contains("\"target\":\"t\"", written, StringComparison.Ordinal);
        Assert.DoesNotContain("\"target\":\"left\"", written, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_folder_a_start_begins_anew()
    {
        var log = Run(null, Failing);
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Empty(log.Since(DateTimeOffset.MinValue));
        Assert.Equal(Made.Noon.AddMinutes(1), Run(null, Failing).KnownSince);
    }

    [Theory]
    [InlineData("changes.jsonl")]
    [InlineData("state.jsonl")]
    public void A_broken_line_costs_itself_and_is_counted(string file)
    {
        Run(_folder.FullName, Failing with { Checks = [Made.Pass("ha-enabled")] }, Failing);
        File.AppendAllText(Path.Combine(_folder.FullName, file), "{\"at\":\"yesterday\",\"target\":null}\n");

        var after = Run(_folder.FullName, Failing);

        Assert.Single(after.Since(DateTimeOffset.MinValue));
        Assert.Equal(1, _faults.Counts.Single(count => count.Key == Path.GetFileNameWithoutExtension(file)).Value.LinesSkipped);
    }

    [Fact]
    public void A_folder_that_is_none_disturbs_nothing()
    {
        var file = Path.Combine(_folder.FullName, "file");
        File.WriteAllText(file, string.Empty);

        var log = Run(Path.Combine(file, "folder"), Failing with { Checks = [Made.Pass("ha-enabled")] }, Failing);

        Assert.Single(log.Since(DateTimeOffset.MinValue));
        Assert.True(_faults.Counts.Sum(count => count.Value.WriteFailures) > 0);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private ChangeLog Run(string? folder, params TargetAssessment[] polls)
    {
        var log = new ChangeLog(_time);
        var tracker = new ChangeTracker(log, ["t"], _time);
        var history = folder is null ? null : new ChangeHistory(folder, log, tracker, new OverallChanges(log, _time), _faults, _time);
        foreach (var poll in polls)
        {
            tracker.Published(Made.View(poll), new MonitorConfiguration());
        }

        history?.Write(isLast: false);
        history?.Write(isLast: true);
        return log;
    }
}
