using FlinkReady.Readiness.OperatorIds;
using FlinkReady.Readiness.OperatorIds.Contract;

namespace FlinkReady.Readiness.Tests.OperatorIds.Generated;

/// <summary>Each stage has a generated graph with an operator that only this stage decides: without it the verdict is undecided.</summary>
public class StageTests
{
    [Theory]
    [InlineData("sources", 15, 0.3, true, 56, 0, 0, UidVerdict.Auto)]
    [InlineData("explicit heads, before the search", 15, 0.3, false, 39, 0, 0, UidVerdict.Explicit)]
    [InlineData("what is fed by known operators", 6, 0, false, 9, 2, 0, UidVerdict.Auto)]
    [InlineData("one unknown step", 40, 0.2, false, 39, 7, 0, UidVerdict.Auto)]
    [InlineData("chains of doubtful texts", 15, 0.3, true, 30, 3, 0, UidVerdict.Auto)]
    [InlineData("siblings", 6, 0.5, false, 96, 2, 0, UidVerdict.Auto)]
    [InlineData("paths of unknown operators", 10, 0.3, false, 1, 1, 0, UidVerdict.Auto)]
    [InlineData("the long look", 10, 0, false, 64, 1, 0, UidVerdict.Auto)]
    [InlineData("attribution to chained operators", 6, 0, false, 3, 1, 1, UidVerdict.Auto)]
    [InlineData("explicit heads, after the search", 6, 0.5, false, 57, 2, 0, UidVerdict.Explicit)]
    public void A_stage_decides_what_no_other_does(string stage, int operators, double uidShare, bool hostileNames, int seed, int vertex, int index, UidVerdict expected)
    {
        var (graph, _) = GraphGenerator.Make(seed, operators, uidShare, hostileNames);

        var verdict = OperatorIdentity.Judge(graph, OperatorEvidence.None)[vertex].Operators[index];

        Assert.True(verdict.Uid == expected, $"{stage}: {verdict.Uid}, {verdict.Proof}");
    }

    [Theory]
    [InlineData("texts of heads", 4, 2, UidVerdict.Declared)]
    [InlineData("texts inside of chains", 3, 2, UidVerdict.Auto)]
    public void A_stage_decides_from_declared_texts_what_no_other_does(string stage, int seed, int vertex, UidVerdict expected)
    {
        var (graph, nodes) = GraphGenerator.Make(seed, 6, 0.5, hostileNames: false);

        var verdict = OperatorIdentity.Judge(graph, new OperatorEvidence { DeclaredUids = [.. nodes.Select(node => node.Uid).OfType<string>()] })[vertex].Operators[0];

        Assert.True(verdict.Uid == expected, $"{stage}: {verdict.Uid}, {verdict.Proof}");
    }
}
