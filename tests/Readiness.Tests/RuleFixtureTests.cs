using System.Text.Json;
using FlinkReady.Readiness.Judging;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Policies;
using FlinkReady.Readiness.Rules;
using FlinkReady.Readiness.Tests.Harness;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Tests;

/// <summary>Walks <c>Fixtures/</c>: each file is a poll (or several) at a cluster and the verdict of one rule that follows from it.</summary>
public sealed class RuleFixtureTests
{
    private static readonly string[] Kinds = ["pass", "fail", "unknown", "na"];

    public static TheoryData<string> Fixtures => [.. RuleFixture.AllFiles];

    public static TheoryData<string> Rules => [.. RuleCatalogue.JobRules.Cast<Rule>().Concat(RuleCatalogue.ClusterRules).Concat(RuleCatalogue.FleetRules).Select(rule => rule.Descriptor.Id)];

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void The_verdict_is_the_expected_one(string file)
    {
        var fixture = RuleFixture.Load(file);
        var check = Judge(fixture);
        var expected = fixture.Expected;

        Assert.True(Written(check.Status) == RuleFixture.Text(expected, "status"), $"{Written(check.Status)} ({check.UnknownReason}): {check.Message}");
        Assert.Equal(KindOf(check.Status), fixture.Kind);
        Assert.Equal(RuleFixture.Text(expected, "unknownReason"), check.UnknownReason is { } reason ? Written(reason) : null);
        Assert.Contains(RuleFixture.Text(expected, "message")!, check.Message, StringComparison.Ordinal);
        Assert.Equal(!expected.TryGetProperty("complete", out var complete) || complete.GetBoolean(), check.Complete);
        Assert.Equal(expected.TryGetProperty("findings", out var count) ? count.GetInt32() : 0, check.Findings.Count);
        if (check.Status == CheckStatus.Fail)
        {
            Assert.Equal(RuleFixture.Text(expected, "severity"), Written(check.Severity));
            Assert.Equal(RuleFixture.Text(expected, "certainty") ?? "proven", Written(check.Findings[0].Certainty));
            AssertEvidence(check, RuleFixture.Text(expected, "field")!, RuleFixture.Text(expected, "value"));
            Assert.All(check.Findings, AssertUseful);
            if (RuleFixture.Text(expected, "remediation") is { } remediation)
            {
                Assert.Contains(check.Findings, finding => finding.Remediation.Contains(remediation, StringComparison.Ordinal));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_rule_has_a_fixture_of_every_kind_or_says_why_not(string rule)
    {
        foreach (var kind in Kinds)
        {
            var reason = Path.Combine(RuleFixture.Folder, rule, $"without-{kind}.md");
            var shown = RuleFixture.AllFiles.Any(file => file.StartsWith($"{rule}/{kind}-", StringComparison.Ordinal));
            Assert.True(shown != File.Exists(reason), $"Fixtures/{rule} needs either {kind}-*.json or without-{kind}.md with the reason");
            Assert.True(shown || kind is "unknown" or "na", $"nothing in Fixtures/{rule} shows the rule {kind}: what never does is no rule");
        }
    }

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void A_fixture_tells_where_it_comes_from(string file)
    {
        var fixture = RuleFixture.Load(file);
        Assert.True(RuleCatalogue.Find(fixture.RuleId) is not null, $"{fixture.RuleId} is no rule");
        Assert.Matches(@"^\d+\.\d+\.\d+/[\w-]+/[\w-]+$", fixture.CutFrom);
    }

    private static CheckResult Judge(RuleFixture fixture)
    {
        var rule = RuleCatalogue.Find(fixture.RuleId)!;
        var policy = new ReadinessPolicy
        {
            Rules = fixture.Settings is { } settings
                ? new Dictionary<string, RuleSettings>(StringComparer.Ordinal) { [rule.Id] = SettingValues.Read(rule, settings) }
                : new Dictionary<string, RuleSettings>(StringComparer.Ordinal),
            Uids = fixture.Uids.Count == 0 ? [] : [new DeclaredUids(Glob.Any, Glob.Any, fixture.Uids)],
        };
        var observer = new ThrowingObserver();
        var assessor = new Assessor(policy, observer);
        var state = TargetState.Initial;
        foreach (var look in fixture.Looks)
        {
            state = assessor.Assess("fixture", look.ToSnapshot(), state, look.Now);
        }

        var assessment = state.Current!;
        Assert.True(assessment.IsUp || fixture.Kind == "unknown", "the fixture holds no job lists: the cluster counts as down");
        if (rule.Scope == RuleScope.Fleet)
        {
            var others = fixture.Others.Select(other => assessor.Assess(other.Name, other.Look.ToSnapshot(), TargetState.Initial, other.Look.Now).Current!);
            return AssessmentBuilder.Combine(policy, [assessment, .. others], filtersActive: false, fixture.Looks.Last().Now, observer).Checks.Single(check => check.Rule.Id == rule.Id);
        }

        if (rule.Scope == RuleScope.Cluster)
        {
            return assessment.Checks.Single(check => check.Rule.Id == rule.Id);
        }

        var job = assessment.Jobs.Single(candidate => fixture.Job is null || candidate.JobId == fixture.Job || candidate.JobName == fixture.Job);
        return job.Checks.Single(check => check.Rule.Id == rule.Id);
    }

    private static void AssertEvidence(CheckResult check, string field, string? value)
    {
        var evidence = check.Findings.SelectMany(finding => finding.Evidence).ToList();
        Assert.True(
            evidence.Any(item => item.Field == field && (value is null || item.Value == value)),
            $"no evidence {field} {value} among {string.Join("; ", evidence.Select(item => $"{item.Path} {item.Field} = {item.Value}"))}");
    }

    private static void AssertUseful(Finding finding)
    {
        Assert.NotEmpty(finding.Evidence);
        Assert.All(finding.Evidence.Where(evidence => evidence.Authority != Authority.Witnessed), evidence => Assert.StartsWith("/", evidence.Path, StringComparison.Ordinal));
        Assert.False(string.IsNullOrWhiteSpace(finding.Remediation));
        Assert.EndsWith(".", finding.Message, StringComparison.Ordinal);
    }

    private static string KindOf(CheckStatus status) => status switch
    {
        CheckStatus.Pass => "pass",
        CheckStatus.Unknown => "unknown",
        CheckStatus.NotApplicable => "na",
        _ => "fail",
    };

    private static string Written<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private sealed class ThrowingObserver : IAssessmentObserver
    {
        public void RuleFailed(RuleDescriptor rule, Exception exception) => throw new InvalidOperationException($"{rule.Id} threw", exception);
    }
}
