using System.IO.Compression;
using System.Text.Json;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Plans;
using FlinkReady.Readiness.Tests.OperatorIds.Corpus;

namespace FlinkReady.Readiness.Tests.Plans;

/// <summary>Both plans of a program with the truth beside them.</summary>
internal sealed record PlannedCase(string Id, ProgramPlan Chained, ProgramPlan Unchained, IReadOnlyList<TrueOperator> Operators);

/// <summary>The plans of the shared material.</summary>
internal static class PlanFiles
{
    /// <summary>The plans of the corpus' streaming programs, line by line beside its records.</summary>
    public static IEnumerable<PlannedCase> Corpus(string profiles = "*") =>
        from path in Directory.EnumerateFiles(SharedMaterial.PathOf("jobgraph-plans")!, $"{profiles}.jsonl.gz", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        let records = CorpusFiles.Read(Path.Combine(SharedMaterial.PathOf("jobgraph-corpus")!, Path.GetFileName(Path.GetDirectoryName(path)!), Path.GetFileName(path)))
        from pair in Lines(path).Zip(records)
        select Parse(pair.First, pair.Second);

    /// <summary>The programs that real JobManagers planned.</summary>
    public static IEnumerable<PlannedCase> Live() =>
        from path in Directory.EnumerateFiles(SharedMaterial.PathOf("plans")!, "*.truth.json").Order(StringComparer.Ordinal)
        let stem = path[..^".truth.json".Length]
        select new PlannedCase(Path.GetFileName(stem), Read(File.ReadAllBytes($"{stem}.chained.json")), Read(File.ReadAllBytes($"{stem}.unchained.json")), LiveTruth(path));

    /// <summary>The lines of a file.</summary>
    public static IEnumerable<string> Lines(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    /// <summary>A body as a JobManager answers it.</summary>
    public static ProgramPlan Read(ReadOnlySpan<byte> body) => ProgramPlanReader.Read(JsonSerializer.Deserialize(body, FlinkJson.Default.PlanBody)!);

    /// <summary>A body within a line.</summary>
    public static ProgramPlan Read(JsonElement body) => ProgramPlanReader.Read(body.Deserialize(FlinkJson.Default.PlanBody)!);

    private static PlannedCase Parse(string line, CorpusRecord record)
    {
        using var document = JsonDocument.Parse(line);
        Assert.Equal(record.Id, document.RootElement.GetProperty("id").GetString());
        return new PlannedCase(record.Id, Read(document.RootElement.GetProperty("chained")), Read(document.RootElement.GetProperty("unchained")), record.Operators);
    }

    private static List<TrueOperator> LiveTruth(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        var root = document.RootElement.TryGetProperty("graph", out var graph) ? graph : document.RootElement;
        var vertices = root.GetProperty("vertices").EnumerateArray()
            .SelectMany(vertex => vertex.GetProperty("operators").EnumerateArray().Select(one => (Id: one.GetProperty("operatorId").GetString()!, Vertex: vertex.GetProperty("vertexId").GetString()!)))
            .ToDictionary(one => one.Id, one => one.Vertex);
        var operators = root.GetProperty("operators").EnumerateArray().ToList();
        var ids = operators.ToDictionary(one => one.GetProperty("node").GetInt32(), one => one.GetProperty("operatorId").GetString()!);
        return
        [
            .. operators.Select(one => new TrueOperator(
                ids[one.GetProperty("node").GetInt32()],
                vertices[ids[one.GetProperty("node").GetInt32()]],
                0,
                one.GetProperty("name").GetString()!,
                one.GetProperty("uid").GetString(),
                [.. one.GetProperty("inputs").EnumerateArray().Select(input => ids[input.GetInt32()])])),
        ];
    }
}
