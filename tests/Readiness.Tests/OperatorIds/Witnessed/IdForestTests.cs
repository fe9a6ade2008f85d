using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.OperatorIds.Hashing;
using FlinkReady.Readiness.OperatorIds.Witnessed;

namespace FlinkReady.Readiness.Tests.OperatorIds.Witnessed;

/// <summary>What follows from ids, names and edges apart.</summary>
public sealed class IdForestTests
{
    private static readonly OperatorHash Source = LocalHash.Of(0, 1);
    private static readonly OperatorHash Explicit = Murmur3.OfText("a-uid");

    [Fact]
    public void Below_a_source_without_uid_all_of_its_tree_have_none()
    {
        var map = LocalHash.Transfer(1, 0) ^ Source;
        Assert.Equal([(Source, UidVerdict.Auto), (map, UidVerdict.Auto)], Judge([Source, map], heads: [Source]));
    }

    [Fact]
    public void An_operator_alone_has_a_uid() => Assert.Equal([(Explicit, UidVerdict.Explicit)], Judge([Explicit], heads: [Explicit]));

    [Fact]
    public void A_head_with_several_inputs_is_left_to_its_inputs() => Assert.Empty(Judge([Explicit], heads: [Explicit], roots: [Explicit]));

    [Fact]
    public void A_head_whose_inputs_nobody_knows_is_not_called_explicit() => Assert.Empty(Judge([Explicit], heads: [Explicit], doubtful: [Explicit]));

    [Fact]
    public void Of_two_operators_either_may_be_the_one_with_a_uid() =>
        Assert.Empty(Judge([Explicit, LocalHash.Transfer(1, 0) ^ Explicit], heads: [Murmur3.OfText("elsewhere")]));

    [Fact]
    public void The_order_of_hashing_leaves_the_first_two_of_a_chain_and_proves_the_rest()
    {
        var second = LocalHash.Transfer(1, 1) ^ Explicit;
        var third = LocalHash.Transfer(2, 1) ^ second;
        var fourth = LocalHash.Transfer(3, 0) ^ third;
        Assert.Equal([(third, UidVerdict.Auto), (fourth, UidVerdict.Auto)], Judge([Explicit, second, third, fourth], heads: []));
    }

    [Fact]
    public void What_has_more_children_than_outputs_is_no_child()
    {
        var left = LocalHash.Transfer(1, 0) ^ Explicit;
        var right = LocalHash.Transfer(2, 0) ^ Explicit;
        Assert.Equal([(Explicit, UidVerdict.Explicit), (left, UidVerdict.Auto), (right, UidVerdict.Auto)], Judge([Explicit, left, right], heads: []));
    }

    [Fact]
    public void Two_heads_with_several_inputs_in_one_tree_are_against_all_that_is_known()
    {
        var other = LocalHash.Transfer(3, 0) ^ Explicit;
        Assert.Empty(Judge([Explicit, other], heads: [Explicit, other], roots: [Explicit, other]));
    }

    private static IEnumerable<(OperatorHash Id, UidVerdict Verdict)> Judge(
        OperatorHash[] ids, OperatorHash[] heads, OperatorHash[]? roots = null, OperatorHash[]? doubtful = null)
    {
        var set = new IdSet(ids);
        for (var place = 0; place < ids.Length; place++)
        {
            set.IsHead[place] = heads.Contains(ids[place]);
            set.IsRoot[place] = roots?.Contains(ids[place]) == true;
            set.IsDoubtful[place] = doubtful?.Contains(ids[place]) == true;
        }

        var verdicts = IdForest.Of(set).Verdicts;
        return ids.Zip(verdicts).Where(one => one.Second != UidVerdict.Undecided);
    }
}
