using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using FlinkReady.Monitor.Tests.Cli;
using FlinkReady.Monitor.Tests.Support;
using FlinkReady.Monitor.Tests.Web;

namespace FlinkReady.Monitor.Tests.Reports;

/// <summary>
/// Whoever compares two outputs of one recording finds the same figure for the same thing: failed checks are failed checks, affected resources are
/// affected resources, and each output says which of them it counts.
/// </summary>
public sealed partial class CountsAgreeTests(DaemonFixture daemon) : IClassFixture<DaemonFixture>
{
    private const int ReadsThatMustAgree = 5;

    private static readonly string[] Severities = ["critical", "warning", "info"];

    /// <summary>In the recording the two kinds of figures differ: with equal ones the test could not tell them apart.</summary>
    [Fact]
    public async Task Reports_of_a_scan_count_the_same()
    {
        using var folder = new TemporaryFolder();
        var run = await CliRun.Of(["scan", "--recording", "demo", "--format", "json", "-o", $"console={folder.File("t")}", "-o", $"markdown={folder.File("m")}", "-o", $"html={folder.File("h")}", "-o", $"sarif={folder.File("s")}", "-o", $"junit={folder.File("j")}"]);
        var counts = Counts.Of(JsonDocument.Parse(run.Out).RootElement);
        Assert.NotEqual(counts.FailedChecks, counts.Affected);

        var checks = string.Create(CultureInfo.InvariantCulture, $"{counts.FailedChecks.Sum()} failed checks: {counts.FailedChecks[0]} critical, {counts.FailedChecks[1]} warning, {counts.FailedChecks[2]} info");
        var affected = string.Create(CultureInfo.InvariantCulture, $"{counts.Affected.Sum()} affected resources: {counts.Affected[0]} critical, {counts.Affected[1]} warning, {counts.Affected[2]} info.");
        var console = await ReadAsync(folder.File("t"));
        Assert.All([console, await ReadAsync(folder.File("m")), await ReadAsync(folder.File("h"))], text =>
        {
            Assert.Contains(checks, text, StringComparison.Ordinal);
            Assert.Contains(affected, text, StringComparison.Ordinal);
        });

        var rows = ConsoleRow().Matches(console[console.IndexOf("affected resources", StringComparison.Ordinal)..]).Select(row => (Name: row.Groups[1].Value.Trim(), Counts: row.Groups.Values.Skip(2).Select(Number).ToArray())).ToList();
        Assert.Equal(counts.Affected, Enumerable.Range(0, 3).Select(column => rows.Sum(row => row.Counts[column])));
        Assert.Equal(counts.UnknownChecks, rows.Sum(row => row.Counts[3]));
        Assert.Equal(counts.OfJobs.OrderBy(job => job.Key, StringComparer.Ordinal).Select(job => $"{job.Key} {string.Join(' ', job.Value)}"), rows.Where(row => row.Name != "the cluster").OrderBy(row => row.Name, StringComparer.Ordinal).Select(row => $"{row.Name} {string.Join(' ', row.Counts)}"));

        using var sarif = JsonDocument.Parse(await ReadAsync(folder.File("s")));
        Assert.Equal(counts.Affected.Sum(), sarif.RootElement.GetProperty("runs")[0].GetProperty("results").GetArrayLength());
    }

    [Fact]
    public async Task Pages_metrics_and_the_api_count_the_same()
    {
        var (metrics, report, target, fleet) = await AtTheEndAsync(path => Http.GetAsync($"{daemon.Url}/{path}"));
        using var document = JsonDocument.Parse(report);
        var counts = Counts.Of(document.RootElement);
        Assert.NotEqual(counts.FailedChecks, counts.Affected);

        Assert.Equal(counts.Affected, Severities.Select(severity => Sum(metrics, "flinkready_violations", $"severity=\"{severity}\"")));
        Assert.Equal(counts.Affected.Sum(), Sum(metrics, "flinkready_violation", string.Empty));
        Assert.Equal(counts.FailedChecks.Sum(), Sum(metrics, "flinkready_checks", "status=\"fail\""));
        Assert.Equal(counts.UnknownChecks, Sum(metrics, "flinkready_checks", "status=\"unknown\""));

        var jobs = JobRow().Matches(target).ToDictionary(row => row.Groups[1].Value, row => row.Groups.Values.Skip(2).Select(Number).ToArray(), StringComparer.Ordinal);
        Assert.Equal(counts.OfJobs.Keys.Order(StringComparer.Ordinal), jobs.Keys.Order(StringComparer.Ordinal));
        Assert.All(counts.OfJobs, job => Assert.Equal(job.Value, jobs[job.Key]));

        var row = fleet[fleet.IndexOf("target?name=demo", StringComparison.Ordinal)..];
        Assert.Equal([.. counts.Affected, counts.UnknownChecks], Cell().Matches(row[..row.IndexOf("</tr>", StringComparison.Ordinal)]).TakeLast(4).Select(cell => Number(cell.Groups[1])));
    }

    private static Task<string> ReadAsync(string path) => File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);

    // The recording goes on while it is read, and each output follows in its own time: at its end all of them stay as they are.
    private static async Task<(string Metrics, string Report, string Target, string Fleet)> AtTheEndAsync(Func<string, Task<string>> get)
    {
        var token = TestContext.Current.CancellationToken;
        var (before, same) = (string.Empty, 0);
        while (true)
        {
            var metrics = Verdicts(await get("metrics"));
            var (report, target, fleet) = (await get("api/v1/report"), await get("target?name=demo"), await get(string.Empty));
            var now = metrics + report[report.IndexOf("\"score\"", StringComparison.Ordinal)..report.IndexOf("\"checks\"", StringComparison.Ordinal)];
            same = now == before ? same + 1 : 0;
            if (same == ReadsThatMustAgree && report.Contains("\"jobName\":\"skew\"", StringComparison.Ordinal))
            {
                return (metrics, report, target, fleet);
            }

            before = now;
            await Task.Delay(TimeSpan.FromMilliseconds(200), token);
        }
    }

    private static string Verdicts(string page) => string.Join('\n', new[] { "flinkready_violations", "flinkready_violation", "flinkready_checks" }.SelectMany(metric => Exposition.Samples(page, metric))) + "\n";

    private static int Sum(string page, string metric, string label) =>
        Exposition.Samples(page, metric).Where(line => line.Contains(label, StringComparison.Ordinal)).Sum(line => int.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));

    private static int Number(Group group) => int.Parse(group.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(.{18,}?) +(?:[A-Z]+ +)?(?:[\d.]+|–) +(\d+) +(\d+) +(\d+) +(\d+)$", RegexOptions.Multiline)]
    private static partial Regex ConsoleRow();

    [GeneratedRegex("""<tr><td><a href="job[^"]*">(?:<bdi>)?([^<]*)(?:</bdi>)?</a></td>(?:<td>(?:<bdi>)?[^<]*(?:</bdi>)?</td>){2}<td class="n">[^<]*</td><td class="n">(?:<span[^>]*>)?(\d+)(?:</span>)?</td><td class="n">(?:<span[^>]*>)?(\d+)(?:</span>)?</td><td class="n">(?:<span[^>]*>)?(\d+)(?:</span>)?</td><td class="n">(\d+)</td>""")]
    private static partial Regex JobRow();

    [GeneratedRegex("""<td class="n">(?:<span[^>]*>)?(\d+)(?:</span>)?</td>""")]
    private static partial Regex Cell();

    /// <summary>What a report in JSON holds, counted from its checks and findings.</summary>
    private sealed record Counts(int[] FailedChecks, int[] Affected, int UnknownChecks, IReadOnlyDictionary<string, int[]> OfJobs)
    {
        public static Counts Of(JsonElement report)
        {
            var target = report.GetProperty("targets").EnumerateArray().Single();
            var jobs = target.GetProperty("jobs").EnumerateArray().ToList();
            var checks = target.GetProperty("checks").EnumerateArray().Concat(jobs.SelectMany(Checks)).ToList();
            var counts = new Counts(
                [.. Severities.Select(severity => checks.Count(check => Fails(check, severity)))],
                [.. Severities.Select(severity => Open(checks, severity))],
                checks.Count(IsUnknown),
                jobs.ToDictionary(job => job.GetProperty("jobName").GetString()!, job => Severities.Select(severity => Open(Checks(job), severity)).Append(Checks(job).Count(IsUnknown)).ToArray(), StringComparer.Ordinal));

            // What the report says of itself is the same.
            var summary = report.GetProperty("summary");
            Assert.Equal(counts.FailedChecks, Severities.Select(severity => summary.GetProperty("bySeverity").GetProperty(severity).GetInt32()));
            Assert.Equal(counts.UnknownChecks, summary.GetProperty("unknown").GetInt32());
            return counts;
        }

        private static IEnumerable<JsonElement> Checks(JsonElement owner) => owner.GetProperty("checks").EnumerateArray();

        private static bool IsUnknown(JsonElement check) => check.GetProperty("status").GetString() == "unknown";

        private static bool Fails(JsonElement check, string severity) => check.GetProperty("status").GetString() == "fail" && check.GetProperty("severity").GetString() == severity;

        private static int Open(IEnumerable<JsonElement> checks, string severity) =>
            checks.Where(check => Fails(check, severity)).Sum(check => check.GetProperty("findings").EnumerateArray().Count(finding => finding.GetProperty("waiver").ValueKind == JsonValueKind.Null));
    }
}
