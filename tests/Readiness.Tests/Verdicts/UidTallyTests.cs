using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.Rules.Identity;

namespace FlinkReady.Readiness.Tests.Verdicts;

/// <summary>What counts as a sink of which nothing is shown: one that holds back a pass.</summary>
public sealed class UidTallyTests
{
    private static readonly string Head = new('a', 32);

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(1, 0, 1)]
    [InlineData(-1, 0, 1)]
    public void A_sink_that_begins_no_chain_is_invisible_wherever_it_is(int index, int heads, int sinks)
    {
        var sink = new OperatorVerdict(index, "out: Committer", UidVerdict.Undecided, null, null, null, assignable: true, chainedSource: false, "?");
        var source = new OperatorVerdict(0, "Source: in", UidVerdict.Explicit, Head, null, null, assignable: true, chainedSource: false, "!");
        var graph = new JobGraph([new GraphVertex(Head, "Source: in", "Source: in<br/>", [])]);

        var tally = UidTally.Of(graph, [new VertexOperators(Head, "Source: in", [source]), new VertexOperators(index < 0 ? string.Empty : Head, "out", [sink])]);

        Assert.Equal((2, 1, heads, sinks), (tally.Total, tally.Undecided, tally.UndecidedHeads, tally.InvisibleSinks));
    }
}
