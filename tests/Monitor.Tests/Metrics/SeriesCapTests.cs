using FlinkReady.Monitor.Metrics;
using FlinkReady.Monitor.Tests.Support;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Tests.Metrics;

public sealed class SeriesCapTests
{
    [Fact]
    public void The_most_severe_series_are_kept_then_by_name_and_the_rest_is_counted()
    {
        var view = Made.View(Made.Assessment(
            "t",
            [],
            Made.Job("b", "1", Made.Fail("warn", Severity.Warning, 7), Made.Fail("crit", Severity.Critical, 1)),
            Made.Job("a", "2", Made.Unknown("dark", UnknownReason.Unread, Severity.Critical), Made.Fail("info", Severity.Info, 1)),
            Made.Job("c", "3", Made.Fail("crit", Severity.Critical, 2))));

        var page = Exposition.Of(new SeriesLimits(3, 5000), view);

        Assert.Equal(
            [
                "flinkready_violation{target=\"t\",job_name=\"b\",rule=\"crit\",severity=\"critical\"} 1",
                "flinkready_violation{target=\"t\",job_name=\"c\",rule=\"crit\",severity=\"critical\"} 2",
            ],
            Exposition.Samples(page, "flinkready_violation"));
        Assert.Equal(["flinkready_not_assessed{target=\"t\",job_name=\"a\",rule=\"dark\",reason=\"unread\"} 1"], Exposition.Samples(page, "flinkready_not_assessed"));
        Assert.Equal(["flinkready_series_dropped{target=\"t\"} 2"], Exposition.Samples(page, "flinkready_series_dropped"));

        // The totals beside the capped detail are the true ones.
        Assert.Equal(
            ["flinkready_violations{target=\"t\",severity=\"critical\"} 3", "flinkready_violations{target=\"t\",severity=\"warning\"} 7", "flinkready_violations{target=\"t\",severity=\"info\"} 1"],
            Exposition.Samples(page, "flinkready_violations"));
    }

    [Fact]
    public void Beyond_max_jobs_the_jobs_with_the_worst_violations_keep_their_series()
    {
        var view = Made.View(Made.Assessment(
            "t", [], Made.Job("a", "1", Made.Pass("r")), Made.Job("b", "2", Made.Fail("r", Severity.Warning)), Made.Job("c", "3", Made.Fail("r"))));

        var page = Exposition.Of(new SeriesLimits(5000, 2), view);

        Assert.Equal(
            ["flinkready_job_score_ratio{target=\"t\",job_name=\"b\"} 0", "flinkready_job_score_ratio{target=\"t\",job_name=\"c\"} 0"],
            Exposition.Samples(page, "flinkready_job_score_ratio"));
        Assert.Equal(2, Exposition.Samples(page, "flinkready_job_info").Length);
        Assert.Equal(["flinkready_series_dropped{target=\"t\"} 2"], Exposition.Samples(page, "flinkready_series_dropped"));
        Assert.Equal(2, Exposition.Samples(page, "flinkready_violation").Length);
    }
}
