using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Metrics;
using FlinkReady.Monitor.Targets;
using FlinkReady.Monitor.Tests.Support;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Judging;
using FlinkReady.Readiness.Policies;
using FlinkReady.Readiness.Verdicts;
using FlinkReady.Readiness.Waivers;

namespace FlinkReady.Monitor.Tests.Metrics;

public sealed class ProgramSeriesTests
{
    [Fact]
    public void Rules_about_the_configuration_carry_no_target_and_no_job()
    {
        var page = Render(new MonitorConfiguration(), new ReloadStatus(true, Made.Noon), Made.Fail("waiver-expired", Severity.Warning, 2));

        Assert.Equal(["flinkready_violation{target=\"\",job_name=\"\",rule=\"waiver-expired\",severity=\"warning\"} 2"], Exposition.Samples(page, "flinkready_violation"));
        Assert.Contains("flinkready_violations{target=\"\",severity=\"warning\"} 2", Exposition.Samples(page, "flinkready_violations"));
        Assert.Contains("flinkready_checks{target=\"\",status=\"fail\"} 1", Exposition.Samples(page, "flinkready_checks"));
    }

    [Fact]
    public void A_refused_configuration_shows_with_the_time_of_the_one_in_force()
    {
        var page = Render(new MonitorConfiguration(), new ReloadStatus(false, Made.Noon));

        Assert.Equal(["flinkready_config_last_reload_successful 0"], Exposition.Samples(page, "flinkready_config_last_reload_successful"));
        Assert.Equal(["flinkready_config_last_reload_success_timestamp_seconds 1767355200"], Exposition.Samples(page, "flinkready_config_last_reload_success_timestamp_seconds"));
    }

    [Fact]
    public void The_earliest_waiver_of_an_owner_and_rule_counts_to_the_end_of_its_last_day()
    {
        var configuration = new MonitorConfiguration
        {
            Policy = new ReadinessPolicy
            {
                Waivers =
                [
                    new Waiver { Rule = "operator-uid", Reason = "r", Owner = "team \"a\"", Expires = new DateOnly(2027, 3, 31) },
                    new Waiver { Rule = "operator-uid", Reason = "r", Owner = "team \"a\"", Expires = new DateOnly(2027, 4, 30) },
                ],
            },
        };

        var page = Render(configuration, new ReloadStatus(true, Made.Noon));

        // date -ud '2027-04-01' +%s
        Assert.Equal(["flinkready_waiver_expiry_timestamp_seconds{rule=\"operator-uid\",owner=\"team \\\"a\\\"\"} 1806537600"], Exposition.Samples(page, "flinkready_waiver_expiry_timestamp_seconds"));
    }

    [Fact]
    public void Every_rule_is_there_with_the_severity_it_ships_with_and_a_link()
    {
        var changed = new Dictionary<string, RuleSettings>(StringComparer.Ordinal) { ["ha-enabled"] = new() { Severity = Severity.Info } };
        var configuration = new MonitorConfiguration { DocsBaseUrl = new Uri("https://docs.example/r"), Policy = new ReadinessPolicy { Rules = changed } };

        var page = Render(configuration, new ReloadStatus(true, Made.Noon));

        Assert.Equal(RuleCatalogue.All.Count, Exposition.Samples(page, "flinkready_rule_info").Length);
        Assert.Contains("flinkready_rule_info{rule=\"ha-enabled\",severity=\"critical\",category=\"availability\",help_url=\"https://docs.example/r/ha-enabled\",title=\"JobManager high availability is on\"} 1", page, StringComparison.Ordinal);
        Assert.Contains("category=\"identity_and_scaling\",help_url=\"/rules/", Render(new MonitorConfiguration(), new ReloadStatus(true, Made.Noon)), StringComparison.Ordinal);
    }

    private static string Render(MonitorConfiguration configuration, ReloadStatus reload, params CheckResult[] checks)
    {
        var assessment = new Assessment { GeneratedAt = Made.Noon, Score = null, Checks = checks, Targets = [], SkippedRules = [] };
        return Exposition.TextOf(new MetricsPage([new TargetSamples([ProgramSeries.Render(new Publication(1, configuration, reload, [], assessment), [], [], [])], [], null)]));
    }
}
