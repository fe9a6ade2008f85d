using FlinkReady.Readiness.OperatorIds;

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

    [Fact]
    public void An_empty_graph_has_no_verdicts() => Assert.Empty(Judge(new JobGraph([])));

    private static IReadOnlyList<VertexOperators> Judge(JobGraph graph) => OperatorIdentity.Judge(graph, OperatorEvidence.None);
}
