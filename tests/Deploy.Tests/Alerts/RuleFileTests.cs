using FlinkReady.Deploy.Tests.Tools;

namespace FlinkReady.Deploy.Tests.Alerts;

public sealed class RuleFileTests
{
    private static readonly string Rules = Repository.PathOf(AlertFiles.RulesPath);

    public static TheoryData<string> Alerts => [.. AlertFiles.Rules.Select(alert => alert.Name)];

    [NeedsFact(Need.Promtool)]
    public async Task Promtool_accepts_the_rules()
    {
        var result = await Promtool.RunAsync("check", "rules", "--lint=all", "--lint-fatal", Rules);

        Assert.True(result.ExitCode == 0, result.All);
    }

    [NeedsFact(Need.Promtool)]
    public async Task The_promtool_tests_pass()
    {
        var result = await PromtoolTests.RunAsync(File.ReadAllText(Rules));

        Assert.True(result.ExitCode == 0, result.All);
    }

    [NeedsTheory(Need.Promtool)]
    [MemberData(nameof(Alerts))]
    public async Task The_promtool_tests_notice_an_alert_that_never_fires(string alert) =>
        await AssertNoticedAsync(alert, "vector(0) > 0");

    [NeedsTheory(Need.Promtool)]
    [MemberData(nameof(Alerts))]
    public async Task The_promtool_tests_notice_an_alert_that_always_fires(string alert) =>
        await AssertNoticedAsync(alert, "vector(1)");

    [NeedsTheory(Need.Promtool)]
    [InlineData("FlinkReadyViolationCritical")]
    [InlineData("FlinkReadyViolationWarning")]
    [InlineData("FlinkReadyHeadroomLow")]
    public async Task The_promtool_tests_notice_when_the_bridge_over_outages_is_missing(string alert)
    {
        var expression = AlertFiles.Rules.Single(rule => rule.Name == alert).Expression;

        await AssertNoticedAsync(alert, expression[..expression.IndexOf("\nor\n", StringComparison.Ordinal)]);
    }

    [NeedsTheory(Need.Promtool)]
    [InlineData("FlinkReadyViolationCritical")]
    [InlineData("FlinkReadyViolationWarning")]
    [InlineData("FlinkReadyHeadroomLow")]
    public async Task The_promtool_tests_notice_when_the_bridge_brings_back_what_was_fixed(string alert)
    {
        var expression = AlertFiles.Rules.Single(rule => rule.Name == alert).Expression;
        var guard = expression.LastIndexOf("  unless (", StringComparison.Ordinal);

        await AssertNoticedAsync(alert, expression[..guard] + ")");
    }

    [Fact]
    public void Every_alert_says_what_is_wrong_and_where_to_read_on() =>
        Assert.All(AlertFiles.Rules, alert =>
        {
            Assert.Matches("^FlinkReady([A-Z][a-z]+)+$", alert.Name);
            Assert.Contains(alert.Labels["severity"], new[] { "critical", "warning", "info" });
            Assert.NotEmpty(alert.Annotations["summary"]);
            Assert.EndsWith(".", alert.Annotations["description"], StringComparison.Ordinal);
            Assert.StartsWith("https://", alert.Annotations["runbook_url"], StringComparison.Ordinal);
        });

    [Fact]
    public void Every_alert_without_a_rule_of_its_own_has_its_section_in_the_documentation()
    {
        var headings = Repository.Read("docs", "deploy.md").Split('\n');

        Assert.All(
            AlertFiles.Rules.Where(alert => alert.Annotations["runbook_url"].Contains("deploy.md#", StringComparison.Ordinal)),
            alert =>
            {
                Assert.EndsWith('#' + alert.Name.ToLowerInvariant(), alert.Annotations["runbook_url"], StringComparison.Ordinal);
                Assert.Contains($"### {alert.Name}", headings);
            });
    }

    private static async Task AssertNoticedAsync(string alert, string expression)
    {
        var rules = AlertFiles.Rules.Select(rule => rule.Name == alert ? rule with { Expression = expression } : rule);

        var result = await PromtoolTests.RunAsync(RuleFileWriter.Write(rules));

        Assert.True(result.ExitCode == 1, $"no promtool test noticed\n{result.All}");
        Assert.Contains("FAILED", result.All, StringComparison.Ordinal);
    }
}
