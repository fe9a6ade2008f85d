using System.Globalization;
using FlinkReady.Readiness.OperatorIds;
using FlinkReady.Readiness.OperatorIds.Contract;

namespace FlinkReady.Readiness.Tests.OperatorIds;

public class HostileGraphTests
{
    [Fact]
    public void A_vertex_whose_plan_node_is_missing_stays_undecided()
    {
        var graph = new JobGraph([new GraphVertex("bc764cd8ddf7a0cff126f51c16239658", "Source: a", null, [])]);
        Assert.Equal(UidVerdict.Undecided, Assert.Single(Judge(graph)[0].Operators).Uid);
    }

    [Fact]
    public void A_vertex_with_no_id_of_Flinks_stays_undecided()
    {
        var graph = new JobGraph([new GraphVertex("<script>", "Source: a", "Source: a<br/>", [])]);
        Assert.Equal(UidVerdict.Undecided, Assert.Single(Judge(graph)[0].Operators).Uid);
    }

    [Fact]
    public void An_input_that_is_no_vertex_leaves_its_consumer_undecided()
    {
        var graph = new JobGraph([new GraphVertex("0a448493b4782967b150582570326227", "Map", "Map<br/>", [new GraphInput("bc764cd8ddf7a0cff126f51c16239658", "HASH")])]);
        Assert.Equal(UidVerdict.Undecided, Assert.Single(Judge(graph)[0].Operators).Uid);
    }

    [Fact]
    public void A_cycle_a_double_id_and_a_chain_of_50000_operators_end_in_verdicts()
    {
        const string first = "00000000000000000000000000000001";
        const string second = "00000000000000000000000000000002";
        var chain = string.Join(" -> ", Enumerable.Repeat("lorem", 50_000));
        var graph = new JobGraph(
        [
            new GraphVertex(first, chain, chain.Replace(">", "&gt;", StringComparison.Ordinal), [new GraphInput(second, "HASH")]),
            new GraphVertex(second, "b", "b<br/>", [new GraphInput(first, "HASH"), new GraphInput(first, "HASH")]),
            new GraphVertex(second, "c", "c<br/>", [new GraphInput(second, "HASH")]),
        ]);

        Assert.DoesNotContain(Judge(graph).SelectMany(vertex => vertex.Operators), one => one.Uid is UidVerdict.Auto or UidVerdict.Declared);
    }

    /// <summary>Graphs with ids that nothing explains, made so that a search would have most to do. A limit of time would fail on a busy machine: it is the memory that tells linear from worse.</summary>
    [Theory]
    [InlineData("line")]
    [InlineData("star")]
    [InlineData("wide chain")]
    [InlineData("one line")]
    public void A_large_graph_that_nothing_explains_ends_undecided_with_memory_linear_in_its_size(string shape)
    {
        Judge(Unexplained(shape, 100));
        Assert.InRange(BytesToJudge(Unexplained(shape, 20_000)), 0, 20 * BytesToJudge(Unexplained(shape, 2_000)));

        static long BytesToJudge(JobGraph graph)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Assert.DoesNotContain(Judge(graph).Skip(1).SelectMany(vertex => vertex.Operators), one => one.Uid is UidVerdict.Auto or UidVerdict.Declared);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    private static JobGraph Unexplained(string shape, int size)
    {
        const string source = "cbc357ccb763df2852fee8c4fc7d55f2";
        var random = new Random(size);
        var ids = new string[size];
        for (var i = 0; i < size; i++)
        {
            ids[i] = random.NextInt64().ToString("x16", CultureInfo.InvariantCulture) + random.NextInt64().ToString("x16", CultureInfo.InvariantCulture);
        }

        var name = string.Join(" -> ", Enumerable.Repeat("op", size));
        return new JobGraph(shape switch
        {
            "line" => [Source("a -> b", "a<br/>+- b<br/>"), .. ids.Select((id, i) => Reader(id, $"Map {i} -> Filter", $"Map {i}<br/>+- Filter<br/>", i == 0 ? source : ids[i - 1]))],
            "star" => [Source("a -> b", "a<br/>+- b<br/>"), .. ids.Select((id, i) => Reader(id, $"Map {i}", $"Map {i}<br/>", source))],
            "wide chain" => [Source($"a -> ({string.Join(", ", Enumerable.Repeat("b", size))})", "a<br/>" + string.Concat(Enumerable.Repeat(":- b<br/>", size - 1)) + "+- b<br/>"), .. ids.Take(size / 10).Select(id => Reader(id, "Map", "Map<br/>", source))],
            _ => [Source(name, name.Replace(">", "&gt;", StringComparison.Ordinal)), .. ids.Take(size / 10).Select(id => Reader(id, "c -> d", "c -&gt; d", source))],
        });

        static GraphVertex Source(string name, string description) => new(source, name, description, []);

        static GraphVertex Reader(string id, string name, string description, string producer) => new(id, name, description, [new GraphInput(producer, "HASH")]);
    }

    [Fact]
    public void An_empty_graph_has_no_verdicts() => Assert.Empty(Judge(new JobGraph([])));

    private static JobOperators Judge(JobGraph graph) => OperatorIdentity.Judge(graph, OperatorEvidence.None);
}
