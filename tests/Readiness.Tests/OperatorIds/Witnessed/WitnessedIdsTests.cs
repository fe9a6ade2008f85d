using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.OperatorIds.Hashing;
using FlinkReady.Readiness.OperatorIds.Witnessed;
using FlinkReady.Readiness.Tests.OperatorIds.Corpus;

namespace FlinkReady.Readiness.Tests.OperatorIds.Witnessed;

public sealed class WitnessedIdsTests(ITestOutputHelper output)
{
    private static readonly OperatorHash Source = LocalHash.Of(0, 1);
    private static readonly OperatorHash Explicit = Murmur3.OfText("a-uid");

    // Heads with several inputs, one in ten operators and more, are not decided by ids alone.
    private const double LeastShare = 0.75;

    // Batch jobs are not judged, and thousands of operators take long.
    private static readonly string[] Profiles = ["small", "medium", "large", "shapes", "sql"];

    [NeedsFact(Need.SharedMaterial)]
    public void Ids_alone_decide_most_operators_of_the_corpus_and_none_wrongly()
    {
        var shares = Profiles.ToDictionary(profile => profile, _ => (All: 0, Decided: 0), StringComparer.Ordinal);
        foreach (var record in CorpusFiles.All.SelectMany(file => Profiles.Contains(Path.GetFileName(file).Split('.')[0]) ? CorpusFiles.Read(file) : []))
        {
            var verdicts = WitnessedIds.Judge(record.Graph, record.Operators.Select(one => one.Id));
            foreach (var one in record.Operators)
            {
                var share = shares[record.Profile];
                var isDecided = verdicts.TryGetValue(one.Id, out var verdict);
                Assert.False(isDecided && verdict != (one.Uid is null ? UidVerdict.Auto : UidVerdict.Explicit), $"{record.Id}: {one} is not {verdict}");
                shares[record.Profile] = (share.All + 1, share.Decided + (isDecided ? 1 : 0));
            }
        }

        foreach (var (profile, (all, decided)) in shares)
        {
            output.WriteLine($"{profile}: {decided} of {all}, {100.0 * decided / all:0.0} %");
        }

        Assert.All(shares, share => Assert.InRange(share.Value.Decided / (double)share.Value.All, LeastShare, 1));
    }

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

    [Fact]
    public void Ids_of_another_job_are_not_judged()
    {
        var graph = new JobGraph([new GraphVertex(Source.ToString(), "Source: a", "Source: a<br/>", [])]);
        Assert.Empty(WitnessedIds.Judge(graph, [Explicit.ToString()]));
        Assert.Empty(WitnessedIds.Judge(graph, [Source.ToString(), "no id"]));
        Assert.Single(WitnessedIds.Judge(graph, [Source.ToString()]));
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
