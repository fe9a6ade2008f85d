using FlinkReady.Monitor.Changes;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Tests.Support;
using FlinkReady.Readiness.Verdicts;
using Microsoft.Extensions.Time.Testing;

namespace FlinkReady.Monitor.Tests.Changes;

/// <summary>What is kept of changes: no target may fill the memory, nor take the room of the others.</summary>
public sealed class ChangeLogTests
{
    private readonly FakeTimeProvider _time = new(Made.Noon);

    [Fact]
    public void A_target_keeps_its_last_five_hundred()
    {
        var log = new ChangeLog(_time);
        log.Add([.. Enumerable.Range(0, 501).Select(number => Flip("noisy", number))]);
        log.Add([Flip("quiet", 0)]);

        Assert.Equal(500, log.Since(DateTimeOffset.MinValue, "noisy").Count);
        Assert.DoesNotContain(log.Since(DateTimeOffset.MinValue, "noisy"), change => change.Message == "0");
        Assert.Single(log.Since(DateTimeOffset.MinValue, "quiet"));
    }

    [Fact]
    public void All_together_keep_the_last_twenty_thousand()
    {
        var log = new ChangeLog(_time);
        foreach (var number in Enumerable.Range(0, 20_001))
        {
            log.Add([Flip($"t{number % 100}", number)]);
        }

        var kept = log.Since(DateTimeOffset.MinValue);
        Assert.Equal(20_000, kept.Count);
        Assert.Equal("20000", kept[0].Message);
        Assert.Equal("1", kept[^1].Message);
        Assert.Equal(20_001, log.Counts.Sum(count => count.Value));
    }

    [Fact]
    public void After_seven_days_a_change_is_gone()
    {
        var log = new ChangeLog(_time);
        log.Add([Flip("t", 0)]);
        _time.Advance(TimeSpan.FromDays(7) + TimeSpan.FromSeconds(1));

        Assert.Empty(log.Since(DateTimeOffset.MinValue));
    }

    [Fact]
    public void Counters_begin_at_zero_and_go_with_their_target()
    {
        var log = new ChangeLog(_time);
        log.Know("t");
        Assert.Equal(4, log.Counts.Count(count => count.Key.Target == "t" && count.Value == 0));

        log.Add([Flip("t", 0)]);
        Assert.Equal(1, log.Counts.Single(count => count.Key == ("t", ChangeKind.Check)).Value);

        log.Forget("t");
        Assert.DoesNotContain(log.Counts, count => count.Key.Target == "t");
    }

    [Fact]
    public void Targets_of_the_start_are_no_news_but_one_that_comes_later_is()
    {
        var log = new ChangeLog(_time);
        var tracker = new ChangeTracker(log, ["old"], _time);
        tracker.Published(Made.View(Made.Assessment("old", [Made.Fail("ha-enabled")])), new MonitorConfiguration());
        Assert.Empty(log.Since(DateTimeOffset.MinValue));

        tracker.Published(Made.View(Made.Assessment("new", [Made.Fail("ha-enabled")])), new MonitorConfiguration());
        Assert.Equal("added", Assert.Single(log.Since(DateTimeOffset.MinValue)).To);

        tracker.Withdrawn("new");
        Assert.Equal("removed", log.Since(DateTimeOffset.MinValue)[0].To);
        Assert.Contains("1 critical", log.Since(DateTimeOffset.MinValue)[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_violated_anew_stands_first_and_what_goes_to_and_fro_in_one_line()
    {
        Change Of(string rule, string from, string to, Severity severity, int minutes) =>
            Flip("t", 0) with { Rule = rule, From = from, To = to, Severity = severity, At = Made.Noon.AddMinutes(minutes) };
        Change[] newestFirst =
        [
            Flip("t", 0) with { Kind = ChangeKind.Job, Rule = null, From = "RUNNING", To = "gone", At = Made.Noon.AddHours(3) },
            Of("job-running", "unknown", "fail", Severity.Warning, 90),
            Of("operator-uid", "fail", "pass", Severity.Critical, 80),
            Of("savepoint-age", "pass", "fail", Severity.Info, 50),
            Of("savepoint-age", "fail", "pass", Severity.Info, 40),
            Of("savepoint-age", "pass", "fail", Severity.Info, 30),
            Of("savepoint-age", "fail", "pass", Severity.Info, 20),
            Of("ha-enabled", "waived", "fail", Severity.Critical, 10),
            Of("restart-strategy", "pass", "fail", Severity.Critical, 5),
        ];

        var lines = ChangeDigest.Of(newestFirst);

        Assert.Equal(["restart-strategy", "job-running", "savepoint-age", "ha-enabled", "operator-uid", null], lines.Select(line => line.Change.Rule));
        Assert.StartsWith("Flapped 4 times, now fail.", lines[2].Message, StringComparison.Ordinal);
    }

    private static Change Flip(string target, int number) => new()
    {
        At = Made.Noon.AddMilliseconds(number),
        Kind = ChangeKind.Check,
        Target = target,
        JobName = "j",
        Rule = "operator-uid",
        Severity = Severity.Critical,
        From = "pass",
        To = "fail",
        Message = number.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };
}
