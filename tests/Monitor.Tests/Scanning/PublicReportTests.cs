using System.Text.Json;
using System.Text.RegularExpressions;
using FlinkReady.Monitor.Tests.Cli;

namespace FlinkReady.Monitor.Tests.Scanning;

/// <summary>
/// Clusters and jobs of public bug reports and questions of Flink users, rebuilt as recordings: each stands for a kind of mistake that a monitor makes
/// with what it reads. <c>expect.json</c> beside them says what has to hold, and was written from the reports.
/// </summary>
public sealed class PublicReportTests
{
    public static TheoryData<string> Reports => SharedMaterial.PathOf("reports", "expect.json") is { } file
        ? [.. Expectations(file).EnumerateObject().Select(report => report.Name)]
        : ["none"];

    [NeedsTheory(Need.SharedMaterial)]
    [MemberData(nameof(Reports))]
    public async Task What_follows_from_the_report_holds(string report)
    {
        var folder = SharedMaterial.PathOf("reports", report)!;
        var expectation = Expectations(SharedMaterial.PathOf("reports", "expect.json")!).GetProperty(report);
        string[] arguments = [.. expectation.GetProperty("args").EnumerateArray().Select(argument => InFolder(folder, argument.GetString()!))];

        var run = await CliRun.Of(["scan", .. arguments, "--format", "json", "--fail-on", "never"]);

        using var document = JsonDocument.Parse(run.Out);
        var checks = Checks(document.RootElement).ToArray();
        Assert.All(expectation.GetProperty("want").EnumerateArray(), want => Holds(want, checks));
    }

    // Of several checks of one rule (several targets, jobs) one has to be as the report says, and where a job is named, that one.
    private static void Holds(JsonElement want, IReadOnlyList<(string? Job, JsonElement Check)> all)
    {
        var rule = want.GetProperty("rule").GetString();
        var job = want.TryGetProperty("job", out var named) ? named.GetString() : null;
        var checks = all.Where(entry => entry.Check.GetProperty("rule").GetString() == rule && (job is null || entry.Job == job)).Select(entry => entry.Check).ToArray();
        Assert.True(checks.Length > 0, $"no check of {rule} {job}");
        Assert.True(checks.Any(check => Fits(want, check)), $"{rule} {job}: wanted {want.GetRawText()}, got {string.Join("; ", checks.Select(check => check.GetRawText()))}");
    }

    private static bool Fits(JsonElement want, JsonElement check)
    {
        var remediation = string.Join('\n', check.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("remediation").GetString()));
        return Allows(want, "status", check) && Allows(want, "severity", check)
            && (!want.TryGetProperty("notComplete", out _) || check.GetProperty("status").GetString() != "pass" || !check.GetProperty("complete").GetBoolean())
            && (Pattern(want, "fixHas") is not { } has || has.IsMatch(remediation))
            && (Pattern(want, "fixLacks") is not { } lacks || !lacks.IsMatch(remediation))
            && (Pattern(want, "anyHas") is not { } any || any.IsMatch(string.Join('\n', Texts(check))));
    }

    private static bool Allows(JsonElement want, string property, JsonElement check) =>
        !want.TryGetProperty(property, out var allowed) || (allowed.ValueKind == JsonValueKind.Array ? [.. allowed.EnumerateArray()] : new[] { allowed })
            .Any(value => value.GetString() == check.GetProperty(property).GetString());

    private static Regex? Pattern(JsonElement want, string property) =>
        want.TryGetProperty(property, out var pattern) ? new Regex(pattern.GetString()!, RegexOptions.None, TimeSpan.FromSeconds(5)) : null;

    private static IEnumerable<string> Texts(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => [element.GetString()!],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Texts(property.Value)),
        _ => [],
    };

    private static IEnumerable<(string? Job, JsonElement Check)> Checks(JsonElement report)
    {
        foreach (var check in report.GetProperty("checks").EnumerateArray())
        {
            yield return (null, check);
        }

        foreach (var target in report.GetProperty("targets").EnumerateArray())
        {
            foreach (var check in target.GetProperty("checks").EnumerateArray())
            {
                yield return (null, check);
            }

            foreach (var job in target.GetProperty("jobs").EnumerateArray())
            {
                foreach (var check in job.GetProperty("checks").EnumerateArray())
                {
                    yield return (job.GetProperty("jobName").GetString(), check);
                }
            }
        }
    }

    private static string InFolder(string folder, string argument) => argument.StartsWith("--", StringComparison.Ordinal) ? argument : Path.Combine(folder, argument);

    private static JsonElement Expectations(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        return document.RootElement.Clone();
    }
}
