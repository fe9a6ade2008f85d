using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Judging;
using FlinkReady.Readiness.Policies;
using FlinkReady.Readiness.Tests.Harness;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Tests.Assessments;

public sealed class BaselineTests
{
    [Fact]
    public void The_same_report_has_nothing_new()
    {
        var assessment = Assess(Made.Fail("operator-uid", Made.OnVertex("a"), Made.OnVertex("a")), Made.Fail("checkpoint-mode", Made.Finding()));

        Assert.Equal(0, Of(assessment).Compare(assessment).New);
    }

    [Fact]
    public void Ids_and_figures_that_change_from_run_to_run_make_nothing_new()
    {
        var before = Assess(Made.Fail("operator-uid", Made.OnVertex("a", "id-of-yesterday")));
        var after = Assess(Made.Fail("operator-uid", Made.OnVertex("a", "id-of-today") with { Message = "3 of 4." }));

        Assert.Equal(0, Of(before).Compare(after).New);
    }

    [Fact]
    public void Another_rule_job_target_vertex_or_operator_is_new()
    {
        var baseline = Of(Assess(Made.Fail("operator-uid", Made.OnVertex("a"))));

        Assert.Equal(1, baseline.Compare(Assess(Made.Fail("max-parallelism-headroom", Made.OnVertex("a")))).New);
        Assert.Equal(1, baseline.Compare(Assess(Made.Fail("operator-uid", Made.OnVertex("b")))).New);
        Assert.Equal(1, baseline.Compare(Assess(Made.Fail("operator-uid", Made.Finding(new Resource(ResourceKind.Operator, "v", "a", "map"))))).New);
        Assert.Equal(1, baseline.Compare(Combine(Made.Target("prod", [], Made.Job("payments", Made.Fail("operator-uid", Made.OnVertex("a")))))).New);
        Assert.Equal(1, baseline.Compare(Combine(Made.Target("test", [], Made.Job("orders", Made.Fail("operator-uid", Made.OnVertex("a")))))).New);
    }

    [Fact]
    public void A_second_one_of_a_kind_is_new_and_a_missing_one_gone()
    {
        var one = Assess(Made.Fail("operator-uid", Made.OnVertex("a")));
        var two = Assess(Made.Fail("operator-uid", Made.OnVertex("a"), Made.OnVertex("a", "second")));

        Assert.Equal((1, 0, 1), Counts(Of(one).Compare(two)));
        Assert.Equal((0, 1, 1), Counts(Of(two).Compare(one)));
    }

    [Fact]
    public void A_second_job_of_a_name_has_what_the_first_one_does_not_account_for()
    {
        var check = Made.Fail("operator-uid", Made.OnVertex("a"));
        var second = Made.Fail("operator-uid", Made.OnVertex("a"));
        var baseline = Of(Combine(Made.Target("prod", [], Made.Job("orders", check))));

        var comparison = baseline.Compare(Combine(Made.Target("prod", [], Made.Job("orders", check), Made.Job("orders", second))));

        Assert.Equal((1, 0, 1), Counts(comparison));
        Assert.Equal((null, Severity.Critical), (comparison.WorstNew(check), comparison.WorstNew(second)));
    }

    [Theory]
    [InlineData(Severity.Info, Severity.Warning)]
    [InlineData(Severity.Critical, Severity.Warning)]
    public void Another_severity_is_new(Severity before, Severity now)
    {
        var check = Made.Fail("operator-uid", Made.OnVertex("a", severity: now));

        var comparison = Of(Assess(Made.Fail("operator-uid", Made.OnVertex("a", severity: before)))).Compare(Assess(check));

        Assert.Equal((1, 1, 0), Counts(comparison));
        Assert.Equal(now, comparison.WorstNew(check));
    }

    [Fact]
    public void What_is_waived_is_neither_new_nor_known()
    {
        var waived = Assess(Made.Fail("operator-uid", Made.OnVertex("a") with { Waiver = new AppliedWaiver("r", "o", default) }) with { Status = CheckStatus.Waived });
        var open = Assess(Made.Fail("operator-uid", Made.OnVertex("a")));

        Assert.Equal((0, 0, 0), Counts(new Baseline([]).Compare(waived)));
        Assert.Equal((1, 0, 0), Counts(Of(waived).Compare(open)));
    }

    private static (int New, int Gone, int Known) Counts(BaselineComparison comparison) => (comparison.New, comparison.Gone, comparison.Known);

    private static Baseline Of(Assessment assessment) => new(LocatedCheck.Of(assessment).SelectMany(located => located.OpenFindings.Select(located.KeyOf)));

    private static Assessment Assess(params CheckResult[] checks) => Combine(Made.Target("prod", [], Made.Job("orders", checks)));

    private static Assessment Combine(TargetAssessment target) => AssessmentBuilder.Combine(ReadinessPolicy.Default, [target], false, Made.Now);
}
