using FlinkReady.Readiness.Judging;
using FlinkReady.Readiness.Tests.Harness;
using FlinkReady.Readiness.Verdicts;
using FlinkReady.Readiness.Waivers;

namespace FlinkReady.Readiness.Tests.Verdicts;

/// <summary>A rule that fails a check and names nothing is wrong: that costs its own verdict, and not the whole look.</summary>
public sealed class FailureWithoutFindingTests
{
    [Fact]
    public void A_failed_check_without_a_finding_is_a_defect_of_its_rule()
    {
        var told = new ToldRules();
        var rule = RuleCatalogue.JobRules.First(one => one.Descriptor.Id == "last-state-ids");

        var check = CheckEvaluator.EvaluateDeclared(rule, static () => new Verdict.Fail("2 of 6 operators are wrong.", []), Severity.Critical, Made.Now, told);

        Assert.Equal((CheckStatus.Unknown, UnknownReason.Undecidable), (check.Status, check.UnknownReason));
        Assert.Equal(["last-state-ids"], told.Ids);
        Assert.Same(check, new WaiverBook([], "orders", Made.Now).Apply(check, "orders"));
    }

    private sealed class ToldRules : IAssessmentObserver
    {
        public List<string> Ids { get; } = [];

        public void RuleFailed(RuleDescriptor rule, Exception exception) => Ids.Add(rule.Id);
    }
}
