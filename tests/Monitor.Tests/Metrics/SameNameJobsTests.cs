using FlinkReady.Monitor.Metrics;
using FlinkReady.Monitor.Tests.Support;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Tests.Metrics;

public sealed class SameNameJobsTests
{
    [Fact]
    public void Counts_and_sizes_are_sums_and_scores_headroom_and_times_minima()
    {
        var a = Made.Job("twin", "a", Made.Fail("r", Severity.Warning, 2), Made.Pass("s")) with
        {
            Operators = [Made.Operators(UidVerdict.Auto)],
            Figures = new JobFigures { MaxParallelismHeadroom = 8, LastCompletedCheckpoint = Made.Noon, CheckpointStateBytes = 10 },
        };
        var b = Made.Job("twin", "b", Made.Fail("r", Severity.Critical, 3)) with
        {
            Operators = [Made.Operators(UidVerdict.Auto, UidVerdict.Undecided)],
            Figures = new JobFigures { MaxParallelismHeadroom = 4, LastCompletedCheckpoint = Made.Noon.AddSeconds(-10), CheckpointStateBytes = 5 },
        };

        var page = Exposition.Of(Made.View(Made.Assessment("t", [], a, b)));

        Assert.Equal(["flinkready_violation{target=\"t\",job_name=\"twin\",rule=\"r\",severity=\"critical\"} 5"], Exposition.Samples(page, "flinkready_violation"));
        Assert.Equal(["flinkready_job_score_ratio{target=\"t\",job_name=\"twin\"} 0"], Exposition.Samples(page, "flinkready_job_score_ratio"));
        Assert.Equal(["flinkready_job_max_parallelism_headroom_ratio{target=\"t\",job_name=\"twin\"} 4"], Exposition.Samples(page, "flinkready_job_max_parallelism_headroom_ratio"));
        Assert.Equal(["flinkready_job_checkpoint_last_completed_timestamp_seconds{target=\"t\",job_name=\"twin\"} 1767355190"], Exposition.Samples(page, "flinkready_job_checkpoint_last_completed_timestamp_seconds"));
        Assert.Equal(["flinkready_job_checkpoint_state_bytes{target=\"t\",job_name=\"twin\"} 15"], Exposition.Samples(page, "flinkready_job_checkpoint_state_bytes"));
        Assert.Contains("flinkready_job_operators{target=\"t\",job_name=\"twin\",uid=\"auto\"} 2", Exposition.Samples(page, "flinkready_job_operators"));
        Assert.Equal(2, Exposition.Samples(page, "flinkready_job_info").Length);
    }

    [Theory]
    [InlineData(CheckStatus.Fail, CheckStatus.Unknown, CheckStatus.Fail)]
    [InlineData(CheckStatus.Waived, CheckStatus.Unknown, CheckStatus.Unknown)]
    [InlineData(CheckStatus.Pass, CheckStatus.Waived, CheckStatus.Waived)]
    [InlineData(CheckStatus.NotApplicable, CheckStatus.Pass, CheckStatus.Pass)]
    public void Fail_beats_unknown_beats_waived_beats_pass(CheckStatus one, CheckStatus other, CheckStatus expected)
    {
        foreach (var (first, second) in (ReadOnlySpan<(CheckStatus, CheckStatus)>)[(one, other), (other, one)])
        {
            var page = Exposition.Of(Made.View(Made.Assessment("t", [], Made.Job("twin", "a", Of(first)), Made.Job("twin", "b", Of(second)))));

            var counted = Exposition.Samples(page, "flinkready_checks").Single(line => line.EndsWith(" 1", StringComparison.Ordinal));
            var word = expected switch { CheckStatus.NotApplicable => "not_applicable", _ => expected.ToString().ToLowerInvariant() };
            Assert.Equal($"flinkready_checks{{target=\"t\",status=\"{word}\"}} 1", counted);
            Assert.Equal(expected == CheckStatus.Fail ? 1 : 0, Exposition.Samples(page, "flinkready_violation").Length);
            Assert.Equal(expected == CheckStatus.Unknown ? 1 : 0, Exposition.Samples(page, "flinkready_not_assessed").Length);
        }
    }

    [Fact]
    public void A_terminal_job_beside_a_newer_one_shows_in_job_info_only()
    {
        var old = Made.Terminal("enrich", "old", Made.Noon.AddHours(-1), Made.Fail("job-running"));
        var now = Made.Job("enrich", "now", Made.Pass("job-running"));

        var page = Exposition.Of(Made.View(Made.Assessment("t", [], old, now)));

        Assert.Empty(Exposition.Samples(page, "flinkready_violation"));
        Assert.Equal(["flinkready_job_score_ratio{target=\"t\",job_name=\"enrich\"} 1"], Exposition.Samples(page, "flinkready_job_score_ratio"));
        Assert.Equal(2, Exposition.Samples(page, "flinkready_job_info").Length);
    }

    [Fact]
    public void A_terminal_job_that_nothing_replaced_keeps_its_violation()
    {
        var older = Made.Terminal("enrich", "older", Made.Noon.AddHours(-2), Made.Fail("job-running"));
        var newer = Made.Terminal("enrich", "newer", Made.Noon.AddHours(-1), Made.Fail("job-running"));

        var page = Exposition.Of(Made.View(Made.Assessment("t", [], older, newer)));

        Assert.Equal(["flinkready_violation{target=\"t\",job_name=\"enrich\",rule=\"job-running\",severity=\"critical\"} 1"], Exposition.Samples(page, "flinkready_violation"));
    }

    private static CheckResult Of(CheckStatus status) => status switch
    {
        CheckStatus.Fail => Made.Fail("r"),
        CheckStatus.Unknown => Made.Unknown("r", UnknownReason.Unread),
        CheckStatus.Waived => Made.Check("r", status, waived: 1),
        _ => Made.Check("r", status),
    };

    [Fact]
    public void A_job_without_a_name_is_not_mistaken_for_the_target_itself_from_poll_to_poll()
    {
        var view = Made.View(Made.Assessment("t", [Made.Fail("ha-enabled")], Made.Job(string.Empty, "1", Made.Fail("operator-uid"))));
        var first = TargetSeries.Render(view, new SeriesLimits(10, 10), null);
        var second = TargetSeries.Render(view, new SeriesLimits(10, 10), first);

        var page = Exposition.TextOf(new MetricsPage([second]));
        Assert.Equal(Exposition.TextOf(new MetricsPage([first])), page);
        Assert.Equal(2, Exposition.Samples(page, "flinkready_violation").Length);
    }
}
