using FlinkReady.Readiness.OperatorIds;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.OperatorIds.Texts;

namespace FlinkReady.Readiness.Tests.OperatorIds;

public class ChainReadingTests
{
    [Fact]
    public void A_tree_is_read_with_its_branches()
    {
        var reading = Read(
            "Window Clicks -> (Map Users -> Sink: Writer, Route, Score -> Commit)",
            "Window Clicks<br/>:- Map Users<br/>:  +- Sink: Writer<br/>:- Route<br/>+- Score<br/>   +- Commit<br/>");

        Assert.True(reading.Certain);
        Assert.Equal(["Window Clicks", "Map Users", "Sink: Writer", "Route", "Score", "Commit"], reading.Names);
        Assert.Equal([-1, 0, 1, 0, 0, 4], Enumerable.Range(0, 6).Select(reading.Tree.Parent));
        Assert.Equal([3, 1, 0, 0, 1, 0], Enumerable.Range(0, 6).Select(reading.Tree.FanOut));
    }

    [Fact]
    public void A_line_break_in_a_description_is_no_operator()
    {
        var reading = Read("a\n+- b -> c", "a<br/>+- b<br/>+- c<br/>");

        Assert.True(!reading.Certain || reading.Tree.Count == 2);
    }

    [Fact]
    public void A_cascading_description_is_read_with_its_branches()
    {
        var reading = Read("Co-Map -> (Sink: Writer -> Sink: Committer, Map)", "Co-Map -&gt; (Sink: Writer -&gt; Sink: Committer , Map)");

        Assert.True(reading.Certain);
        Assert.Equal(["Co-Map", "Sink: Writer", "Sink: Committer", "Map"], reading.Names);
        Assert.Equal([2, 1, 0, 0], Enumerable.Range(0, 4).Select(reading.Tree.FanOut));
    }

    [Fact]
    public void An_arrow_in_the_name_of_a_single_operator_leaves_it_single_in_tree_mode() =>
        Assert.Equal(["lorem -> ipsum"], Read("lorem -> ipsum", "lorem -&gt; ipsum<br/>").Names);

    [Fact]
    public void Of_two_readings_the_one_that_both_texts_can_be_cut_into_is_taken()
    {
        var reading = Read(
            "Alert -> Route -> Validate -> (Dedup, Process)",
            "a -&gt; (b, c) -&gt; Route -&gt; ,  -&gt; (Dedup , Process)");

        Assert.True(reading.Certain);
        Assert.Equal(["Alert", "Route", "Validate", "Dedup", "Process"], reading.Names);
    }

    [Fact]
    public void Texts_that_disagree_are_not_certain() => Assert.False(Read("a (b -> c", "d) -&gt; (e -&gt; f").Certain);

    [Fact]
    public void Chained_sources_are_named_after_their_head()
    {
        var reading = Read("Head [Source: a, Source: b] -> Map", "Head [Source: a, Source: b]<br/>+- Map<br/>");

        Assert.Equal(["Source: a", "Source: b"], reading.ChainedSources);
        Assert.Equal("Head", VertexReading.WithoutChainedSources(reading.Names[0]));
    }

    [Fact]
    public void The_index_prefix_is_not_a_part_of_the_name() => Assert.Equal(["Map", "Sink"], Read("[vertex-3]Map -> Sink", "Map<br/>+- Sink<br/>").Names);

    [Fact]
    public void Any_text_is_read_as_a_tree_that_is_whole()
    {
        var random = new Random(7);
        string[] parts = [" -> ", "(", ")", ", ", " , ", "[", "]", "<br/>", ":- ", "+- ", ":  ", "   ", "a", "&gt;", "&#92;", "&", ";", "\n", " ", "é", "\ud83d", "[vertex-1]"];
        for (var round = 0; round < 20_000; round++)
        {
            var name = Text(random, parts);
            var reading = Read(name, random.Next(10) == 0 ? name : Text(random, parts));
            Assert.True(reading.Tree.Count > 0);
            Assert.Equal(reading.Tree.Count, reading.Names.Length);
            Assert.Equal(reading.Tree.Count, reading.Descriptions.Length);
            Assert.Equal(reading.Tree.Count - 1, Enumerable.Range(0, reading.Tree.Count).Sum(reading.Tree.FanOut));
            Assert.All(Enumerable.Range(1, reading.Tree.Count - 1), index => Assert.InRange(reading.Tree.Parent(index), 0, index - 1));
        }
    }

    [Fact]
    public void Judging_random_texts_claims_nothing_and_throws_nothing()
    {
        var random = new Random(8);
        string[] parts = [" -> ", "(", ")", ", ", "[Source: a]", "<br/>", ":- ", "+- ", "   ", "x", "Map"];
        for (var round = 0; round < 2_000; round++)
        {
            var vertices = Enumerable.Range(0, 1 + random.Next(5))
                .Select(_ => new GraphVertex(RandomId(random), Text(random, parts), Text(random, parts), []))
                .ToList();
            var connected = vertices.Select(vertex => vertex with
            {
                Inputs = [.. Enumerable.Range(0, random.Next(4)).Select(_ => new GraphInput(vertices[random.Next(vertices.Count)].Id, "HASH"))],
            });
            var verdicts = OperatorIdentity.Judge(new JobGraph([.. connected]), OperatorEvidence.None);
            Assert.DoesNotContain(verdicts.SelectMany(vertex => vertex.Operators), one => one.Uid is UidVerdict.Auto or UidVerdict.Declared);
        }
    }

    private static VertexReading Read(string name, string description) =>
        VertexReading.Of(new GraphVertex("bc764cd8ddf7a0cff126f51c16239658", name, description, []));

    private static string Text(Random random, string[] parts) =>
        string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => parts[random.Next(parts.Length)]));

    private static string RandomId(Random random) => $"{random.NextInt64():x16}{random.NextInt64():x16}";
}
