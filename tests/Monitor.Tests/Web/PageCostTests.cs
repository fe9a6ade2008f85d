using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Html;
using FlinkReady.Monitor.Layout;
using FlinkReady.Monitor.Reports.Views;
using FlinkReady.Monitor.Targets;
using FlinkReady.Monitor.Tests.Support;
using FlinkReady.Monitor.Web;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Judging;
using FlinkReady.Readiness.OperatorIds;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Tests.Web;

/// <summary>What pages and pictures cost. Sizes and allocations are held; times are printed for <c>docs/performance.md</c>, since a busy machine knows no milliseconds.</summary>
public sealed class PageCostTests(ITestOutputHelper output)
{
    // So many that what is hot is compiled as well as it is in the program.
    private const int Rounds = 150;

    [Fact]
    public void The_first_page_of_a_hundred_clusters_is_small()
    {
        var views = Enumerable.Range(0, 100).Select(number => Made.View(Cluster($"cluster-{number:000}"))).ToList();
        var publication = new Publication(1, new MonitorConfiguration(), new ReloadStatus(true, Made.Noon), views, Made.Whole([.. views.Select(view => view.State.Current!)]));

        var page = Measure("/, 100 targets × 20 jobs", () => StatusPages.Render(publication));

        Assert.InRange(page.Length, 1, 150_000);
        Assert.InRange(Compressed(page), 1, 20_000);
    }

    [NeedsTheory(Need.SharedMaterial)]
    [InlineData("large-30", 47, 60_000)]
    [InlineData("huge-1000-none-1", 392, 420_000)]
    public void The_page_of_a_job_grows_with_its_operators_and_no_faster(string name, int vertices, int most)
    {
        var job = Job(name);
        Assert.Equal(vertices, job.Vertices.Count);
        var target = Made.Assessment("t", [], job.Job);
        GraphView? kept = null;

        string Page(bool isFirst)
        {
            var boxes = VertexBox.Of(job.Vertices, job.Job);
            kept = isFirst || kept is null ? GraphView.Of(boxes) : kept;
            var pages = OperatorTable.Pages(boxes, 500);
            return HtmlPage.Served("j", JobPage.Render(target, job.Job, new JobPictures(boxes, kept, VertexLinks.Within(string.Empty, boxes)) { Pages = pages }, []));
        }

        var page = Measure($"/job, {vertices} vertices, first", () => Page(isFirst: true));
        Measure($"/job, {vertices} vertices, from the cache", () => Page(isFirst: false));

        Assert.InRange(Encoding.UTF8.GetByteCount(page), 1, most);
    }

    [NeedsFact(Need.SharedMaterial)]
    public void A_picture_of_what_is_drawn_at_most_takes_bounded_memory()
    {
        var graphs = new List<(string Name, GraphToDraw Graph)>();
        foreach (var profile in (string[])["wide", "huge"])
        {
            graphs.AddRange(Corpus(profile).Select(entry => (entry.Name, entry.Graph)).Where(entry => entry.Graph.Boxes.Count is > 200 and <= GraphToDraw.MostBoxes));
        }

        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            graphs.Add(($"random-{seed}", new GraphToDraw(
                [.. Enumerable.Repeat(new BoxSize(264, 64), 400)],
                [.. Enumerable.Range(0, random.Next(400, 4_000)).Select(_ => (From: random.Next(400), Step: random.Next(1, 12))).Where(pair => pair.From + pair.Step < 400).Select(pair => new BoxEdge(pair.From, pair.From + pair.Step))])));
        }

        Assert.Contains(graphs, entry => !entry.Name.StartsWith("random", StringComparison.Ordinal));
        (string Name, double Milliseconds, long Bytes) slowest = default, largest = default;
        foreach (var (name, graph) in graphs)
        {
            var best = TimeSpan.MaxValue;
            long bytes = 0;
            for (var round = 0; round < 20; round++)
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                var started = Stopwatch.GetTimestamp();
                LayeredLayout.Of(graph);
                var elapsed = Stopwatch.GetElapsedTime(started);
                bytes = GC.GetAllocatedBytesForCurrentThread() - before;
                best = elapsed < best ? elapsed : best;
            }

            slowest = best.TotalMilliseconds > slowest.Milliseconds ? (name, best.TotalMilliseconds, bytes) : slowest;
            largest = bytes > largest.Bytes ? (name, best.TotalMilliseconds, bytes) : largest;
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"layout, worst of {graphs.Count}: {slowest.Name} {slowest.Milliseconds:0.0} ms; {largest.Name} {largest.Bytes / 1e6:0.0} MB"));
        Assert.InRange(largest.Bytes, 1, 20_000_000);
    }

    private string Measure(string what, Func<string> render)
    {
        var best = TimeSpan.MaxValue;
        var page = string.Empty;
        for (var round = 0; round < Rounds; round++)
        {
            var started = Stopwatch.GetTimestamp();
            page = render();
            var elapsed = Stopwatch.GetElapsedTime(started);
            best = elapsed < best ? elapsed : best;
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {best.TotalMilliseconds:0.0} ms, {Encoding.UTF8.GetByteCount(page) / 1e3:0.0} KB, gzip {Compressed(page) / 1e3:0.0} KB"));
        return page;
    }

    private static int Compressed(string page)
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(page));
        }

        return (int)buffer.Length;
    }

    private static TargetAssessment Cluster(string name)
    {
        CheckResult[] checks = [.. RuleCatalogue.All.Where(rule => rule.Scope == RuleScope.Job).Select((rule, number) => (number % 8) switch
        {
            0 => Made.Fail(rule.Id, rule.Severity) with { Rule = rule },
            1 => Made.Unknown(rule.Id, UnknownReason.NeedsHistory) with { Rule = rule },
            _ => Made.Pass(rule.Id) with { Rule = rule },
        })];
        return Made.Assessment(name, [Made.Fail("ha-enabled")], [.. Enumerable.Range(0, 20).Select(number => Made.Job($"job-{number}", number.ToString("x32", CultureInfo.InvariantCulture), checks))]);
    }

    private static (IReadOnlyList<JobVertexView> Vertices, JobAssessment Job) Job(string name)
    {
        var (_, nodes, graph, _) = Corpus(name.Split('-')[0]).Single(entry => entry.Name.EndsWith($"/{name}", StringComparison.Ordinal));
        var findings = nodes.Take(5).Select(node => new Finding { Message = $"'{node.Name}' has no uid.", Severity = Severity.Critical, Resource = Resource.Vertex(node.Id, node.Name), Evidence = [new Evidence("/jobs/x", "vertices[0].id", node.Id)], Remediation = ".uid(\"x\")" });
        return (nodes, Made.Job("j", "1", [.. Cluster("t").Jobs[0].Checks.Where(check => check.Rule.Id != "operator-uid"), Made.Fail("operator-uid") with { Findings = [.. findings] }]) with
        {
            Operators = OperatorIdentity.Judge(graph, OperatorEvidence.None),
        });
    }

    private static IEnumerable<(string Name, IReadOnlyList<JobVertexView> Nodes, JobGraph Job, GraphToDraw Graph)> Corpus(string profile)
    {
        using var file = new GZipStream(File.OpenRead(SharedMaterial.PathOf("jobgraph-corpus", "1.20.5", $"{profile}.jsonl.gz")!), CompressionMode.Decompress);
        using var reader = new StreamReader(file);
        while (reader.ReadLine() is { } line)
        {
            using var entry = JsonDocument.Parse(line);
            var job = entry.RootElement.GetProperty("job");
            var names = job.GetProperty("vertices").EnumerateArray().ToDictionary(vertex => vertex.GetProperty("id").GetString()!, vertex => vertex.GetProperty("name").GetString()!);
            JobVertexView[] nodes = [.. job.GetProperty("plan").GetProperty("nodes").EnumerateArray().Select(node => new JobVertexView(
                node.GetProperty("id").GetString()!, names[node.GetProperty("id").GetString()!], 4, 128, true, 32, 1 << 20,
                node.TryGetProperty("inputs", out var inputs) ? [.. inputs.EnumerateArray().Select(input => new JobEdgeView(input.GetProperty("id").GetString()!, "HASH"))] : []))];
            var places = nodes.Select((node, index) => (node.Id, index)).ToDictionary(node => node.Id, node => node.index);
            yield return (
                entry.RootElement.GetProperty("id").GetString()!,
                nodes,
                GraphReader.Read(job.Deserialize(FlinkJson.Default.JobDetails)),
                new GraphToDraw([.. nodes.Select(_ => new BoxSize(220, 60))], [.. nodes.SelectMany((node, index) => node.Inputs.Select(input => new BoxEdge(places[input.From], index)))]));
        }
    }
}
