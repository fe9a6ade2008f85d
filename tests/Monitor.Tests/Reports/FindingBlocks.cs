using System.Text.Json;
using FlinkReady.Monitor.Reports.Grouping;
using FlinkReady.Monitor.Tests.Cli;

namespace FlinkReady.Monitor.Tests.Reports;

/// <summary>The fixes of every recording at hand: of clusters, of runs, and of public reports.</summary>
internal static class FindingBlocks
{
    private static readonly Lazy<Task<IReadOnlyList<(string Rule, string Fix)>>> Read = new(ReadAsync);

    /// <summary>Each fix once, with its rule.</summary>
    public static Task<IReadOnlyList<(string Rule, string Fix)>> All => Read.Value;

    /// <summary>The blocks to copy of one language, each once.</summary>
    public static async Task<IReadOnlyList<string>> Of(string language) =>
        [.. (await All).SelectMany(fix => FixText.Parts(fix.Fix)).Where(part => part.Language == language).Select(part => string.Join('\n', part.Lines) + "\n").Distinct(StringComparer.Ordinal)];

    private static IEnumerable<string> Recordings() => new[] { "flink-recordings", "run-recordings", "reports" }
        .Select(name => SharedMaterial.PathOf(name)).OfType<string>()
        .SelectMany(root => Directory.EnumerateFiles(root, "index.json", SearchOption.AllDirectories)).Select(file => Path.GetDirectoryName(file)!)
        .Prepend("demo").Order(StringComparer.Ordinal);

    private static async Task<IReadOnlyList<(string Rule, string Fix)>> ReadAsync()
    {
        var fixes = new HashSet<(string, string)>();
        foreach (var recording in Recordings())
        {
            using var report = JsonDocument.Parse((await CliRun.Of("scan", "--recording", recording, "--format", "json")).Out);
            foreach (var target in report.RootElement.GetProperty("targets").EnumerateArray())
            {
                var checks = target.GetProperty("checks").EnumerateArray().Concat(target.GetProperty("jobs").EnumerateArray().SelectMany(job => job.GetProperty("checks").EnumerateArray()));
                fixes.UnionWith(checks.SelectMany(check => check.GetProperty("findings").EnumerateArray().Select(finding => (check.GetProperty("rule").GetString()!, finding.GetProperty("remediation").GetString()!))));
            }
        }

        return [.. fixes];
    }
}
