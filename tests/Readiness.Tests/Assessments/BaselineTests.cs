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

        Assert.Empty(Baseline.Of(assessment).NewIn(assessment));
    }

    [Fact]
    public void Ids_and_figures_that_change_from_run_to_run_make_nothing_new()
    {
        var before = Assess(Made.Fail("operator-uid", Made.OnVertex("a", "id-of-yesterday")));
        var after = Assess(Made.Fail("operator-uid", Made.OnVertex("a", "id-of-today", Severity.Info) with { Message = "3 of 4." }));

        Assert.Empty(Baseline.Of(before).NewIn(after));
    }

    [Fact]
    public void Another_rule_job_target_vertex_or_operator_is_new()
    {
        var baseline = Baseline.Of(Assess(Made.Fail("operator-uid", Made.OnVertex("a"))));

        Assert.Single(baseline.NewIn(Assess(Made.Fail("max-parallelism-headroom", Made.OnVertex("a")))));
        Assert.Single(baseline.NewIn(Assess(Made.Fail("operator-uid", Made.OnVertex("b")))));
        Assert.Single(baseline.NewIn(Assess(Made.Fail("operator-uid", Made.Finding(new Resource(ResourceKind.Operator, "v", "a", "map"))))));
        Assert.Single(baseline.NewIn(Combine(Made.Target("prod", [], Made.Job("payments", Made.Fail("operator-uid", Made.OnVertex("a")))))));
        Assert.Single(baseline.NewIn(Combine(Made.Target("test", [], Made.Job("orders", Made.Fail("operator-uid", Made.OnVertex("a")))))));
    }

    [Fact]
    public void A_second_one_of_a_kind_is_new()
    {
        var baseline = Baseline.Of(Assess(Made.Fail("operator-uid", Made.OnVertex("a"))));

        var fresh = Assert.Single(baseline.NewIn(Assess(Made.Fail("operator-uid", Made.OnVertex("a"), Made.OnVertex("a", "second")))));

        Assert.Equal("second", fresh.Finding.Resource.VertexId);
    }

    [Fact]
    public void What_is_waived_is_not_new_and_what_was_waived_is_known()
    {
        var waived = Assess(Made.Fail("operator-uid", Made.OnVertex("a") with { Waiver = new AppliedWaiver("r", "o", default) }) with { Status = CheckStatus.Waived });
        var open = Assess(Made.Fail("operator-uid", Made.OnVertex("a")));

        Assert.Empty(new Baseline([]).NewIn(waived));
        Assert.Empty(Baseline.Of(waived).NewIn(open));
    }

    [Fact]
    public void A_key_built_from_a_report_is_that_of_the_finding()
    {
        var assessment = Combine(Made.Target("prod", [Made.Fail("ha-enabled", Made.Finding(Resource.Cluster))]));

        Assert.Empty(new Baseline([new FindingKey("ha-enabled", "prod", null, ResourceKind.Cluster, null, null)]).NewIn(assessment));
    }

    private static Assessment Assess(params CheckResult[] checks) => Combine(Made.Target("prod", [], Made.Job("orders", checks)));

    private static Assessment Combine(TargetAssessment target) => AssessmentBuilder.Combine(ReadinessPolicy.Default, [target], false, Made.Now);
}
