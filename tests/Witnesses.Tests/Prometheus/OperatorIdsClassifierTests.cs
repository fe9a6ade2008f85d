using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Witnesses.Prometheus;

namespace FlinkReady.Witnesses.Tests.Prometheus;

public sealed class OperatorIdsClassifierTests
{
    private static readonly string A = new('a', 32), B = new('b', 32), C = new('c', 32), D = new('d', 32);

    [Fact]
    public void A_chain_without_the_row_of_its_head_is_not_whole() =>
        Assert.Equal(OperatorIdsResult.Partial, Judge([new(C, A, "c"), new(D, A, "d")], new VertexOperatorCount(A, 3)).Result);

    [Fact]
    public void As_many_rows_as_there_are_operators_but_none_of_the_head_is_not_whole() =>
        Assert.Equal(OperatorIdsResult.Partial, Judge([new(C, A, "c"), new(D, A, "d")], new VertexOperatorCount(A, 2)).Result);

    [Fact]
    public void A_vertex_of_one_operator_needs_no_row()
    {
        var reading = Judge([new(A, A, "a"), new(C, A, "c")], new(A, 2), new(B, 1));
        Assert.Equal(OperatorIdsResult.Whole, reading.Result);
        Assert.Equal([A, B, C], reading.Set!.Operators.Select(one => one.Id).Order());
    }

    [Fact]
    public void Of_two_names_for_an_operator_one_is_kept() =>
        Assert.Equal(["a", "c"], Judge([new(A, A, "a"), new(A, A, "Source: a -> c"), new(C, A, "c")], new VertexOperatorCount(A, 2)).Set!.Operators.Select(one => one.Name));

    [Fact]
    public void A_vertex_that_the_graph_does_not_know_makes_all_foreign() => AssertForeign([new(A, A, "a"), new(D, D, "d")], new VertexOperatorCount(A, 1));

    [Fact]
    public void More_operators_than_the_vertex_has_make_all_foreign() => AssertForeign([new(A, A, "a"), new(C, A, "c"), new(D, A, "d")], new VertexOperatorCount(A, 2));

    [Fact]
    public void An_operator_in_two_vertices_makes_all_foreign() => AssertForeign([new(A, A, "a"), new(C, A, "c"), new(C, B, "c")], new(A, 2), new(B, 2));

    [Fact]
    public void A_head_within_another_chain_makes_all_foreign() => AssertForeign([new(A, A, "a"), new(B, A, "b")], new(A, 2), new(B, 1));

    [Fact]
    public void While_operators_are_in_no_vertex_yet_nothing_is_whole() =>
        Assert.Equal(OperatorIdsResult.Partial, OperatorIdsClassifier.Judge([new(A, A, "a")], [new(A, 1)], 1, "http://prometheus/").Result);

    [Fact]
    public void Nothing_is_said_of_a_job_without_a_graph() => Assert.Equal(OperatorIdsResult.Empty, Judge([]).Result);

    private static void AssertForeign(OperatorRow[] rows, params VertexOperatorCount[] vertices)
    {
        var reading = Judge(rows, vertices);
        Assert.Equal(OperatorIdsResult.Foreign, reading.Result);
        Assert.Null(reading.Set);
        Assert.Contains("prometheus.matchers", reading.Message, StringComparison.Ordinal);
    }

    private static OperatorIdsReading Judge(OperatorRow[] rows, params VertexOperatorCount[] vertices) => OperatorIdsClassifier.Judge(rows, vertices, 0, "http://prometheus/");
}
