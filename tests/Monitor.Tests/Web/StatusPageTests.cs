using FlinkReady.FlinkModel.Readings;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Targets;
using FlinkReady.Monitor.Tests.Support;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Judging;
using FlinkReady.Readiness.Policies;

namespace FlinkReady.Monitor.Tests.Web;

public sealed class StatusPageTests
{
    private const string Hostile = "\"><script>alert(1)</script>'&";

    [Fact]
    public void Whatever_comes_from_outside_is_text_and_no_markup()
    {
        var current = Made.Down("a") with { Error = new Failure(FailureReason.NotFlink, 200, Hostile), FlinkVersion = Hostile, Access = Made.Access with { Address = "http://h/" + Hostile } };
        var view = Made.View(current) with
        {
            Target = new TargetDefinition { Name = Hostile, Connection = new() { Urls = [new Uri("http://h/")] } },
            Access = Made.Access with { Address = "http://h/" + Hostile },
        };

        var page = StatusPages.Render(Publication(view));

        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("\">alert", page, StringComparison.Ordinal);
    }

    [Fact]
    public void It_tells_up_from_down_from_not_tried_and_keeps_what_was_found_before()
    {
        var up = Made.View(Made.Assessment("up", [Made.Fail("ha-enabled", open: 7)]));
        var down = Made.View(Made.Down("down"), Made.Assessment("down", [Made.Fail("ha-enabled", open: 9)]));
        var fresh = new TargetView { Target = new TargetDefinition { Name = "new" }, Access = Made.Access };

        var page = StatusPages.Render(Publication(up, down, fresh));

        Assert.Contains("<span class=\"up\">up</span>", page, StringComparison.Ordinal);
        Assert.Contains("<span class=\"down\">down</span>: timeout. no answer", page, StringComparison.Ordinal);
        Assert.Contains("not tried yet", page, StringComparison.Ordinal);
        Assert.Contains("<span class=\"critical\">7</span>", page, StringComparison.Ordinal);
        Assert.Contains("<span class=\"critical\">9</span>", page, StringComparison.Ordinal);
    }

    private static Publication Publication(params TargetView[] views) => new(
        1,
        new MonitorConfiguration(),
        new ReloadStatus(true, Made.Noon),
        views,
        AssessmentBuilder.Combine(ReadinessPolicy.Default, [.. views.Select(view => view.State.Current).OfType<TargetAssessment>()], false, Made.Noon));
}
