using System.Text.Json;
using FlinkReady.FlinkModel.Payloads;

namespace FlinkReady.Witnesses.Tests.Verdicts;

/// <summary>A job that ran on a real cluster: what REST showed, and every operator as it was known before the job was submitted.</summary>
/// <param name="Name">Where it comes from.</param>
/// <param name="Details">The body of <c>GET /jobs/:id</c>.</param>
/// <param name="Operators">Id, name and uid of each operator.</param>
internal sealed record RecordedJob(string Name, JobDetails Details, IReadOnlyList<(string Id, string Name, string? Uid)> Operators)
{
    /// <summary>The jobs of recordings of which a checkpoint's metadata is there, each with the file.</summary>
    public static IEnumerable<(RecordedJob Job, string File)> WithMetadata()
    {
        foreach (var truth in Directory.EnumerateFiles(SharedMaterial.PathOf("flink-recordings")!, "truth.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var folder = Path.GetDirectoryName(truth)!;
            using var document = JsonDocument.Parse(File.ReadAllBytes(truth));
            foreach (var job in document.RootElement.GetProperty("jobs").EnumerateArray())
            {
                var name = job.GetProperty("name").GetString()!;
                var files = Path.Combine(folder, "_metadata", name);
                if (job.GetProperty("graph").ValueKind == JsonValueKind.Object && Directory.Exists(files) && BodyOf(folder, job.GetProperty("jid").GetString()!) is { } details)
                {
                    var recorded = new RecordedJob($"{Path.GetRelativePath(SharedMaterial.PathOf("flink-recordings")!, folder)} {name}", details, Read(job.GetProperty("graph")));
                    foreach (var file in Directory.EnumerateFiles(files, "_metadata", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
                    {
                        yield return (recorded, file);
                    }
                }
            }
        }
    }

    /// <summary>The jobs of which a Prometheus was asked, each with its folder.</summary>
    public static IEnumerable<(RecordedJob Job, Support.RecordedAnswer Answer)> WithMetrics()
    {
        foreach (var answer in Support.RecordedAnswer.All())
        {
            using var truth = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(answer.Folder, "truth.json")));
            var details = JsonSerializer.Deserialize(File.ReadAllBytes(Path.Combine(answer.Folder, "job.json")), FlinkJson.Default.JobDetails)!;
            yield return (new RecordedJob(Path.GetRelativePath(SharedMaterial.PathOf("operator-ids")!, answer.Folder), details, Read(truth.RootElement)), answer);
        }
    }

    private static (string Id, string Name, string? Uid)[] Read(JsonElement graph) =>
        [.. graph.GetProperty("operators").EnumerateArray().Select(one => (one.GetProperty("operatorId").GetString()!, one.GetProperty("name").GetString()!, one.GetProperty("uid").GetString()))];

    // The last look that shows the graph.
    private static JobDetails? BodyOf(string folder, string id)
    {
        foreach (var index in Directory.EnumerateFiles(folder, "index.json", SearchOption.AllDirectories).OrderDescending(StringComparer.Ordinal))
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(index));
            foreach (var exchange in document.RootElement.EnumerateArray())
            {
                if (exchange.GetProperty("path").GetString() == $"/jobs/{id}" && exchange.GetProperty("status").GetInt32() == 200)
                {
                    var details = JsonSerializer.Deserialize(File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(index)!, exchange.GetProperty("file").GetString()!)), FlinkJson.Default.JobDetails)!;
                    if (details.Plan?.Nodes is { Count: > 0 })
                    {
                        return details;
                    }
                }
            }
        }

        return null;
    }
}
