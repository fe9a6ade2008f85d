using System.Globalization;
using System.Text.RegularExpressions;
using FlinkReady.Monitor.Reports.Views;
using FlinkReady.Monitor.Tests.Support;
using FlinkReady.Monitor.Web;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.Verdicts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace FlinkReady.Monitor.Tests.Web;

/// <summary>The filter on the page of a job: what it finds, what the page says of it, and the way back.</summary>
public sealed partial class VertexFilterTests
{
    private const string Hostile = "\"><script>alert(1)</script>'&/%2F#?\u202Ejavascript:";

    [Theory]
    [InlineData("window", "", "1")]
    [InlineData("WINDOW", "", "1")]
    [InlineData("sink window", "", "1")]
    [InlineData("  window   ", "", "1")]
    [InlineData("own-uid", "", "2")]
    [InlineData("declared", "", "2")]
    [InlineData("operator-uid", "", "0,3")]
    [InlineData("lost", "", "0")]
    [InlineData("waived-words", "", "")]
    [InlineData("00000000000000000000000000000002", "", "2")]
    [InlineData("", "critical", "0")]
    [InlineData("", "warning", "0,3")]
    [InlineData("", "info", "0,3")]
    [InlineData("lost", "warning", "0")]
    [InlineData("window", "info", "")]
    [InlineData("nobody", "", "")]
    public void What_fits_has_all_words_and_something_as_bad(string words, string severity, string expected)
    {
        var job = Job(4);

        Assert.Equal(expected, string.Join(',', Filter(words, severity).Fitting(Boxes(job), job)!));
    }

    [Fact]
    public void What_is_masked_on_the_page_can_not_be_found_by_trying()
    {
        var job = Job(4, "Source: https://u:hunter2@db/x");

        Assert.Empty(Filter("hunter2", string.Empty).Fitting(Boxes(job), job)!);
        Assert.Equal([0], Filter("https", string.Empty).Fitting(Boxes(job), job)!);
    }

    [Theory]
    [InlineData(60, 100, false)]
    [InlineData(61, 75, true)]
    [InlineData(400, 75, true)]
    [InlineData(900, 75, true)]
    public async Task A_large_graph_starts_smaller_and_with_a_filter(int vertices, int percent, bool hasFilter)
    {
        var page = await RenderAsync(Job(vertices), string.Empty);

        Assert.Equal(hasFilter, page.Contains("<form action=\"job#graph\">", StringComparison.Ordinal));
        var size = Size.Match(page);
        Assert.InRange(100 * Number(size.Groups[1]) / Number(size.Groups[2]), percent - 1, percent + 1);
    }

    [Fact]
    public async Task Picture_and_table_show_what_fits_and_the_links_keep_it()
    {
        var page = await RenderAsync(Job(100), "?q=step-07 operator-uid&severity=info&size=50");

        Assert.Equal(2, Regex.Count(page, "<p>3 of 100 vertices fit <q>step-07 operator-uid</q> and have findings. <a href=\"job\\?target=t&amp;name=j&amp;id=1#(graph|operators)\">Show all</a></p>"));
        Assert.Equal(["step-072", "step-075", "step-078"], Drawn.Matches(page).Select(box => box.Groups[1].Value));
        Assert.Equal(3, Regex.Count(page, "<tr id=\"v-"));
        Assert.Contains("id=1&amp;q=step-07%20operator-uid&amp;severity=info&amp;n=2#graph\">2</a>", page, StringComparison.Ordinal);
        Assert.Contains("id=1&amp;q=step-07%20operator-uid&amp;severity=info&amp;n=0&amp;size=75#graph\">75 %</a>", page, StringComparison.Ordinal);
        Assert.Contains("<input name=\"q\" maxlength=\"200\" value=\"step-07 operator-uid\">", page, StringComparison.Ordinal);
        Assert.Contains("<option value=\"info\" selected>", page, StringComparison.Ordinal);
        Assert.Contains("<input type=\"hidden\" name=\"size\" value=\"50\">", page, StringComparison.Ordinal);
        Assert.DoesNotContain("▸", page, StringComparison.Ordinal);

        // Each is three edges from the next, over two that don't fit.
        Assert.Equal(2, Regex.Count(page, ">… 2 …</text>"));
    }

    [Fact]
    public async Task What_is_near_is_told_from_what_fits_and_leads_to_the_whole_table()
    {
        var page = await RenderAsync(Job(100), "?q=step-050&n=1");

        Assert.Contains("This is a window: 3 of 100 vertices, those that fit, marked ▸, and what is near them, 1 edge far.", page, StringComparison.Ordinal);
        Assert.Equal(["step-049", "▸ step-050", "step-051"], Drawn.Matches(page).Select(box => box.Groups[1].Value));
        Assert.Contains($"<a class=\"marked\" id=\"{Anchors.OfBox(Id(50))}\" href=\"#{Anchors.OfVertex(Id(50))}\"", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"job?target=t&amp;name=j&amp;id=1&amp;page=1#{Anchors.OfVertex(Id(49))}\"", page, StringComparison.Ordinal);
        Assert.Contains("<p>1 of 100 vertices fits <q>step-050</q>.", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(100)]
    [InlineData(900)]
    public async Task Nothing_that_fits_is_said_and_leads_back(int vertices)
    {
        var page = await RenderAsync(Job(vertices), "?q=nobody");

        Assert.Contains($"<p>None of {vertices} vertices fit <q>nobody</q>. <a href=\"job?target=t&amp;name=j&amp;id=1#graph\">Show all</a></p>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<svg class=\"job\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<tr id=\"v-", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_graph_that_is_too_large_for_a_picture_the_filter_shows_what_fits()
    {
        var page = await RenderAsync(Job(900), "?q=step-5");

        Assert.Contains("This is a window: 100 of 900 vertices, those that fit. Dotted lines", page, StringComparison.Ordinal);
        Assert.Equal(100, Regex.Count(page, "<tr id=\"v-"));
    }

    [Fact]
    public async Task Pages_of_the_table_have_what_fits_alone()
    {
        var page = await RenderAsync(Job(900), "?q=step&page=2");

        Assert.Contains("id=1&amp;q=step&amp;page=1#operators\">1</a>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("page=3", page, StringComparison.Ordinal);
        Assert.Equal(398, Regex.Count(page, "<tr id=\"v-"));
        Assert.DoesNotContain("▸", page, StringComparison.Ordinal);

        // More fit than a picture holds: a row whose vertex is not in it leads to a picture around that vertex, and the filter stays.
        Assert.Contains("This is a window: 400 of 900 vertices, some of those that fit, the worst first.", page, StringComparison.Ordinal);
        Assert.Contains($"id=1&amp;q=step&amp;around={Id(899)}#{Anchors.OfBox(Id(899))}", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_and_names_of_others_stay_text_and_come_back_as_they_were()
    {
        var job = Job(100, Hostile) with { JobName = Hostile };

        var page = await RenderAsync(job, $"?q={Uri.EscapeDataString(Hostile)}");

        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("\u202E", page, StringComparison.Ordinal);
        var kept = Regex.Match(page, "<input type=\"hidden\" name=\"name\" value=\"([^\"]*)\">").Groups[1].Value;
        Assert.Equal(Hostile, System.Net.WebUtility.HtmlDecode(kept));
        var words = Regex.Match(page, "<input name=\"q\" maxlength=\"200\" value=\"([^\"]*)\">").Groups[1].Value;
        Assert.Equal(Hostile, System.Net.WebUtility.HtmlDecode(words));
    }

    [Theory]
    [InlineData("?severity=awful", "severity is critical, warning or info.")]
    [InlineData("?severity=info&severity=info", "severity is critical, warning or info.")]
    [InlineData("?q=LONG", "q is longer than 200 characters.")]
    public void What_one_can_not_ask_for_is_said(string address, string expected)
    {
        var query = QueryOf(address.Replace("LONG", new string('x', 201), StringComparison.Ordinal));

        Assert.Null(VertexFilter.Of(query, out var mistake));
        Assert.Equal(expected, mistake);
    }

    private static VertexFilter Filter(string words, string severity) => VertexFilter.Of(QueryOf($"?q={Uri.EscapeDataString(words)}&severity={severity}"), out _)!;

    private static QueryCollection QueryOf(string address) => new(QueryHelpers.ParseQuery(address));

    private static async Task<string> RenderAsync(JobAssessment job, string address)
    {
        using var graphs = new GraphCache();
        var query = QueryOf(address);
        var target = Made.Assessment("t", [], job);
        var pictures = await JobPictures.OfAsync(graphs, query, VertexFilter.Of(query, out _)!, Boxes(job), target, job, TestContext.Current.CancellationToken);
        return JobPage.Render(target, job, pictures, []);
    }

    // A chain: a source, a window, one with a declared uid, and steps. Each third one has a finding, the source the worst; what was found of the window is waived.
    private static JobAssessment Job(int vertices, string source = "Source: numbers")
    {
        string NameOf(int number) => number switch { 0 => source, 1 => "window -> Sink: out", _ => $"step-{number:000}" };
        Finding Find(int number, Severity severity, string message) =>
            new() { Message = message, Severity = severity, Resource = Resource.Vertex(Id(number), NameOf(number)), Evidence = [], Remediation = "r" };
        return Made.Job("j", "1", Made.Fail("operator-uid") with
        {
            Findings =
            [
                .. Enumerable.Range(0, vertices).Where(number => number % 3 == 0).Select(number => Find(number, number == 0 ? Severity.Critical : Severity.Warning, number == 0 ? "Its offsets would be lost." : "m")),
                Find(1, Severity.Critical, "waived-words") with { Waiver = new AppliedWaiver("r", "o", new DateOnly(2027, 3, 31)) },
            ],
        }) with
        {
            Operators = [.. Enumerable.Range(0, vertices).Select(number => new VertexOperators(Id(number), NameOf(number), [new OperatorVerdict(
                0, NameOf(number), number == 2 ? UidVerdict.Declared : UidVerdict.Auto, Id(number), number == 2 ? "own-uid" : null, null, true, false, "p")]))],
        };
    }

    private static IReadOnlyList<VertexBox> Boxes(JobAssessment job) => VertexBox.Of(
        [.. job.Operators.Select((vertex, number) => new JobVertexView(vertex.VertexId, vertex.VertexName, 1, 128, false, null, null, number == 0 ? [] : [new JobEdgeView(Id(number - 1), "FORWARD")]))],
        job);

    private static string Id(int number) => number.ToString("D32", CultureInfo.InvariantCulture);

    private static double Number(Group group) => double.Parse(group.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("<svg class=\"job\"[^>]* width=\"([0-9]+)\"[^>]* viewBox=\"-8 -8 ([0-9]+) ")]
    private static partial Regex Size { get; }

    [GeneratedRegex("<rect[^>]*/><text>([^<]*)</text>")]
    private static partial Regex Drawn { get; }
}
