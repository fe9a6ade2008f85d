using FlinkReady.Readiness.Judging;
using FlinkReady.Readiness.Policies;
using FlinkReady.Readiness.Tests.Harness;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Tests.Assessments;

/// <summary>What is said of "any job" where a filter leaves jobs out: they may have what those that are looked at have not.</summary>
public sealed class FilteredJobsTests
{
    [Fact]
    public void An_override_of_a_vertex_that_a_job_left_out_may_have_is_not_called_a_stranger()
    {
        var look = RuleFixture.Load("parallelism-overrides/fail-no-such-vertex.json").Looks.Single();
        var assessor = new Assessor(ReadinessPolicy.Default);

        var check = assessor.Assess("target", look.ToSnapshot() with { FilteredJobs = 1 }, TargetState.Initial, look.Now).Current!.Jobs.Single()
            .Checks.Single(one => one.Rule.Id == "parallelism-overrides");

        Assert.Equal(CheckStatus.Unknown, check.Status);
        Assert.Equal(UnknownReason.Undecidable, check.UnknownReason);
    }
}
