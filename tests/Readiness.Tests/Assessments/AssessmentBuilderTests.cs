using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Judging;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.Policies;
using FlinkReady.Readiness.Tests.Harness;
using FlinkReady.Readiness.Verdicts;
using FlinkReady.Readiness.Waivers;

namespace FlinkReady.Readiness.Tests.Assessments;

/// <summary>The whole picture, and the rules about the configuration that go into it.</summary>
public sealed class AssessmentBuilderTests
{
    [Fact]
    public void The_score_is_the_mean_of_the_targets_that_were_assessed()
    {
        var good = Made.Target("good", [Made.Check("ha-enabled", CheckStatus.Pass)]);
        var bad = Made.Target("bad", [Made.Fail("ha-enabled", Made.Finding(Resource.Cluster))]);
        var lost = good with { Name = "lost", Assessed = false };

        Assert.Equal(50.0, Combine(ReadinessPolicy.Default, false, good, bad, lost).Score);
        Assert.Null(Combine(ReadinessPolicy.Default, false, lost).Score);
        Assert.Null(Combine(ReadinessPolicy.Default, false).Score);
    }

    [Fact]
    public void Rules_that_are_switched_off_are_named_and_not_judged()
    {
        var policy = new ReadinessPolicy { SkippedRules = new HashSet<string> { "waiver-unused", "backpressure" } };

        var assessment = Combine(policy, false);

        Assert.Equal(["backpressure", "waiver-unused"], assessment.SkippedRules);
        Assert.Equal(["shared-ha-namespace", "shared-checkpoint-directory", "waiver-expired", "uid-unmatched"], assessment.Checks.Select(check => check.Rule.Id));
    }

    [Fact]
    public void Without_waivers_and_uids_the_questions_do_not_arise() =>
        Assert.All(Combine(ReadinessPolicy.Default, false).Checks, check => Assert.Equal(CheckStatus.NotApplicable, check.Status));

    [Fact]
    public void An_expired_waiver_is_a_finding_about_the_configuration()
    {
        var check = Check("waiver-expired", With(Made.Waiver(), Made.Waiver(job: "legacy-*", expires: "2026-05-19")));

        Assert.Equal((CheckStatus.Fail, Severity.Warning), (check.Status, check.Severity));
        Assert.Equal("The waiver for operator-uid on target *, job legacy-* expired at the end of 2026-05-19 (UTC); its owner is team-orders.", check.Message);
        var finding = Assert.Single(check.Findings);
        Assert.Equal((ResourceKind.Configuration, "waivers[1].expires"), (finding.Resource.Kind, finding.Evidence[0].Field));
    }

    [Fact]
    public void A_waiver_is_not_expired_on_its_last_day() =>
        Assert.Equal(CheckStatus.Pass, Check("waiver-expired", With(Made.Waiver(expires: "2026-05-20"))).Status);

    [Fact]
    public void A_waiver_that_covers_nothing_is_unused()
    {
        var policy = With(Made.Waiver(job: "orders"), Made.Waiver(job: "typo"));
        var target = Made.Target("prod", [], Made.Job("orders", Made.Fail("operator-uid", Made.OnVertex("a"))));

        var check = Check("waiver-unused", policy, target);

        Assert.Equal((CheckStatus.Fail, Severity.Info), (check.Status, check.Severity));
        Assert.Equal("waivers[1].rule", Assert.Single(check.Findings).Evidence[0].Field);
    }

    [Fact]
    public void A_waiver_behind_another_that_came_first_is_used()
    {
        var policy = With(Made.Waiver(), Made.Waiver(job: "orders"));
        var target = Made.Target("prod", [], Made.Job("orders", Made.Fail("operator-uid", Made.OnVertex("a"))));

        Assert.Equal(CheckStatus.Pass, Check("waiver-unused", policy, target).Status);
    }

    [Fact]
    public void An_expired_waiver_is_not_called_unused_as_well() =>
        Assert.Equal(CheckStatus.NotApplicable, Check("waiver-unused", With(Made.Waiver(expires: "2026-01-01")), Made.Target("prod", [])).Status);

    [Theory]
    [InlineData("filters")]
    [InlineData("down")]
    [InlineData("incomplete")]
    [InlineData("unknown")]
    [InlineData("skipped")]
    public void Nothing_is_called_unused_where_not_everything_was_seen(string what)
    {
        var policy = With(Made.Waiver(job: "orders"));
        var target = Made.Target("prod", [], Made.Job("orders", Made.Check("operator-uid", what == "unknown" ? CheckStatus.Unknown : CheckStatus.Pass)));
        target = target with { IsUp = what != "down", CompletelyRead = what != "incomplete" };
        policy = what == "skipped" ? new ReadinessPolicy { Waivers = policy.Waivers, SkippedRules = new HashSet<string> { "operator-uid" } } : policy;

        var check = AssessmentBuilder.Combine(policy, [target], what == "filters", Made.Now).Checks.Single(check => check.Rule.Id == "waiver-unused");

        Assert.Equal((CheckStatus.Unknown, UnknownReason.Undecidable), (check.Status, check.UnknownReason));
    }

    [Fact]
    public void A_target_out_of_the_waivers_scope_does_not_matter()
    {
        var policy = With(Made.Waiver(target: "prod"));

        var check = Check("waiver-unused", policy, Made.Target("prod", []), Made.Target("test", []) with { IsUp = false });

        Assert.Equal(CheckStatus.Fail, check.Status);
    }

    [Fact]
    public void Findings_about_the_configuration_can_be_waived()
    {
        var check = Check("waiver-expired", With(Made.Waiver(expires: "2026-01-01"), Made.Waiver("waiver-expired")));

        Assert.Equal(CheckStatus.Waived, check.Status);
    }

    [Fact]
    public void A_declared_uid_that_no_operator_has_is_a_finding()
    {
        var job = Made.Job("orders").WithOperators(Made.Operator(UidVerdict.Declared, "source"), Made.Operator(UidVerdict.Auto), Made.Operator(UidVerdict.Explicit));

        var check = Check("uid-unmatched", Uids("source", "sorce"), Made.Target("prod", [], job));

        Assert.Equal((CheckStatus.Fail, Severity.Info), (check.Status, check.Severity));
        Assert.Equal("sorce", Assert.Single(check.Findings).Evidence[0].Value);
    }

    [Fact]
    public void A_uid_of_one_job_needs_no_operator_in_the_others_of_its_list()
    {
        var orders = Made.Job("orders").WithOperators(Made.Operator(UidVerdict.Declared, "source"));
        var payments = Made.Job("payments").WithOperators(Made.Operator(UidVerdict.Declared, "sink"));

        Assert.Equal(CheckStatus.Pass, Check("uid-unmatched", Uids("source", "sink"), Made.Target("prod", [], orders, payments)).Status);
    }

    [Theory]
    [InlineData(UidVerdict.Undecided, "00")]
    [InlineData(UidVerdict.Explicit, null)]
    public void An_operator_that_may_be_the_one_keeps_a_uid_from_being_accused(UidVerdict verdict, string? id)
    {
        var job = Made.Job("orders").WithOperators(Made.Operator(verdict, null, id));

        Assert.Equal(CheckStatus.Unknown, Check("uid-unmatched", Uids("source"), Made.Target("prod", [], job)).Status);
    }

    [Fact]
    public void A_job_that_is_not_there_keeps_a_uid_from_being_accused() =>
        Assert.Equal(CheckStatus.Unknown, Check("uid-unmatched", Uids("source"), Made.Target("prod", [])).Status);

    private static CheckResult Check(string rule, ReadinessPolicy policy, params TargetAssessment[] targets) =>
        Combine(policy, false, targets).Checks.Single(check => check.Rule.Id == rule);

    private static Assessment Combine(ReadinessPolicy policy, bool filters, params TargetAssessment[] targets) =>
        AssessmentBuilder.Combine(policy, targets, filters, Made.Now);

    private static ReadinessPolicy With(params Waiver[] waivers) => new() { Waivers = waivers };

    private static ReadinessPolicy Uids(params string[] values) => new() { Uids = [new DeclaredUids(Glob.Any, Glob.Any, values)] };
}
