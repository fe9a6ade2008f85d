using System.Text.Json;
using System.Xml.Linq;
using FlinkReady.FlinkClient.Polls;
using FlinkReady.FlinkClient.Recordings;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Metrics;
using FlinkReady.Monitor.Targets;
using FlinkReady.Monitor.Terminal;
using FlinkReady.Monitor.Tests.Cli;
using FlinkReady.Monitor.Tests.Reports;
using FlinkReady.Monitor.Tests.Support;
using FlinkReady.Readiness.Judging;
using FlinkReady.Readiness.Policies;
using Microsoft.Extensions.Logging.Abstractions;

namespace FlinkReady.Monitor.Tests.Scanning;

/// <summary>Two clusters with one place in ZooKeeper, as in the public report shared-ha-namespace: what every front shows of a finding on several targets.</summary>
public sealed class FleetScanTests : IDisposable
{
    private const string Rule = "shared-ha-namespace";

    private readonly TemporaryFolder _folder = new();

    public FleetScanTests()
    {
        Record("ns1", '1');
        Record("ns2", '2');
    }

    private string[] Scan => ["scan", "--recording", _folder.File("ns1"), "--recording", _folder.File("ns2"), "--rule", Rule];

    [Theory]
    [InlineData("warning", ExitCodes.Violations)]
    [InlineData("critical", ExitCodes.Violations)]
    [InlineData("never", ExitCodes.Success)]
    public async Task It_fails_a_scan_like_any_other(string failOn, int exitCode) => Assert.Equal(exitCode, (await CliRun.Of([.. Scan, "--fail-on", failOn])).ExitCode);

    [Theory]
    [InlineData("console")]
    [InlineData("markdown")]
    [InlineData("html")]
    public async Task Reports_for_people_have_a_part_for_it(string format)
    {
        var report = (await CliRun.Of([.. Scan, "--format", format])).Out;
        Assert.Contains("several targets", report, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(Rule, report, StringComparison.Ordinal);
        Assert.Contains("ns1 and ns2", report, StringComparison.Ordinal);
        Assert.Contains("high-availability.cluster-id: /", report, StringComparison.Ordinal);
        Assert.DoesNotContain("own configuration", report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_JSON_report_has_it_at_the_top_with_its_targets()
    {
        var report = (await CliRun.Of([.. Scan, "--format", "json"])).Out;
        Schemas.AssertValid("report.schema.json", report);
        using var document = JsonDocument.Parse(report);
        var check = Assert.Single(document.RootElement.GetProperty("checks").EnumerateArray());
        var resource = Assert.Single(check.GetProperty("findings").EnumerateArray()).GetProperty("resource");
        Assert.Equal("""{"kind":"fleet","targets":["ns1","ns2"]}""", resource.GetRawText());
    }

    [Fact]
    public async Task SARIF_names_both_targets_as_locations()
    {
        var report = (await CliRun.Of([.. Scan, "--format", "sarif"])).Out;
        Schemas.AssertValid("sarif-schema-2.1.0.json", report);
        using var document = JsonDocument.Parse(report);
        var location = document.RootElement.GetProperty("runs")[0].GetProperty("results")[0].GetProperty("locations")[0];
        Assert.Equal("flinkready/fleet", location.GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString());
        Assert.Equal(["fleet", "ns1", "ns2"], location.GetProperty("logicalLocations").EnumerateArray().Select(one => one.GetProperty("name").GetString()!));
    }

    [Fact]
    public async Task JUnit_has_a_suite_for_it()
    {
        var suite = XDocument.Parse((await CliRun.Of([.. Scan, "--format", "junit"])).Out).Root!.Elements("testsuite").Single(one => one.Attribute("name")!.Value == "fleet");
        Assert.Equal("1", suite.Attribute("failures")!.Value);
        Assert.Equal(Rule, suite.Elements("testcase").Single(one => one.Element("failure") is not null).Attribute("name")!.Value);
    }

    [Fact]
    public async Task A_baseline_that_has_it_lets_it_pass_and_one_without_it_does_not()
    {
        var known = _folder.Write("known.json", (await CliRun.Of([.. Scan, "--format", "json"])).Out);
        var empty = _folder.Write("empty.json", (await CliRun.Of("scan", "--recording", _folder.File("ns1"), "--rule", Rule, "--format", "json")).Out);

        Assert.Equal(ExitCodes.Success, (await CliRun.Of([.. Scan, "--baseline", known])).ExitCode);
        Assert.Equal(ExitCodes.Violations, (await CliRun.Of([.. Scan, "--baseline", empty])).ExitCode);
    }

    [Theory]
    [InlineData("waivers: [{ rule: shared-ha-namespace, target: ns2, reason: two networks, owner: team, expires: 2126-12-31 }]", ExitCodes.Success)]
    [InlineData("waivers: [{ rule: shared-ha-namespace, target: other, reason: two networks, owner: team, expires: 2126-12-31 }]", ExitCodes.Violations)]
    [InlineData("rules: { shared-ha-namespace: { severity: info } }", ExitCodes.Success)]
    [InlineData("rules: { shared-ha-namespace: { enabled: false } }", ExitCodes.Success)]
    public async Task Waivers_and_severities_hold_for_it(string configuration, int exitCode) =>
        Assert.Equal(exitCode, (await CliRun.Of([.. Scan, "--config", _folder.Write("flinkready.yaml", configuration + "\n")])).ExitCode);

    [Fact]
    public async Task A_waiver_for_it_names_no_job()
    {
        var file = _folder.Write("flinkready.yaml", "waivers: [{ rule: shared-ha-namespace, job: orders, reason: r, owner: team, expires: 2126-12-31 }]\n");
        Assert.Equal(ExitCodes.Usage, (await CliRun.Of("config", "check", file)).ExitCode);
    }

    [Fact]
    public async Task While_watching_it_is_found_at_the_poll_of_the_second_target_and_ends_when_one_leaves()
    {
        var published = new PublishedState(new MonitorConfiguration { Targets = [Definition("ns1"), Definition("ns2")] }, [], new RuleErrors(NullLogger<RuleErrors>.Instance), TimeProvider.System);
        published.Publish(await ViewAsync("ns1"));
        Assert.Empty(Violations(published));

        published.Publish(await ViewAsync("ns2"));
        Assert.Equal([$"flinkready_violation{{target=\"\",job_name=\"\",rule=\"{Rule}\",severity=\"critical\"}} 1"], Violations(published));
        Assert.Contains("About several targets", StatusPages.Render(published.Latest), StringComparison.Ordinal);

        published.Withdraw("ns1");
        Assert.Empty(Violations(published));
    }

    public void Dispose() => _folder.Dispose();

    private static string[] Violations(PublishedState published)
    {
        var page = Exposition.TextOf(new MetricsPage([new TargetSamples([ProgramSeries.Render(published.Latest, [], [], [])], [], null)]));
        return [.. Exposition.Samples(page, "flinkready_violation").Where(sample => sample.Contains(Rule, StringComparison.Ordinal))];
    }

    private TargetDefinition Definition(string name) => new() { Name = name, Recording = _folder.File(name) };

    private async Task<TargetView> ViewAsync(string name)
    {
        using var series = Recording.Open(_folder.File(name));
        var snapshot = await series.Snapshots[0].Reader.ReadAsync(null, ReadOptions.Everything, TestContext.Current.CancellationToken);
        var state = new Assessor(ReadinessPolicy.Default).Assess(name, snapshot, TargetState.Initial, snapshot.StartedAt);
        return new TargetView { Target = Definition(name), Access = snapshot.Access, State = state, LastPoll = snapshot.StartedAt };
    }

    private void Record(string name, char job)
    {
        const long at = 1795600000000;
        var id = new string(job, 32);
        Directory.CreateDirectory(_folder.File(name));
        var answers = new (string Path, string Body)[]
        {
            ("/overview", """{"taskmanagers":1,"slots-total":4,"slots-available":3,"jobs-running":1,"flink-version":"1.20.5"}"""),
            ("/jobmanager/config", """[{"key":"high-availability.type","value":"zookeeper"},{"key":"high-availability.zookeeper.quorum","value":"z1:2181,z2:2181,z3:2181"},{"key":"high-availability.cluster-id","value":"orders"}]"""),
            ("/jobs", $$"""{"jobs":[{"id":"{{id}}","status":"RUNNING"}]}"""),
            ("/jobs/overview", $$"""{"jobs":[{"jid":"{{id}}","name":"orders","state":"RUNNING","start-time":{{at - 86_400_000}},"end-time":-1,"last-modification":{{at - 86_000_000}},"tasks":{"running":1} }]}"""),
        };
        var index = answers.Select((answer, place) =>
        {
            _folder.Write(Path.Combine(name, $"{place}.json"), answer.Body);
            return $$"""{"method":"GET","path":"{{answer.Path}}","status":200,"contentType":"application/json","atMs":{{at}},"file":"{{place}}.json"}""";
        });
        _folder.Write(Path.Combine(name, "index.json"), $"[{string.Join(",", index)}]");
    }
}
