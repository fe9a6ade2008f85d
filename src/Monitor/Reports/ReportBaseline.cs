using System.Text.Json;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Terminal;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Reports;

/// <summary>
/// What an earlier report found: a scan with a baseline fails only on what is new. Findings are told apart by names, since a new submission
/// changes ids; one that has become worse is new.
/// </summary>
internal sealed class ReportBaseline
{
    private readonly Dictionary<Key, int> _known;

    private ReportBaseline(Dictionary<Key, int> known) => _known = known;

    /// <summary>Reads a JSON report.</summary>
    /// <exception cref="UsageException">It is not one, or can't be read.</exception>
    public static ReportBaseline Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var root = document.RootElement;
            if (root.GetProperty("reportVersion").GetString() != JsonReport.Version)
            {
                throw new UsageException($"{path} is a report of another version: write it again with --format json");
            }

            var known = new Dictionary<Key, int>();
            Add(known, string.Empty, string.Empty, root);
            foreach (var target in root.GetProperty("targets").EnumerateArray())
            {
                var name = Text(target, "name");
                Add(known, name, string.Empty, target);
                foreach (var job in target.GetProperty("jobs").EnumerateArray())
                {
                    Add(known, name, Text(job, "jobName"), job);
                }
            }

            return new ReportBaseline(known);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"the baseline {path} {FileFaults.Why(exception)}");
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new UsageException($"the baseline {path} is not a report of flinkready: write one with --format json");
        }
    }

    /// <summary>True where the check has more open findings of a kind at or above the threshold than the baseline.</summary>
    public bool HasNew(PlacedCheck placed, Severity threshold) =>
        Open(placed, threshold).GroupBy(key => key).Any(group => group.Count() > _known.GetValueOrDefault(group.Key));

    /// <summary>One line on how the assessment compares.</summary>
    public string Describe(Assessment assessment)
    {
        var now = PlacedCheck.All(assessment).SelectMany(placed => Open(placed, Severity.Info)).GroupBy(key => key).ToDictionary(group => group.Key, group => group.Count());
        var fresh = now.Sum(entry => Math.Max(0, entry.Value - _known.GetValueOrDefault(entry.Key)));
        var gone = _known.Sum(entry => Math.Max(0, entry.Value - now.GetValueOrDefault(entry.Key)));
        return $"Against the baseline: {Readiness.Names.Text.Count(fresh, "new finding")}, {gone} gone, {now.Values.Sum() - fresh} as before.";
    }

    private static IEnumerable<Key> Open(PlacedCheck placed, Severity threshold) => placed.Check.Findings
        .Where(finding => finding.Waiver is null && finding.Severity >= threshold)
        .Select(finding => new Key(
            placed.Target?.Name ?? string.Empty, placed.Job?.JobName ?? string.Empty, placed.Check.Rule.Id, finding.Severity.ToText(),
            finding.Resource.Kind.ToText(), finding.Resource.VertexName ?? string.Empty, finding.Resource.Operator ?? string.Empty));

    private static void Add(Dictionary<Key, int> known, string target, string job, JsonElement owner)
    {
        foreach (var check in owner.GetProperty("checks").EnumerateArray())
        {
            foreach (var finding in check.GetProperty("findings").EnumerateArray().Where(finding => finding.GetProperty("waiver").ValueKind == JsonValueKind.Null))
            {
                var resource = finding.GetProperty("resource");
                var key = new Key(target, job, Text(check, "rule"), Text(finding, "severity"), Text(resource, "kind"), Text(resource, "vertexName"), Text(resource, "operator"));
                known[key] = known.GetValueOrDefault(key) + 1;
            }
        }
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? string.Empty;

    private readonly record struct Key(string Target, string Job, string Rule, string Severity, string Kind, string Vertex, string Operator);
}
