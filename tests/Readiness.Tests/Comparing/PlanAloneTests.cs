using FlinkReady.Readiness.Comparing;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.Tests.Plans;

namespace FlinkReady.Readiness.Tests.Comparing;

/// <summary>A plan without the second one: what is said of it is true, and it is called complete only where it is.</summary>
[Trait("Category", "Accuracy")]
public class PlanAloneTests(ITestOutputHelper output)
{
    [NeedsTheory(Need.SharedMaterial)]
    [InlineData("small")]
    [InlineData("medium")]
    [InlineData("shapes")]
    [InlineData("sql")]
    public void No_id_of_a_plan_alone_is_wrong_and_none_is_missing_where_it_is_called_complete(string profile)
    {
        var reader = new OperatorSetReader([]);
        var (wrong, complete, all) = (new List<string>(), 0, 0);
        foreach (var one in PlanFiles.Corpus(profile))
        {
            all++;
            var set = reader.Read(one.Chained, []);
            var truth = one.Operators.ToDictionary(op => op.Id);
            foreach (var op in set.Operators.Where(op => op.Id is not null))
            {
                if (!truth.TryGetValue(op.Id!, out var expected) || (op.Uid != UidVerdict.Undecided && (op.Uid == UidVerdict.Auto) != (expected.Uid is null)))
                {
                    wrong.Add($"{one.Id}: {op} is {expected}");
                }
            }

            if (set.IsComplete)
            {
                complete++;
                if (!set.Operators.Select(op => op.Id).Order().SequenceEqual(truth.Keys.Order()))
                {
                    wrong.Add($"{one.Id}: not complete");
                }
            }
        }

        output.WriteLine($"{complete} of {all} complete");
        Assert.Empty(wrong);
        Assert.NotEqual(0, complete);
    }
}
