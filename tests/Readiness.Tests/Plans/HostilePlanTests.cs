using System.Globalization;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.Plans;

namespace FlinkReady.Readiness.Tests.Plans;

/// <summary>Plans that no JobManager wrote. They end in a reason, and their cost is bounded.</summary>
public class HostilePlanTests
{
    [Fact]
    public void Plans_that_are_none_say_why()
    {
        var good = Plan(Node(1), Node(2, 1));
        foreach (var bad in (ProgramPlan[])[Plan(), Plan(Node(1), Node(1)), Plan(Node(1, 9)), Plan(Node(1, 2), Node(2, 1)), Plan(Node(1, 1)), Plan(new ProgramPlanNode("<script>", "x<br/>", 1, [])), good with { IsBatch = true }])
        {
            Assert.NotNull(TwoPlans.Find(bad, [good]).WhyUndecided);
            Assert.NotNull(TwoPlans.Find(good, [bad]).WhyUndecided);
        }

        Assert.NotNull(TwoPlans.Find(good, []).WhyUndecided);
    }

    [Fact]
    public void A_plan_of_too_many_operators_or_edges_is_not_looked_into()
    {
        var many = Plan([.. Enumerable.Range(0, 20_001).Select(i => Node(i))]);
        var dense = Plan([.. Enumerable.Range(0, 1000).Select(i => Node(i, [.. Enumerable.Range(0, i)]))]);

        Assert.Contains("more attempts", TwoPlans.Find(many, [many]).WhyUndecided, StringComparison.Ordinal);
        Assert.Contains("more attempts", TwoPlans.Find(dense, [dense]).WhyUndecided, StringComparison.Ordinal);
    }

    /// <summary>Shapes that ask most of each step: one operator with all others below it, one that reads from all, many whose order of inputs is open, equal inputs without end.</summary>
    [Theory]
    [InlineData("star")]
    [InlineData("deep")]
    [InlineData("seven inputs each")]
    [InlineData("eight inputs each")]
    [InlineData("equal inputs")]
    public void The_work_on_a_graph_that_nothing_explains_is_bounded(string shape)
    {
        var plan = Plan([.. Enumerable.Range(0, 20_000).Select(i => Node(i, Inputs(shape, i)))]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        TwoPlans.Find(plan, [plan]);
        TwoPlans.Find(Plan(Node(30_000), Node(30_001, 30_000)), [plan]);

        // A limit of time would fail on a busy machine.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 500_000_000);
    }

    private static int[] Inputs(string shape, int i) => shape switch
    {
        _ when i < 10 => [],
        "star" => [0],
        "deep" => [i - 1],
        "seven inputs each" => [.. Enumerable.Range(i - 7, 7)],
        "eight inputs each" => [.. Enumerable.Range(i - 8, 8)],
        _ => [.. Enumerable.Repeat(0, 20)],
    };

    private static ProgramPlan Plan(params ProgramPlanNode[] nodes) => new("hostile", false, nodes);

    private static ProgramPlanNode Node(int id, params int[] inputs) =>
        new(Id(id), $"operator {id}<br/>", 1, [.. inputs.Select(input => new GraphInput(Id(input), "FORWARD"))]);

    private static string Id(int id) => id.ToString("x32", CultureInfo.InvariantCulture);
}
