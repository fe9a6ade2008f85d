using FlinkReady.Monitor.Metrics;
using FlinkReady.Monitor.Targets;
using FlinkReady.Monitor.Tests.Support;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Tests.Metrics;

/// <summary>Labels that route alerts, and operators by name: only where asked, and never beyond the caps.</summary>
public sealed class ExportTests
{
    private static readonly TargetView View = Of(Made.Job("j", "1", Made.Fail("operator-uid"), Made.Unknown("savepoint-age", UnknownReason.Unread)) with
    {
        Operators =
        [
            new VertexOperators("v", "Source -> Map", [One("Source", UidVerdict.Auto), One("Map", UidVerdict.Auto), One("Map", UidVerdict.Auto), One("Sink", UidVerdict.Explicit)]),
            new VertexOperators("w", "Late", [One("Late", UidVerdict.Auto, isAssignable: false)]),
        ],
    });

    [Fact]
    public void Labels_that_are_named_stand_on_what_alerts_look_at_and_on_nothing_else()
    {
        var page = Exposition.Of(new SeriesLimits(100, 100) { ExportLabels = ["team", "tier", "nobody"] }, View);

        Assert.Equal(["flinkready_violation{target=\"t\",job_name=\"j\",rule=\"operator-uid\",severity=\"critical\",team=\"orders\",tier=\"1\"} 1"], Exposition.Samples(page, "flinkready_violation"));
        foreach (var metric in (string[])["target_up", "violations", "not_assessed", "job_info", "job_score_ratio", "job_operators", "target_last_success_timestamp_seconds", "series_dropped"])
        {
            Assert.All(Exposition.Samples(page, "flinkready_" + metric), sample => Assert.Contains(",team=\"orders\",tier=\"1\"}", sample, StringComparison.Ordinal));
            Assert.NotEmpty(Exposition.Samples(page, "flinkready_" + metric));
        }

        foreach (var metric in (string[])["target_polls_total", "checks", "target_score_ratio"])
        {
            Assert.All(Exposition.Samples(page, "flinkready_" + metric), sample => Assert.DoesNotContain("team=", sample, StringComparison.Ordinal));
            Assert.NotEmpty(Exposition.Samples(page, "flinkready_" + metric));
        }
    }

    [Fact]
    public void While_a_target_is_down_its_violations_keep_their_team()
    {
        var down = View with { State = View.State with { Current = Made.Down("t") } };

        var page = Exposition.Of(new SeriesLimits(100, 100) { ExportLabels = ["team"] }, down);

        Assert.Contains(",team=\"orders\"} 1", Assert.Single(Exposition.Samples(page, "flinkready_violation")), StringComparison.Ordinal);
        Assert.Equal(["flinkready_target_up{target=\"t\",team=\"orders\"} 0"], Exposition.Samples(page, "flinkready_target_up"));
    }

    [Fact]
    public void Other_labels_after_a_reload_are_shown_by_the_next_poll()
    {
        var before = TargetSeries.Render(View, new SeriesLimits(100, 100), null);
        var after = TargetSeries.Render(View, new SeriesLimits(100, 100) { ExportLabels = ["team"] }, before);

        Assert.Contains("team=\"orders\"", Assert.Single(Exposition.Samples(Exposition.TextOf(new MetricsPage([after])), "flinkready_violation")), StringComparison.Ordinal);
    }

    [Fact]
    public void Operators_without_a_uid_are_named_once_where_asked()
    {
        Assert.Empty(Exposition.Samples(Exposition.Of(new SeriesLimits(100, 100), View), "flinkready_job_operator_info"));

        var page = Exposition.Of(new SeriesLimits(100, 100) { ExportOperators = true }, View);

        Assert.Equal(
            [
                "flinkready_job_operator_info{target=\"t\",job_name=\"j\",vertex=\"Source -> Map\",operator=\"Source\",uid=\"auto\"} 1",
                "flinkready_job_operator_info{target=\"t\",job_name=\"j\",vertex=\"Source -> Map\",operator=\"Map\",uid=\"auto\"} 1",
            ],
            Exposition.Samples(page, "flinkready_job_operator_info"));
    }

    [Theory]
    [InlineData(4, 2, 0)]
    [InlineData(3, 1, 1)]
    [InlineData(2, 0, 2)]
    [InlineData(1, 0, 3)]
    public void Operators_stand_behind_violations_where_series_are_capped(int most, int operators, int dropped)
    {
        foreach (var maxJobs in (int[])[100, 0])
        {
            var page = Exposition.Of(new SeriesLimits(most, maxJobs) { ExportOperators = true }, maxJobs > 0 ? View : View with { State = View.State with { Current = View.State.Current! with { IsUp = false } } });

            Assert.Equal(operators, Exposition.Samples(page, "flinkready_job_operator_info").Length);
            if (maxJobs > 0)
            {
                Assert.Equal($"flinkready_series_dropped{{target=\"t\"}} {dropped}", Assert.Single(Exposition.Samples(page, "flinkready_series_dropped")));
            }
        }
    }

    private static TargetView Of(Readiness.Assessments.JobAssessment job)
    {
        var view = Made.View(Made.Assessment("t", [], job));
        return view with { Target = view.Target with { Labels = Labels(("tier", "1"), ("team", "orders"), ("secret", "x")) } };
    }

    private static FlinkClient.Collections.EquatableDictionary Labels(params (string Name, string Value)[] labels) =>
        new(labels.ToDictionary(label => label.Name, label => label.Value, StringComparer.Ordinal), StringComparer.Ordinal);

    private static OperatorVerdict One(string name, UidVerdict uid, bool isAssignable = true) => new(0, name, uid, null, null, null, isAssignable, false, string.Empty);
}
