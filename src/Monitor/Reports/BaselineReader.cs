using System.Text.Json;
using FlinkReady.FlinkClient.Files;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Terminal;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Reports;

/// <summary>Reads what a JSON report found.</summary>
internal static class BaselineReader
{
    // A report of 10,000 jobs has some 200 MB.
    private const int MaxBytes = 1024 * 1024 * 1024;

    /// <summary>Reads the file.</summary>
    /// <exception cref="UsageException">It is no report, or can't be read.</exception>
    public static Baseline Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(BoundedFile.Read(path, MaxBytes, FileStart.JsonObject));
            var root = document.RootElement;
            if (root.GetProperty("reportVersion").GetString() != JsonReport.Version)
            {
                throw new UsageException($"{path} is a report of another version: write it again with --format json");
            }

            return new Baseline(Findings(root));
        }
        catch (WrongStartException)
        {
            throw NoReport(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"the baseline {path} {FileFaults.Why(exception)}");
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw NoReport(path);
        }
    }

    private static UsageException NoReport(string path) => new($"the baseline {path} is not a report of flinkready: write one with --format json");

    private static IEnumerable<FindingKey> Findings(JsonElement report)
    {
        var targets = report.GetProperty("targets").EnumerateArray();
        var ofTargets = targets.SelectMany(target => Findings(target, Text(target, "name"), null));
        var ofJobs = targets.SelectMany(target => target.GetProperty("jobs").EnumerateArray().SelectMany(job => Findings(job, Text(target, "name"), Text(job, "jobName"))));
        return Findings(report, null, null).Concat(ofTargets).Concat(ofJobs);
    }

    // What was waived then is not known: where its waiver has ended, it counts as new.
    private static IEnumerable<FindingKey> Findings(JsonElement owner, string? target, string? job) =>
        from check in owner.GetProperty("checks").EnumerateArray()
        from finding in check.GetProperty("findings").EnumerateArray()
        where finding.GetProperty("waiver").ValueKind == JsonValueKind.Null
        let resource = finding.GetProperty("resource")
        select KeyOf(Text(check, "rule") ?? string.Empty, target, job, SeverityOf(finding), resource);

    private static FindingKey KeyOf(string rule, string? target, string? job, Severity severity, JsonElement resource) =>
        KindOf(resource) is var kind && kind == ResourceKind.Fleet
            ? new FindingKey(rule, Resource.Fleet([.. resource.GetProperty("targets").EnumerateArray().Select(name => name.GetString()!)]).TargetNames, job, severity, kind, null, null)
            : new FindingKey(rule, target, job, severity, kind, Text(resource, "vertexName"), Text(resource, "operator"));

    private static Severity SeverityOf(JsonElement finding) =>
        Severities.TryParse(Text(finding, "severity") ?? string.Empty, out var severity) ? severity : throw new JsonException("That is no severity.");

    private static ResourceKind KindOf(JsonElement resource) =>
        ResourceKinds.TryParse(Text(resource, "kind"), out var kind) ? kind : throw new JsonException("That is no kind of resource.");

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
