using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Judging;
using FlinkReady.Readiness.Policies;
using FlinkReady.Readiness.Tests.Harness;
using FlinkReady.Readiness.Verdicts;
using FlinkReady.Readiness.Waivers;

namespace FlinkReady.Readiness.Tests.Waivers;

public sealed class WaiverProposalTests
{
    private static readonly DateOnly Expires = new(2026, 9, 30);

    [Fact]
    public void They_cover_all_that_is_violated_today()
    {
        var assessment = Assess(
            Made.Target(
                "prod",
                [Made.Fail("ha-enabled", Made.Finding(Resource.Cluster))],
                Made.Job("orders *", Made.Fail("operator-uid", Made.OnVertex("a"), Made.OnVertex("a", "other"), Made.OnVertex("two\nlines", "0f"), Made.OnVertex(new string('x', 500), "ff"))),
                Made.Job("payments", Made.Fail("checkpoint-mode", Made.Finding()), Made.Check("job-running", CheckStatus.Pass))));

        var waivers = Propose(assessment);

        foreach (var (check, job) in assessment.Targets[0].Checks.Select(check => (check, (string?)null)).Concat(assessment.Targets[0].Jobs.SelectMany(job => job.Checks.Select(check => (check, (string?)job.JobName)))))
        {
            Assert.NotEqual(CheckStatus.Fail, new WaiverBook(waivers, "prod", Made.Now).Apply(check, job).Status);
        }
    }

    [Fact]
    public void They_are_as_narrow_as_patterns_allow()
    {
        var waivers = Propose(Assess(Made.Target("prod", [], Made.Job("orders *", Made.Fail("operator-uid", Made.OnVertex("a"), Made.OnVertex("a", "other"), Made.OnVertex("two\nlines", "0f"))))));

        Assert.Equal([("operator-uid", "prod", "orders \\*", "a"), ("operator-uid", "prod", "orders \\*", "two\nlines")], waivers.Select(waiver => (waiver.Rule, waiver.Target, waiver.Job!, waiver.Vertex!)));
        Assert.All(waivers, waiver => Assert.Equal(("team", Expires, "from the start"), (waiver.Owner, waiver.Expires, waiver.Reason)));
    }

    [Theory]
    [InlineData("no*", "nouid")]
    [InlineData("no?", "not")]
    [InlineData(@"no\*", "no*")]
    [InlineData(@"a\b*", @"a\b\b")]
    [InlineData("", "orders")]
    public void Names_that_look_like_patterns_cover_themselves_alone(string name, string other)
    {
        var check = Made.Fail("operator-uid", Made.OnVertex(name));
        var book = new WaiverBook(Propose(Assess(Made.Target("prod", [], Made.Job(name, check)))), "prod", Made.Now);

        Assert.Equal(CheckStatus.Waived, book.Apply(check, name).Status);
        Assert.Equal(CheckStatus.Fail, book.Apply(check, other).Status);
        Assert.Equal(CheckStatus.Fail, book.Apply(Made.Fail("operator-uid", Made.OnVertex(other, "0f")), name).Status);
    }

    [Fact]
    public void A_waiver_for_the_job_makes_those_for_its_vertices_needless()
    {
        var waivers = Propose(Assess(Made.Target("prod", [], Made.Job("orders", Made.Fail("operator-uid", Made.OnVertex("a"), Made.Finding())))));

        Assert.Null(Assert.Single(waivers).Vertex);
    }

    [Fact]
    public void What_is_waived_already_and_the_configurations_own_findings_are_left_out()
    {
        var policy = new ReadinessPolicy { Waivers = [Made.Waiver(expires: "2026-01-01")] };
        var waived = Made.Fail("operator-uid", Made.OnVertex("a") with { Waiver = new AppliedWaiver("r", "o", Expires) }) with { Status = CheckStatus.Waived };

        var assessment = AssessmentBuilder.Combine(policy, [Made.Target("prod", [], Made.Job("orders", waived))], false, Made.Now);

        Assert.Contains(assessment.Checks, check => check.Rule.Id == "waiver-expired" && check.Status == CheckStatus.Fail);
        Assert.Empty(Propose(assessment));
    }

    private static Assessment Assess(params TargetAssessment[] targets) => AssessmentBuilder.Combine(ReadinessPolicy.Default, targets, false, Made.Now);

    private static IReadOnlyList<Waiver> Propose(Assessment assessment) => WaiverProposal.For(assessment, "team", Expires, "from the start");
}
