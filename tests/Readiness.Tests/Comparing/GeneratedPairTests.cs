using FlinkReady.Readiness.Comparing;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.Plans;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Tests.Comparing;

/// <summary>Random programs before and after one change, hashed by a hasher of the tests' own: what is found and what is gone has to be the difference of the sets of ids.</summary>
public class GeneratedPairTests
{
    private const int Seeds = 120;

    [Theory]
    [InlineData("none")]
    [InlineData("insert")]
    [InlineData("remove")]
    [InlineData("swap")]
    [InlineData("uid renamed")]
    [InlineData("uid removed")]
    public void Kept_gone_and_new_are_the_difference_of_the_ids(string change)
    {
        var gone = 0;
        for (var seed = 0; seed < Seeds; seed++)
        {
            var old = GeneratedProgram.Make(seed, change: "none");
            var fresh = GeneratedProgram.Make(seed, change);
            var reader = new OperatorSetReader([]);
            var comparison = Comparer.Compare(reader.Read(old.Chained, [old.Unchained]), reader.Read(fresh.Chained, [fresh.Unchained]), new ComparisonOptions());
            var by = comparison.Operators.ToLookup(one => one.Verdict, one => one.Operator.Id!);

            Assert.True(comparison is { Old.IsComplete: true, New.IsComplete: true }, $"seed {seed}: {comparison.Old.WhyIncomplete} {comparison.New.WhyIncomplete}");
            Assert.Equal(old.Ids.Intersect(fresh.Ids).Order(), by[ComparisonVerdict.Kept].Concat(by[ComparisonVerdict.KeptByChance]).Order());
            Assert.Equal(old.Ids.Except(fresh.Ids).Order(), by[ComparisonVerdict.Lost].Concat(by[ComparisonVerdict.Dropped]).Concat(by[ComparisonVerdict.Undecided]).Order());
            Assert.Equal(fresh.Ids.Except(old.Ids).Order(), by[ComparisonVerdict.New].Order());
            gone += old.Ids.Except(fresh.Ids).Count();
        }

        Assert.Equal(change == "none", gone == 0);
    }

    /// <summary>Two calls of a program that makes a uid up: what is chained shows in neither plan alone.</summary>
    [Fact]
    public void A_uid_that_two_unchained_plans_have_differently_is_made_up_and_so_is_what_follows_from_it()
    {
        var (first, second) = (GeneratedProgram.WithMadeUpUid("one"), GeneratedProgram.WithMadeUpUid("two"));
        var operators = TwoPlans.Find(first.Chained, [first.Unchained, second.Unchained]);

        Assert.Null(operators.WhyUndecided);
        Assert.Equal(["writer", "after"], operators.Operators.Where(one => one.IsMadeUp).Select(one => one.Name));
        Assert.All(TwoPlans.Find(first.Chained, [first.Unchained]).Operators, one => Assert.False(one.IsMadeUp));
    }

    [Fact]
    public void An_operator_whose_uid_is_made_up_is_undecided_and_nothing_is_lost()
    {
        var (old, first, second) = (GeneratedProgram.WithMadeUpUid("old"), GeneratedProgram.WithMadeUpUid("one"), GeneratedProgram.WithMadeUpUid("two"));
        var reader = new OperatorSetReader([]);
        var comparison = Comparer.Compare(reader.Read(old.Chained, [old.Unchained]), reader.Read(first.Chained, [first.Unchained, second.Unchained]), new ComparisonOptions());

        Assert.DoesNotContain(comparison.Operators, one => one.Verdict is ComparisonVerdict.Lost or ComparisonVerdict.New);
        Assert.Equal(2, comparison.Operators.Count(one => one.Operator.IsMadeUp && one.Verdict == ComparisonVerdict.Undecided));
    }

    /// <summary>A uid that is declared gives the line to write; one that is pinned is found.</summary>
    [Fact]
    public void Declared_uids_are_named_and_declared_pins_are_found()
    {
        var (old, fresh) = (GeneratedProgram.WithMadeUpUid("orders"), GeneratedProgram.WithMadeUpUid("orders-v2"));
        var reader = new OperatorSetReader(["orders"]);
        var (before, after) = (reader.Read(old.Chained, [old.Unchained]), reader.Read(fresh.Chained, [fresh.Unchained]));
        var lost = Assert.Single(Comparer.Compare(before, after, new ComparisonOptions()).Operators, one => one.Operator.Name == "writer" && one.Verdict != ComparisonVerdict.New);

        Assert.Equal("orders", lost.Operator.UidText);
        Assert.EndsWith("\n.uid(\"orders\")", lost.Fix, StringComparison.Ordinal);
        Assert.Equal("writer", lost.Successor?.Name);

        var pinned = new ComparisonOptions { PinnedIds = new HashSet<string> { lost.Operator.Id! } };
        Assert.Equal(ComparisonVerdict.Kept, Comparer.Compare(before, after, pinned).Operators.Single(one => one.Operator.Id == lost.Operator.Id).Verdict);
    }

    /// <summary>More state than there are operators that could have been pinned to it: whatever the program pins, some is gone.</summary>
    [Fact]
    public void A_loss_is_proven_only_where_no_pin_can_explain_it()
    {
        OperatorSet old = new([Stateful('a'), Stateful('b'), Stateful('c')]);

        Assert.Equal(Certainty.Proven, Lost(old, [Stateful('a'), Operator('d')]));
        Assert.Equal(Certainty.Inferred, Lost(old, [Stateful('a'), Operator('d'), Operator('e')]));
        Assert.Equal(Certainty.Inferred, Lost(new OperatorSet([.. old.Operators.Select(one => one with { IsStateWitnessed = false })]), [Stateful('a'), Operator('d')]));

        static Certainty? Lost(OperatorSet old, IReadOnlyList<ComparedOperator> fresh) =>
            Comparer.Compare(old, new OperatorSet(fresh), new ComparisonOptions()).Operators.First(one => one.Verdict == ComparisonVerdict.Lost).Certainty;
    }

    [Fact]
    public void Under_last_state_an_id_that_is_gone_stops_the_start_whether_it_has_state_or_not()
    {
        OperatorSet old = new([Operator('a') with { HasState = false, IsStateWitnessed = true }, Operator('b')]);
        var (savepoint, lastState) = (Compare(RestoreFrom.Savepoint), Compare(RestoreFrom.LastState));

        Assert.Equal([(ComparisonVerdict.Dropped, ComparisonLevel.None), (ComparisonVerdict.Undecided, ComparisonLevel.Risk)], savepoint.Take(2));
        Assert.Equal([(ComparisonVerdict.Dropped, ComparisonLevel.Lost), (ComparisonVerdict.Dropped, ComparisonLevel.Lost)], lastState.Take(2));

        IEnumerable<(ComparisonVerdict, ComparisonLevel)> Compare(RestoreFrom restore) =>
            Comparer.Compare(old, new OperatorSet([Operator('c')]), new ComparisonOptions { Restore = restore }).Operators.Select(one => (one.Verdict, one.Level));
    }

    [Theory]
    [InlineData(130, null, ComparisonVerdict.ParallelismAboveMax)]
    [InlineData(128, null, ComparisonVerdict.Kept)]
    [InlineData(2, 128, ComparisonVerdict.Kept)]
    [InlineData(2, 256, ComparisonVerdict.MaxParallelismChanged)]
    public void Parallelism_is_held_against_the_stored_maximum(int parallelism, int? given, ComparisonVerdict expected)
    {
        var old = new OperatorSet([Stateful('a') with { MaxParallelism = 128 }]);
        var fresh = new OperatorSet([Stateful('a') with { Parallelism = parallelism }]);

        Assert.Equal(expected, Assert.Single(Comparer.Compare(old, fresh, new ComparisonOptions { MaxParallelism = given }).Operators).Verdict);
    }

    private static ComparedOperator Operator(char digit) => new(new string(digit, 32), $"operator {digit}") { Uid = UidVerdict.Explicit };

    private static ComparedOperator Stateful(char digit) => Operator(digit) with { HasState = true, IsStateWitnessed = true };
}
