using System.Text;
using FlinkReady.Monitor.Reports.Views;
using FlinkReady.Monitor.Tests.Support;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Tests.Reports;

/// <summary>What of a graph that is too large for a picture is shown.</summary>
public sealed class GraphWindowTests
{
    [Fact]
    public void A_graph_that_fits_is_whole()
    {
        var boxes = Chain(400, 200);
        var view = GraphView.Of(boxes);

        Assert.True(view.Window.IsWhole);
        Assert.Equal(400, view.Drawn!.Boxes.Count);
    }

    [Theory]
    [InlineData(0, new[] { 100, 300 })]
    [InlineData(1, new[] { 99, 100, 101, 299, 300, 301 })]
    [InlineData(3, new[] { 97, 98, 99, 100, 101, 102, 103, 297, 298, 299, 300, 301, 302, 303 })]
    public void A_larger_one_shows_what_is_near_its_findings_and_how_much_lies_between(int steps, int[] shown)
    {
        var view = GraphView.Of(Chain(401, 100, 300), steps: steps);

        Assert.Equal(shown, view.Window.Shown);
        var gap = Assert.Single(view.Window.Gaps);
        Assert.Equal((100 + steps, 300 - steps, 199 - (2 * steps)), (gap.From, gap.To, gap.Count));
        Assert.Equal(shown.Length - 1, view.Drawn!.Edges.Count);
    }

    [Fact]
    public void Around_one_vertex_it_shows_that_and_its_neighbours()
    {
        var boxes = Chain(500, 100);

        Assert.Equal([249, 250, 251], GraphView.Of(boxes, boxes[250].Vertex.Id).Window.Shown);
    }

    [Fact]
    public void Without_a_finding_it_begins_at_the_first_source() => Assert.Equal([0, 1], GraphView.Of(Chain(500)).Window.Shown);

    [Fact]
    public void It_reaches_no_farther_than_a_picture_can_show()
    {
        // A star of 500: one step is all of it.
        var boxes = Boxes(500, [0], [.. Enumerable.Range(1, 499).Select(to => (0, to))]);
        var view = GraphView.Of(boxes, steps: 2);

        Assert.Equal(0, view.Window.Steps);
        Assert.Equal([0], view.Window.Shown);
        Assert.NotNull(view.Drawn);
    }

    [Fact]
    public void Of_many_findings_the_worst_are_shown()
    {
        var view = GraphView.Of(Chain(500, [.. Enumerable.Range(0, 250).Select(number => number * 2)]), steps: 0);

        Assert.Equal(GraphWindow.MostSeeds, view.Window.Shown.Count);
    }

    [Fact]
    public void A_gap_is_drawn_dotted_with_its_number()
    {
        var boxes = Chain(401, 100, 300);
        var view = GraphView.Of(boxes);
        var html = new StringBuilder();

        JobGraphPicture.Write(html, boxes, view, VertexLinks.Within("x-", view.Shown(boxes)), 100);

        Assert.Contains("<g class=\"edge gap\"><title>over 197 vertices that the picture leaves out</title>", html.ToString(), StringComparison.Ordinal);
        Assert.Contains(">… 197 …</text>", html.ToString(), StringComparison.Ordinal);
    }

    private static IReadOnlyList<VertexBox> Chain(int count, params int[] findings) =>
        Boxes(count, findings, [.. Enumerable.Range(1, count - 1).Select(to => (to - 1, to))]);

    private static IReadOnlyList<VertexBox> Boxes(int count, int[] findings, (int From, int To)[] edges) => VertexBox.Of(
        [.. Enumerable.Range(0, count).Select(number => new Readiness.Assessments.JobVertexView(Id(number), $"v{number}", 1, 128, false, null, null, [.. edges.Where(edge => edge.To == number).Select(edge => new Readiness.Assessments.JobEdgeView(Id(edge.From), "FORWARD"))]))],
        Made.Job("j", "1", Made.Fail("operator-uid") with
        {
            Findings = [.. findings.Select(number => new Finding { Message = "m", Severity = Severity.Warning, Resource = Resource.Vertex(Id(number), $"v{number}"), Evidence = [], Remediation = "r" })],
        }));

    private static string Id(int number) => number.ToString("x32", System.Globalization.CultureInfo.InvariantCulture);
}
