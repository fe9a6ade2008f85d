using FlinkReady.Readiness.Judging;
using FlinkReady.Readiness.Policies;
using FlinkReady.Readiness.Tests.Harness;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Tests.Verdicts;

public sealed class FindingTests
{
    public static TheoryData<bool> Kinds => [true, false];

    /// <summary>Findings that write their texts late must not ignore what is written over them.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_is_written_over_a_finding_is_what_it_says(bool writesLate)
    {
        var finding = writesLate ? MissingUid() : Made.Finding();
        var before = (finding.Message, finding.Remediation);

        var changed = finding with { Message = "Other." };
        var both = changed with { Remediation = "do other" };

        Assert.Equal(("Other.", before.Remediation), (changed.Message, changed.Remediation));
        Assert.Equal(("Other.", "do other"), (both.Message, both.Remediation));
        Assert.Equal(before, (finding.Message, finding.Remediation));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_waiver_changes_nothing_of_what_it_says(bool writesLate)
    {
        var finding = writesLate ? MissingUid() : Made.Finding();

        var waived = finding with { Waiver = new AppliedWaiver("r", "o", default) };

        Assert.NotEmpty(waived.Message);
        Assert.Equal((finding.Message, finding.Remediation), (waived.Message, waived.Remediation));
    }

    private static Finding MissingUid()
    {
        var look = RuleFixture.Load("operator-uid/fail-no-uid-at-all.json").Looks.Last();
        var assessed = new Assessor(ReadinessPolicy.Default).Assess("t", look.ToSnapshot(), TargetState.Initial, look.Now).Current!;
        return assessed.Jobs.SelectMany(job => job.Checks).First(check => check.Rule.Id == "operator-uid" && check.Findings.Count > 0).Findings[0];
    }
}
