using System.Text.Json;
using FlinkReady.Monitor.Tests.Cli;

namespace FlinkReady.Monitor.Tests.Reports;

/// <summary>Services such as GitHub show each result as a problem, and follow each link: neither may mislead.</summary>
public sealed class SarifReportTests
{
    [Fact]
    public async Task Results_are_problems_only()
    {
        using var json = JsonDocument.Parse((await CliRun.Of("scan", "--recording", "demo", "--format", "json")).Out);
        using var sarif = JsonDocument.Parse((await CliRun.Of("scan", "--recording", "demo", "--format", "sarif")).Out);

        var results = Results(sarif);
        Assert.All(results, result => Assert.Equal("fail", result.GetProperty("kind").GetString()));
        var target = json.RootElement.GetProperty("targets")[0];
        var checks = target.GetProperty("checks").EnumerateArray().Concat(target.GetProperty("jobs").EnumerateArray().SelectMany(job => job.GetProperty("checks").EnumerateArray()));
        Assert.Equal(checks.Sum(check => check.GetProperty("findings").GetArrayLength()), results.Count);
    }

    [Theory]
    [InlineData("unknown", "open", "unknown")]
    [InlineData("notApplicable", "notApplicable", "notApplicable")]
    [InlineData("pass", "pass", "pass")]
    public async Task What_is_no_problem_is_there_where_it_was_asked_for(string included, string kind, string status)
    {
        using var json = JsonDocument.Parse((await CliRun.Of("scan", "--recording", "demo", "--format", "json")).Out);
        var text = (await CliRun.Of("scan", "--recording", "demo", "--format", "sarif", "--include", included)).Out;
        using var sarif = JsonDocument.Parse(text);

        Schemas.AssertValid("sarif-schema-2.1.0.json", text);
        Assert.Equal(json.RootElement.GetProperty("summary").GetProperty(status).GetInt32(), Results(sarif).Count(result => result.GetProperty("kind").GetString() == kind));
        Assert.All(Results(sarif), result => Assert.Contains(result.GetProperty("kind").GetString(), new[] { "fail", kind }));
    }

    [Fact]
    public async Task Several_can_be_asked_for_at_once()
    {
        using var sarif = JsonDocument.Parse((await CliRun.Of("scan", "--recording", "demo", "--format", "sarif", "--include", "pass,notApplicable", "--include", "unknown")).Out);

        Assert.Equal(["fail", "notApplicable", "open", "pass"], Results(sarif).Select(result => result.GetProperty("kind").GetString()!).Distinct().Order());
    }

    [Fact]
    public async Task Rules_bring_their_help_along_and_no_link_to_a_place_that_is_not_there()
    {
        var text = (await CliRun.Of("scan", "--recording", "demo", "--format", "sarif")).Out;
        using var sarif = JsonDocument.Parse(text);

        var rules = sarif.RootElement.GetProperty("runs")[0].GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().ToList();
        var failing = Results(sarif).Select(result => result.GetProperty("ruleId").GetString()).ToHashSet();
        Assert.All(rules, rule => Assert.False(rule.TryGetProperty("helpUri", out _)));
        Assert.All(rules.Where(rule => failing.Contains(rule.GetProperty("id").GetString())), rule =>
        {
            var help = rule.GetProperty("help").GetProperty("markdown").GetString()!;
            Assert.StartsWith($"# {rule.GetProperty("id").GetString()}\n", help, StringComparison.Ordinal);
            Assert.Contains("\n## How to fix it\n", help, StringComparison.Ordinal);
            Assert.DoesNotMatch(@"\]\((?!https?:)", help);
        });
        Assert.DoesNotContain("localhost:9817", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Links_lead_to_the_pages_where_somebody_said_where_they_are()
    {
        using var folder = new TemporaryFolder();
        var config = folder.Write("c.yaml", "docsBaseUrl: https://wiki.example.com/rules\n");
        using var sarif = JsonDocument.Parse((await CliRun.Of("scan", "--recording", "demo", "--config", config, "--format", "sarif")).Out);

        var rules = sarif.RootElement.GetProperty("runs")[0].GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray();
        Assert.All(rules, rule => Assert.Equal($"https://wiki.example.com/rules/{rule.GetProperty("id").GetString()}", rule.GetProperty("helpUri").GetString()));
    }

    private static List<JsonElement> Results(JsonDocument sarif) => [.. sarif.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray()];
}
