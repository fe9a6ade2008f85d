using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Judging;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Tests.Assessments;

/// <summary>The formula of the score: 100 × Σ w(pass) ÷ Σ w(pass or fail), w = 10, 3, 1.</summary>
public sealed class ScoreTests
{
    [Fact]
    public void Passes_and_fails_count_by_the_weight_of_their_severity()
    {
        CheckResult[] checks =
        [
            Check(CheckStatus.Pass, Severity.Critical),
            Check(CheckStatus.Fail, Severity.Warning),
            Check(CheckStatus.Pass, Severity.Info),
            Check(CheckStatus.Fail, Severity.Info),
        ];

        // (10 + 1) of (10 + 3 + 1 + 1).
        Assert.Equal(73.3, Score.Of(checks));
    }

    [Theory]
    [InlineData(CheckStatus.Unknown)]
    [InlineData(CheckStatus.Waived)]
    [InlineData(CheckStatus.NotApplicable)]
    public void What_is_neither_pass_nor_fail_counts_in_neither_sum(CheckStatus status)
    {
        Assert.Equal(100.0, Score.Of([Check(CheckStatus.Pass, Severity.Info), Check(status, Severity.Critical)]));
        Assert.Null(Score.Of([Check(status, Severity.Critical)]));
    }

    [Fact]
    public void A_target_is_the_mean_of_its_own_score_and_the_mean_of_its_jobs()
    {
        CheckResult[] own = [Check(CheckStatus.Fail, Severity.Critical)];
        JobAssessment[] jobs = [Job(CheckStatus.Pass), Job(CheckStatus.Fail), Job(CheckStatus.Unknown)];

        Assert.Equal(25.0, Score.OfTarget(own, jobs));
        Assert.Equal(50.0, Score.OfTarget([], jobs));
        Assert.Equal(0.0, Score.OfTarget(own, []));
        Assert.Null(Score.OfTarget([], []));
    }

    private static JobAssessment Job(CheckStatus status)
    {
        CheckResult[] checks = [Check(status, Severity.Warning)];
        return new JobAssessment { JobId = "j", JobName = "j", State = "RUNNING", IsTerminal = false, Checks = checks, Score = Score.Of(checks) };
    }

    private static CheckResult Check(CheckStatus status, Severity severity) =>
        new() { Rule = RuleCatalogue.All[0], Status = status, Severity = severity, Message = "m", ObservedAt = default };
}
