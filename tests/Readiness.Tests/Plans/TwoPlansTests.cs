using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.Plans;

namespace FlinkReady.Readiness.Tests.Plans;

/// <summary>What two plans tell of a program, held against what Flink's own classes knew inside it.</summary>
[Trait("Category", "Accuracy")]
public class TwoPlansTests(ITestOutputHelper output)
{
    [NeedsFact(Need.SharedMaterial)]
    public void Two_plans_give_every_id_and_uid_of_the_corpus()
    {
        var (exact, undecided, wrong) = Judge(PlanFiles.Corpus());
        undecided.ForEach(output.WriteLine);
        wrong.ForEach(output.WriteLine);
        output.WriteLine($"{exact} exact, {undecided.Count} undecided, {wrong.Count} wrong");

        Assert.Empty(wrong);
        // What reads like a chain in a plan that is the first one over again: names with arrows, all with uids, chaining off.
        Assert.All(undecided, line => Assert.Contains("the second plan may be chained", line, StringComparison.Ordinal));
        Assert.InRange(undecided.Count, 0, exact / 500);
    }

    [NeedsFact(Need.SharedMaterial)]
    public void Two_plans_give_every_id_and_uid_of_programs_that_real_JobManagers_planned()
    {
        var (exact, undecided, wrong) = Judge(PlanFiles.Live());
        undecided.ForEach(output.WriteLine);

        Assert.Empty(wrong);
        // Its planner counted on between the two calls, so the two bodies have different uids.
        Assert.All(undecided, line => Assert.Contains("sql-agg-recompiled", line, StringComparison.Ordinal));
        Assert.Equal(2, undecided.Count);
        Assert.NotEqual(0, exact);
    }

    /// <summary>Would catch a second call whose key was misspelt: Flink answers it with the chained plan, without a word.</summary>
    [NeedsFact(Need.SharedMaterial)]
    public void The_chained_plan_given_twice_is_noticed_wherever_something_is_chained()
    {
        var chained = PlanFiles.Corpus().Where(one => one.Operators.Any(op => op.Id != op.Vertex)).ToList();

        Assert.NotEmpty(chained);
        Assert.All(chained, one => Assert.NotNull(TwoPlans.Find(one.Chained, [one.Chained]).WhyUndecided));
    }

    [NeedsFact(Need.SharedMaterial)]
    public void The_unchained_plan_of_another_program_decides_nothing()
    {
        var cases = PlanFiles.Corpus("medium").ToList();

        Assert.All(cases.Zip(cases.Skip(1)), pair => Assert.NotNull(TwoPlans.Find(pair.First.Chained, [pair.Second.Unchained]).WhyUndecided));
    }

    private static (int Exact, List<string> Undecided, List<string> Wrong) Judge(IEnumerable<PlannedCase> cases)
    {
        var (exact, undecided, wrong) = (0, new List<string>(), new List<string>());
        foreach (var one in cases)
        {
            var found = TwoPlans.Find(one.Chained, [one.Unchained]);
            if (found.WhyUndecided is { } why)
            {
                undecided.Add($"{one.Id}: {why}");
                continue;
            }

            var differences = Differences(one, found.Operators).ToList();
            wrong.AddRange(differences);
            exact += differences.Count == 0 ? 1 : 0;
        }

        return (exact, undecided, wrong);
    }

    private static IEnumerable<string> Differences(PlannedCase one, IReadOnlyList<ProgramOperator> found)
    {
        var truth = one.Operators.ToDictionary(op => op.Id);
        if (!truth.Keys.Order().SequenceEqual(found.Select(op => op.Id).Order()))
        {
            yield return $"{one.Id}: other ids";
            yield break;
        }

        foreach (var op in found)
        {
            var expected = truth[op.Id];
            var uid = op.Uid == (expected.Uid is null ? UidVerdict.Auto : UidVerdict.Explicit) || op.Uid == UidVerdict.Undecided;
            var inputs = op.Inputs.Select(input => found[input].Id);
            var isOrdered = op.Uid == UidVerdict.Auto && op.Inputs.Count <= 7;
            if (!uid || op.VertexId != expected.Vertex || !(isOrdered ? inputs.SequenceEqual(expected.Inputs) : inputs.Order().SequenceEqual(expected.Inputs.Order())))
            {
                yield return $"{one.Id}: {op} is {expected}";
            }
        }
    }
}
