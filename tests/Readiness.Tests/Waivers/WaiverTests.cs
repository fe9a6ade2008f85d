using FlinkReady.Readiness.Tests.Harness;
using FlinkReady.Readiness.Verdicts;
using FlinkReady.Readiness.Waivers;

namespace FlinkReady.Readiness.Tests.Waivers;

public sealed class WaiverTests
{
    [Theory]
    [InlineData("2026-05-31T00:00:00Z", true)]
    [InlineData("2026-05-31T23:59:59.999Z", true)]
    [InlineData("2026-06-01T00:00:00Z", false)]
    [InlineData("2026-06-01T01:59:59+02:00", true)]
    [InlineData("2026-06-01T02:00:00+02:00", false)]
    public void It_holds_until_the_end_of_its_last_day_in_UTC(string now, bool holds) =>
        Assert.Equal(holds, Made.Waiver(expires: "2026-05-31").HoldsAt(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void A_check_of_which_every_finding_is_covered_is_waived_and_keeps_them()
    {
        var check = Apply(Made.Fail("operator-uid", Made.OnVertex("a"), Made.OnVertex("b", severity: Severity.Info)), "orders", Made.Waiver(job: "orders"));

        Assert.Equal((CheckStatus.Waived, Severity.Critical, 0), (check.Status, check.Severity, check.OpenFindings));
        Assert.All(check.Findings, finding => Assert.Equal(new AppliedWaiver("later", "team-orders", new DateOnly(2026, 12, 31)), finding.Waiver));
    }

    [Fact]
    public void What_is_kept_of_a_look_does_not_answer_for_another_target_day_job_or_vertex()
    {
        Waiver[] waivers = [Made.Waiver(target: "prod", job: "ord*", vertex: "map*", expires: "2026-05-31")];
        var check = Made.Fail("operator-uid", Made.OnVertex("map -> filter"));
        var day = new DateTimeOffset(2026, 5, 20, 0, 0, 0, TimeSpan.Zero);

        for (var look = 0; look < 2; look++)
        {
            Assert.Equal(CheckStatus.Waived, Status(check, "prod", "orders", day));
            Assert.Equal(CheckStatus.Fail, Status(check, "test", "orders", day));
            Assert.Equal(CheckStatus.Fail, Status(check, "prod", "orders", day.AddDays(12)));
            Assert.Equal(CheckStatus.Fail, Status(check, "prod", "payments", day));
            Assert.Equal(CheckStatus.Fail, Status(check, "prod", null, day));
            Assert.Equal(CheckStatus.Fail, Status(Made.Fail("operator-uid", Made.OnVertex("sink")), "prod", "orders", day));
        }

        CheckStatus Status(CheckResult one, string target, string? job, DateTimeOffset now) => new WaiverBook(waivers, target, now).Apply(one, job).Status;
    }

    [Fact]
    public void What_is_left_open_decides_the_severity()
    {
        var check = Apply(Made.Fail("operator-uid", Made.OnVertex("a"), Made.OnVertex("b", "0b", Severity.Info)), "orders", Made.Waiver(vertex: "a"));

        Assert.Equal((CheckStatus.Fail, Severity.Info, 1), (check.Status, check.Severity, check.OpenFindings));
    }

    [Theory]
    [InlineData("*", null, null, true)]
    [InlineData("prod*", "ord*", "map*", true)]
    [InlineData("test", null, null, false)]
    [InlineData("*", "payments", null, false)]
    [InlineData("*", null, "sink*", false)]
    [InlineData("*", null, "cbc357*", true)]
    public void Target_job_and_vertex_have_to_match(string target, string? job, string? vertex, bool covers)
    {
        var check = Apply(Made.Fail("operator-uid", Made.OnVertex("map -> filter")), "orders", Made.Waiver(target: target, job: job, vertex: vertex));

        Assert.Equal(covers ? CheckStatus.Waived : CheckStatus.Fail, check.Status);
    }

    [Fact]
    public void A_waiver_that_names_jobs_never_covers_the_cluster()
    {
        var check = Made.Fail("ha-enabled", Made.Finding(Resource.Cluster));

        Assert.Equal(CheckStatus.Fail, Apply(check, null, Made.Waiver("ha-enabled", job: "*")).Status);
        Assert.Equal(CheckStatus.Waived, Apply(check, null, Made.Waiver("ha-enabled")).Status);
    }

    [Fact]
    public void A_waiver_for_a_vertex_covers_no_finding_about_the_job() =>
        Assert.Equal(CheckStatus.Fail, Apply(Made.Fail("checkpoint-mode", Made.Finding()), "orders", Made.Waiver("checkpoint-mode", vertex: "*")).Status);

    [Fact]
    public void Another_rule_and_an_expired_waiver_cover_nothing()
    {
        var check = Made.Fail("operator-uid", Made.OnVertex("a"));

        Assert.Equal(CheckStatus.Fail, Apply(check, "orders", Made.Waiver("ha-enabled")).Status);
        Assert.Equal(CheckStatus.Fail, Apply(check, "orders", Made.Waiver(expires: "2026-05-19")).Status);
    }

    [Theory]
    [InlineData("orders", "*")]
    [InlineData("*", "orders")]
    public void The_first_waiver_of_the_configuration_gives_the_reason(string first, string second)
    {
        var check = Apply(Made.Fail("operator-uid", Made.OnVertex("a")), "orders", Made.Waiver(job: first, reason: "first"), Made.Waiver(job: second, reason: "second"));

        Assert.Equal("first", check.Findings[0].Waiver!.Reason);
    }

    [Fact]
    public void What_an_earlier_look_waived_is_open_again_without_its_waiver()
    {
        var waived = Apply(Made.Fail("operator-uid", Made.OnVertex("a")), "orders", Made.Waiver());

        var check = Apply(waived, "orders");

        Assert.Equal((CheckStatus.Fail, 1), (check.Status, check.OpenFindings));
    }

    [Theory]
    [InlineData(CheckStatus.Pass)]
    [InlineData(CheckStatus.Unknown)]
    [InlineData(CheckStatus.NotApplicable)]
    public void What_has_not_failed_is_left_as_it_is(CheckStatus status)
    {
        var check = Made.Check("operator-uid", status);

        Assert.Same(check, Apply(check, "orders", Made.Waiver()));
    }

    [Fact]
    public void The_earliest_end_counts_for_each_rule_and_owner()
    {
        Waiver[] waivers = [Made.Waiver(expires: "2026-12-31"), Made.Waiver(expires: "2026-06-30"), Made.Waiver("ha-enabled", expires: "2026-01-01")];

        Assert.Equal(
            [
                new WaiverExpiry("ha-enabled", "team-orders", new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero)),
                new WaiverExpiry("operator-uid", "team-orders", new DateTimeOffset(2026, 7, 1, 0, 0, 0, TimeSpan.Zero)),
            ],
            WaiverExpiry.Earliest(waivers));
    }

    private static CheckResult Apply(CheckResult check, string? job, params Waiver[] waivers) => new WaiverBook(waivers, "prod-eu", Made.Now).Apply(check, job);
}
