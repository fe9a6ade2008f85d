using System.IO.Compression;
using System.Text.Json;
using FlinkReady.Monitor.Layout;

namespace FlinkReady.Monitor.Tests.Layout;

/// <summary>Pictures of graphs: nothing overlaps, everything leads to the right, equal graphs look equal, and few lines cross.</summary>
public sealed class LayeredLayoutTests
{
    // What a prototype in another language reached with the same method on the same graphs.
    [NeedsTheory(Need.SharedMaterial)]
    [InlineData("medium-31", 0)]
    [InlineData("large-30", 11)]
    [InlineData("large-16", 17)]
    [InlineData("wide-4", 405)]
    [InlineData("huge-1000-none-1", 2_556)]
    public void Lines_of_a_real_graph_cross_hardly_more_often_than_in_the_prototype(string name, int prototype)
    {
        var graph = Corpus("1.20.5", name.Split('-')[0]).Single(entry => entry.Name.EndsWith($"/{name}", StringComparison.Ordinal)).Graph;

        Assert.InRange(Check(graph).Crossings, 0, (int)(prototype * 1.2));
    }

    [NeedsTheory(Need.SharedMaterial)]
    [InlineData("small")]
    [InlineData("medium")]
    [InlineData("large")]
    [InlineData("shapes")]
    [InlineData("sql")]
    [InlineData("wide")]
    public void Every_real_graph_has_a_picture(string profile) => Assert.All(Corpus("1.20.5", profile), entry => Check(entry.Graph));

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 200)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Any_graph_has_a_picture(int seed)
    {
        var random = new Random(seed);
        var boxes = random.Next(1, 60);
        var edges = Enumerable.Range(0, random.Next(0, 120)).Select(_ => new BoxEdge(random.Next(boxes), random.Next(boxes))).ToArray();

        Check(new GraphToDraw([.. Enumerable.Range(0, boxes).Select(_ => new BoxSize(random.Next(40, 300), random.Next(20, 200)))], edges));
    }

    public static TheoryData<string> Shapes => ["one", "nothing between them", "star", "chain", "everyone with everyone", "circle", "to itself"];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Extreme_shapes_have_a_picture(string shape)
    {
        var (boxes, edges) = shape switch
        {
            "one" => (1, Array.Empty<BoxEdge>()),
            "nothing between them" => (400, []),
            "star" => (400, [.. Enumerable.Range(1, 399).Select(leaf => new BoxEdge(0, leaf))]),
            "chain" => (400, [.. Enumerable.Range(1, 399).Select(next => new BoxEdge(next - 1, next))]),
            "everyone with everyone" => (40, [.. Enumerable.Range(0, 400).Select(pair => new BoxEdge(pair / 20, 20 + (pair % 20)))]),
            "circle" => (10, [.. Enumerable.Range(0, 10).Select(box => new BoxEdge(box, (box + 1) % 10))]),
            _ => (2, new BoxEdge[] { new(0, 0), new(0, 1), new(0, 1) }),
        };

        var drawn = Check(new GraphToDraw([.. Enumerable.Repeat(new BoxSize(200, 40), boxes)], edges));

        // Two lines of a complete graph between two columns cross once for each pair of pairs.
        Assert.True(shape != "everyone with everyone" || drawn.Crossings == 190 * 190, $"{drawn.Crossings}");
        Assert.True(shape != "circle" || drawn.Edges.Count(edge => edge.IsReversed) == 1);
        Assert.True(shape != "to itself" || drawn.Edges.Single() is { Count: 2 });
    }

    [Fact]
    public void Beyond_what_anybody_reads_there_is_no_picture()
    {
        Assert.Null(LayeredLayout.Of(new GraphToDraw([.. Enumerable.Repeat(new BoxSize(10, 10), 401)], [])));
        Assert.Null(LayeredLayout.Of(new GraphToDraw([.. Enumerable.Repeat(new BoxSize(10, 10), 400)], [.. Enumerable.Repeat(new BoxEdge(0, 1), 4_001)])));

        // A chain of 400 with a line from each to the end passes more columns than may have a bend.
        Assert.Null(LayeredLayout.Of(new GraphToDraw(
            [.. Enumerable.Repeat(new BoxSize(10, 10), 400)],
            [.. Enumerable.Range(0, 399).SelectMany(box => new BoxEdge[] { new(box, box + 1), new(box, 399) })])));
    }

    private static DrawnGraph Check(GraphToDraw graph)
    {
        var drawn = LayeredLayout.Of(graph)!;
        Assert.NotNull(drawn);
        Assert.Equal(JsonSerializer.Serialize(drawn), JsonSerializer.Serialize(LayeredLayout.Of(graph)));

        for (var one = 0; one < drawn.Boxes.Count; one++)
        {
            for (var other = one + 1; other < drawn.Boxes.Count; other++)
            {
                Assert.False(Overlap(drawn.Boxes[one], drawn.Boxes[other]), $"{drawn.Boxes[one]} and {drawn.Boxes[other]}");
            }
        }

        Assert.All(drawn.Boxes, box => Assert.True(
            box.Corner is { X: >= 0, Y: >= 0 } && box.Corner.X + box.Size.Width <= drawn.Size.Width && box.Corner.Y + box.Size.Height <= drawn.Size.Height + 0.5, $"{box} outside {drawn.Size}"));
        Assert.All(drawn.Edges, edge => Assert.All(edge.Bends.Zip(edge.Bends.Skip(1)), step => Assert.True(step.First.X <= step.Second.X, $"{edge} leads to the left")));
        Assert.Equal(graph.Edges.Count(edge => edge.From != edge.To), drawn.Edges.Sum(edge => edge.Count));
        return drawn;
    }

    private static bool Overlap(DrawnBox one, DrawnBox other) =>
        one.Corner.X < other.Corner.X + other.Size.Width && other.Corner.X < one.Corner.X + one.Size.Width
        && one.Corner.Y + one.Size.Height > other.Corner.Y + 0.2 && other.Corner.Y + other.Size.Height > one.Corner.Y + 0.2;

    private static IEnumerable<(string Name, GraphToDraw Graph)> Corpus(string version, string profile)
    {
        using var file = new GZipStream(File.OpenRead(SharedMaterial.PathOf("jobgraph-corpus", version, $"{profile}.jsonl.gz")!), CompressionMode.Decompress);
        using var reader = new StreamReader(file);
        while (reader.ReadLine() is { } line)
        {
            using var entry = JsonDocument.Parse(line);
            var nodes = entry.RootElement.GetProperty("job").GetProperty("plan").GetProperty("nodes").EnumerateArray().ToArray();
            var places = nodes.Select((node, index) => (Id: node.GetProperty("id").GetString()!, index)).ToDictionary(node => node.Id, node => node.index);
            BoxEdge[] edges = [.. nodes.SelectMany(node => node.TryGetProperty("inputs", out var inputs)
                ? inputs.EnumerateArray().Select(input => new BoxEdge(places[input.GetProperty("id").GetString()!], places[node.GetProperty("id").GetString()!]))
                : [])];
            yield return (entry.RootElement.GetProperty("id").GetString()!, new GraphToDraw([.. nodes.Select(_ => new BoxSize(220, 60))], edges));
        }
    }
}
