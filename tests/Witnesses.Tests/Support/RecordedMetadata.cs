using System.Text.Json;

namespace FlinkReady.Witnesses.Tests.Support;

/// <summary>A <c>_metadata</c> of the shared material with what is true of it.</summary>
/// <param name="Path">The file.</param>
/// <param name="Operators">The operators of the job that wrote it; null where nobody knew them (SQL that a table environment submits itself).</param>
/// <param name="Restored">The same with what a restore from it found; null where nothing was restored from it.</param>
internal sealed record RecordedMetadata(string Path, IReadOnlyList<RecordedOperator>? Operators, IReadOnlyList<RestoredOperator>? Restored)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<RecordedMetadata> All() => [.. Own(), .. OfRecordings(), .. OfRuns()];

    private static IEnumerable<RecordedMetadata> Own() =>
        from truth in Directory.EnumerateFiles(SharedMaterial.PathOf("checkpoint-metadata")!, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        let file = System.IO.Path.ChangeExtension(truth, null)
        where File.Exists(file)
        select new RecordedMetadata(file, OfGraph(Read(truth)), null);

    private static IEnumerable<RecordedMetadata> OfRecordings() =>
        from truth in Truths("flink-recordings")
        from job in Read(truth).GetProperty("jobs").EnumerateArray().DistinctBy(job => job.GetProperty("name").GetString())
        from file in Files(truth, job.GetProperty("name").GetString()!)
        select new RecordedMetadata(file, OfGraph(job.GetProperty("graph")), null);

    private static IEnumerable<RecordedMetadata> OfRuns()
    {
        foreach (var truth in Truths("run-recordings"))
        {
            if (!Read(truth).TryGetProperty("runs", out var runs))
            {
                continue;
            }

            foreach (var run in runs.EnumerateArray())
            {
                foreach (var file in Files(truth, run.GetProperty("run").GetString()!))
                {
                    var operators = run.GetProperty("operators").EnumerateArray().Select(one => new RecordedOperator(one.GetProperty("id").GetString()!, one.GetProperty("name").GetString()!, one.GetProperty("uid").GetString()));
                    yield return new RecordedMetadata(file, [.. operators], RestoredFrom(truth, file, runs));
                }
            }
        }
    }

    private static RestoredOperator[]? RestoredFrom(string truth, string file, JsonElement runs)
    {
        foreach (var run in runs.EnumerateArray())
        {
            if (run.GetProperty("restoredFrom") is { ValueKind: JsonValueKind.Object } restored
                && System.IO.Path.Combine(System.IO.Path.GetDirectoryName(truth)!, restored.GetProperty("metadata").GetString() ?? string.Empty) == file)
            {
                return [.. run.GetProperty("operatorsRestored").EnumerateArray().Select(one => new RestoredOperator(
                    one.GetProperty("id").GetString()!,
                    one.GetProperty("stateful").GetBoolean(),
                    one.GetProperty("bytes").GetInt64(),
                    one.GetProperty("parallelism").GetInt32(),
                    one.GetProperty("maxParallelism").GetInt32()))];
            }
        }

        return null;
    }

    private static IEnumerable<string> Truths(string folder) =>
        Directory.EnumerateFiles(SharedMaterial.PathOf(folder)!, "truth.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Files(string truth, string job)
    {
        var folder = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(truth)!, "_metadata", job);
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "_metadata", SearchOption.AllDirectories) : [];
    }

    private static RecordedOperator[]? OfGraph(JsonElement graph) => graph.ValueKind == JsonValueKind.Null ? null :
    [
        .. graph.GetProperty("operators").EnumerateArray().Select(one => new RecordedOperator(one.GetProperty("operatorId").GetString()!, one.GetProperty("name").GetString()!, one.GetProperty("uid").GetString())),
    ];

    private static JsonElement Read(string file) => JsonDocument.Parse(File.ReadAllBytes(file)).RootElement;
}

/// <summary>An operator as its job's program had it.</summary>
internal sealed record RecordedOperator(string Id, string Name, string? Uid);

/// <summary>An operator of what a run was restored from.</summary>
internal sealed record RestoredOperator(string Id, bool Stateful, long Bytes, int Parallelism, int MaxParallelism);
