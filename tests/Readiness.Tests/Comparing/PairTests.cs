using FlinkReady.Readiness.Comparing;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Tests.Comparing;

/// <summary>What <c>compare</c> says of programs before and after one change, held against what Flink's own classes knew of both.</summary>
[Trait("Category", "Accuracy")]
public class PairTests(ITestOutputHelper output)
{
    private static readonly OperatorSetReader Reader = new([]);

    [NeedsFact(Need.SharedMaterial)]
    public void With_both_plans_of_both_sides_every_verdict_is_the_true_one()
    {
        var pairs = ProgramPair.All().ToList();
        var tally = new List<string>();
        Assert.NotEmpty(pairs);
        foreach (var pair in pairs)
        {
            var comparison = Comparer.Compare(Reader.Read(pair.Job, [pair.OldUnchained], null), Reader.Read(pair.NewChained, [pair.NewUnchained]), new ComparisonOptions());
            var by = comparison.Operators.ToLookup(one => one.Verdict, one => one.Operator.Id!);
            HashSet<string> found = [.. by[ComparisonVerdict.Kept], .. by[ComparisonVerdict.KeptByChance], .. by[ComparisonVerdict.ParallelismAboveMax]];

            Assert.Equal(pair.Truth.Kept.Order(), found.Order());
            Assert.Equal(pair.Truth.AboveMax.Order(), by[ComparisonVerdict.ParallelismAboveMax].Order());
            Assert.Equal(pair.Truth.ByChance.Except(pair.Truth.AboveMax).Order(), by[ComparisonVerdict.KeptByChance].Order());
            Assert.Equal(pair.Truth.New.Order(), by[ComparisonVerdict.New].Order());
            Assert.Equal(pair.Truth.Lost.Keys.Order(), ((IEnumerable<string>)[.. by[ComparisonVerdict.Lost], .. by[ComparisonVerdict.Dropped], .. by[ComparisonVerdict.Undecided]]).Order());
            Assert.All(by[ComparisonVerdict.Dropped], id => Assert.NotEqual(true, pair.Truth.Lost[id]));
            Assert.All(comparison.Operators.Where(one => one.Operator.Id is { } id && pair.Truth.OtherOperator.Contains(id)), one => Assert.StartsWith("Its id belongs to", one.Message, StringComparison.Ordinal));

            // A pin shows in no plan: nothing may be called lost for certain.
            Assert.All(comparison.Operators.Where(one => one.Verdict == ComparisonVerdict.Lost), one => Assert.Equal(Certainty.Inferred, one.Certainty));
            tally.AddRange(comparison.Operators.Select(one => $"{one.Verdict} {(pair.Truth.Lost.TryGetValue(one.Operator.Id!, out var stateful) ? stateful?.ToString() ?? "state not told by kind" : string.Empty)}"));
        }

        Report(tally);
    }

    /// <summary>Without the plans of the old side the ids inside its chains are not known: that has to be said, of every operator that is not told apart.</summary>
    [NeedsFact(Need.SharedMaterial)]
    public void With_the_old_job_alone_nothing_is_wrong_and_nothing_is_left_unsaid()
    {
        foreach (var pair in ProgramPair.All())
        {
            var comparison = Comparer.Compare(Reader.Read(pair.Job, [], null), Reader.Read(pair.NewChained, [pair.NewUnchained]), new ComparisonOptions());
            foreach (var one in comparison.Operators.Where(one => one.Operator.Id is not null))
            {
                var id = one.Operator.Id!;
                Assert.True(
                    one.Verdict switch
                    {
                        ComparisonVerdict.Kept or ComparisonVerdict.KeptByChance => pair.Truth.Kept.Contains(id),
                        ComparisonVerdict.ParallelismAboveMax => pair.Truth.AboveMax.Contains(id),
                        ComparisonVerdict.Lost or ComparisonVerdict.Dropped => pair.Truth.Lost.ContainsKey(id),
                        ComparisonVerdict.New => pair.Truth.New.Contains(id),
                        _ => true,
                    },
                    $"{pair.Id}: {one}");
            }

            var unknown = comparison.Operators.Count(one => one.Operator.Id is null);
            var known = comparison.Old.Operators.Count(one => one.Id is not null);
            Assert.True(unknown + known >= pair.Truth.Kept.Count + pair.Truth.Lost.Count || !comparison.Old.IsComplete, pair.Id);
            Assert.All(pair.Truth.Kept.Concat(pair.Truth.New), id => Assert.Contains(comparison.Operators, one => one.Operator.Id == id));
        }
    }

    [NeedsFact(Need.SharedMaterial)]
    public void With_the_chained_plan_of_the_new_program_alone_nothing_is_wrong()
    {
        foreach (var pair in ProgramPair.All())
        {
            var comparison = Comparer.Compare(Reader.Read(pair.OldChained, [pair.OldUnchained]), Reader.Read(pair.NewChained, []), new ComparisonOptions());
            Assert.All(comparison.Operators.Where(one => one.Operator.Id is not null), one => Assert.True(
                one.Verdict switch
                {
                    ComparisonVerdict.Kept or ComparisonVerdict.KeptByChance => pair.Truth.Kept.Contains(one.Operator.Id!),
                    ComparisonVerdict.Lost or ComparisonVerdict.Dropped => pair.Truth.Lost.ContainsKey(one.Operator.Id!),
                    ComparisonVerdict.New => pair.Truth.New.Contains(one.Operator.Id!),
                    _ => true,
                },
                $"{pair.Id}: {one}"));
        }
    }

    private void Report(IEnumerable<string> verdicts)
    {
        foreach (var (verdict, count) in verdicts.CountBy(verdict => verdict).OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            output.WriteLine($"{verdict}: {count}");
        }
    }
}
