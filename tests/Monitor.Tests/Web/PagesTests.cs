using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using FlinkReady.Monitor.Reports.Views;
using FlinkReady.Monitor.Tests.Support;
using FlinkReady.Monitor.Web;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Tests.Web;

/// <summary>The pages as a reader walks them: every link leads somewhere, everything is well-formed, and names of others stay text.</summary>
public sealed partial class PagesTests(DaemonFixture daemon) : IClassFixture<DaemonFixture>
{
    private const string Hostile = "\"><script>alert(1)</script>'&/%2F#?\u202Ejavascript:";

    [Fact]
    public async Task Every_link_leads_to_a_page_and_every_anchor_to_a_place()
    {
        var open = new Queue<Uri>([new Uri(daemon.Url + "/")]);
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        var anchors = new HashSet<(string Page, string Anchor)>();
        while (open.TryDequeue(out var page))
        {
            var address = page.GetLeftPart(UriPartial.Query);
            if (seen.ContainsKey(address) || seen.Count > 400)
            {
                continue;
            }

            var (response, body) = await Http.SendAsync(HttpMethod.Get, address);
            Assert.True(response.StatusCode == HttpStatusCode.OK, $"{address} answers {response.StatusCode}");
            var html = Encoding.UTF8.GetString(body);
            seen[address] = html;
            if (response.Content.Headers.ContentType?.MediaType != "text/html")
            {
                continue;
            }

            foreach (Match link in Links.Matches(html))
            {
                var to = new Uri(page, WebUtility.HtmlDecode(link.Groups[1].Value));
                if (to.Authority != page.Authority)
                {
                    continue;
                }

                open.Enqueue(to);
                if (to.Fragment.Length > 1)
                {
                    anchors.Add((to.GetLeftPart(UriPartial.Query), to.Fragment[1..]));
                }
            }
        }

        Assert.Contains(seen.Keys, page => page.Contains("/job?", StringComparison.Ordinal));
        Assert.Contains(seen.Keys, page => page.Contains("/rules/operator-uid", StringComparison.Ordinal));
        Assert.True(anchors.Count > 20, $"{anchors.Count} anchors");
        Assert.All(anchors, anchor => Assert.Contains($"id=\"{anchor.Anchor}\"", seen[anchor.Page], StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/target?name=demo")]
    [InlineData("/job?target=demo&name=nouid")]
    [InlineData("/job?target=demo&name=good&size=50")]
    [InlineData("/job?target=demo&name=good&size=fit")]
    [InlineData("/job?target=demo&name=nouid&q=window&severity=critical&n=1&size=fit")]
    [InlineData("/job?target=demo&name=nouid&q=nothing+of+this+kind")]
    [InlineData("/find?q=uid&group=target")]
    [InlineData("/find?status=unknown&severity=critical&rule=ha-enabled&label.team=a")]
    [InlineData("/rules/")]
    public async Task A_page_is_well_formed_and_has_each_id_once(string path)
    {
        var html = Encoding.UTF8.GetString(await GetAsync(path));

        // As XML: every element that HTML leaves open is closed first, then nothing may be left.
        var xml = OpenElements.Replace(html["<!DOCTYPE html>".Length..], "<$1$2/>").Replace("&nbsp;", " ", StringComparison.Ordinal);
        var document = XDocument.Parse(BareAttributes.Replace(xml, " $1=\"\"$2"));
        var ids = document.Descendants().Select(element => element.Attribute("id")?.Value).OfType<string>().ToList();
        Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.DoesNotContain(document.Descendants(), element => element.Attribute("style") is not null);
    }

    [Fact]
    public async Task The_graph_shows_each_vertex_and_each_edge_of_the_job()
    {
        var html = Encoding.UTF8.GetString(await GetAsync("/job?target=demo&name=nouid"));
        var job = daemon.PublishedState.Latest.Find("demo")!.State.Current!.Jobs.Single(job => job is { JobName: "nouid", IsTerminal: false });
        var vertices = job.Vertices.Read();

        Assert.All(vertices, vertex => Assert.Contains($"<a id=\"{Anchors.OfBox(vertex.Id)}\" href=\"#v-{vertex.Id}\" ", html, StringComparison.Ordinal));
        var lines = Regex.Matches(html, "</title><path d=\"([^\"]*)\"/><path class=\"tip\" d=\"([^\"]*)\"/>");
        var edges = vertices.SelectMany(vertex => vertex.Inputs.Select(input => (input.From, vertex.Id))).Distinct().Count();
        Assert.Equal((edges, edges), (lines.Sum(line => line.Groups[1].Value.Count('M')), lines.Sum(line => line.Groups[2].Value.Count('M'))));
        Assert.Contains("<g class=\"edge keyed\"><title>HASH</title>", html, StringComparison.Ordinal);
        Assert.Contains("<rect class=\"critical\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_is_as_large_as_its_reader_wants_it()
    {
        var widths = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var size in (string[])["50", "100", "fit", "51"])
        {
            var html = Encoding.UTF8.GetString(await GetAsync($"/job?target=demo&name=good&size={size}"));
            widths[size] = Regex.Match(html, "<svg class=\"job\"[^>]* width=\"([0-9.%]+)\"").Groups[1].Value;
        }

        Assert.Equal("100%", widths["fit"]);
        Assert.Equal(widths["100"], widths["51"]);
        Assert.InRange(double.Parse(widths["50"], CultureInfo.InvariantCulture) / double.Parse(widths["100"], CultureInfo.InvariantCulture), 0.49, 0.51);
    }

    [Theory]
    [InlineData("/job", 400)]
    [InlineData("/job?target=demo", 400)]
    [InlineData("/job?target=nope&name=x", 404)]
    [InlineData("/job?target=demo&name=nouid&severity=awful", 400)]
    [InlineData("/job?target=demo&name=nouid&severity=Critical", 400)]
    [InlineData("/job?target=demo&name=nouid&q=&severity=&n=9&page=0&size=big&around=nobody", 200)]
    [InlineData("/job?target=demo&name=%3Cscript%3E", 404)]
    [InlineData("/target", 400)]
    [InlineData("/target?name=nope", 404)]
    [InlineData("/find?severity=awful", 400)]
    [InlineData("/find?status=awful", 400)]
    [InlineData("/job/?target=demo&name=nouid", 308)]
    [InlineData("/rules", 308)]
    public async Task What_is_not_there_is_said(string path, int status)
    {
        var (response, body) = await Http.SendAsync(HttpMethod.Get, daemon.Url + path);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.DoesNotContain("<script", Encoding.UTF8.GetString(body), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Names_of_others_stay_text_everywhere()
    {
        var finding = new Finding { Message = Hostile, Severity = Severity.Critical, Resource = Resource.Vertex(Hostile, Hostile), Evidence = [new Evidence(Hostile, Hostile, Hostile)], Remediation = Hostile };
        var job = Made.Job(Hostile, Hostile, Made.Fail("operator-uid") with { Message = Hostile, Findings = [finding] }) with
        {
            Operators = [new VertexOperators(Hostile, Hostile, [new OperatorVerdict(0, Hostile, UidVerdict.Declared, Hostile, Hostile, UidSource.List, true, false, Hostile)])],
        };
        var target = Made.Assessment(Hostile, []) with { Jobs = [job] };
        var view = Made.View(target) with { Target = new() { Name = Hostile, Connection = new() { Urls = [new Uri("http://h/")] } } };
        var boxes = VertexBox.Of(job);

        string[] pages = [JobPage.Render(target, job, new JobPictures(boxes, GraphView.Of(boxes), VertexLinks.Within(string.Empty, boxes)), []), TargetPage.Render(view, Made.Noon)];

        Assert.All(pages, page =>
        {
            Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("\">alert", page, StringComparison.Ordinal);
            Assert.DoesNotContain("\u202E", page, StringComparison.Ordinal);
            Assert.Contains("&lt;script&gt;", page, StringComparison.Ordinal);
        });
    }

    private async Task<byte[]> GetAsync(string path)
    {
        var (response, body) = await Http.SendAsync(HttpMethod.Get, daemon.Url + path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return body;
    }

    [GeneratedRegex("href=\"([^\"]*)\"")]
    private static partial Regex Links { get; }

    [GeneratedRegex("<(meta|input|br|hr)\\b([^>]*?)/?>")]
    private static partial Regex OpenElements { get; }

    [GeneratedRegex(" (checked|selected|open)([ />])")]
    private static partial Regex BareAttributes { get; }
}
