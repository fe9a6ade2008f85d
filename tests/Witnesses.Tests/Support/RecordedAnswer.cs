using System.Text.Json;
using System.Text.RegularExpressions;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.OperatorIds;

namespace FlinkReady.Witnesses.Tests.Support;

/// <summary>What a real Prometheus answered about a real job, with what is true of that job.</summary>
internal sealed partial record RecordedAnswer(string Folder)
{
    private readonly JsonElement _truth = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "truth.json"))).RootElement;

    /// <summary>The folder's name: what is special of the job.</summary>
    public string Job => Path.GetFileName(Folder);

    public string JobId => _truth.GetProperty("jobId").GetString()!;

    public long StartMs => _truth.GetProperty("runStartMs").GetInt64();

    public long AtMs => _truth.GetProperty("askedAtMs").GetInt64();

    /// <summary>Whether the answer has all operators.</summary>
    public bool IsWhole => _truth.GetProperty("whole").GetBoolean();

    public string Query => File.ReadAllText(Path.Combine(Folder, "query.txt")).Trim();

    public byte[] Answer => File.ReadAllBytes(Path.Combine(Folder, "operators.json"));

    /// <summary>The answer to the same question without a range, where it differs.</summary>
    public byte[]? Instant => Path.Combine(Folder, "instant.json") is var file && File.Exists(file) ? File.ReadAllBytes(file) : null;

    /// <summary>The labels that the question names beside the job.</summary>
    public IReadOnlyDictionary<string, string> Matchers => Namespace().Match(Query) is { Success: true } match
        ? new Dictionary<string, string> { ["namespace"] = match.Groups["value"].Value }
        : [];

    /// <summary>Operator, vertex and name of each operator of the job.</summary>
    public IReadOnlyList<(string Id, string Vertex, string Name)> Operators =>
    [
        .. _truth.GetProperty("operators").EnumerateArray().Select(one => (one.GetProperty("operatorId").GetString()!, one.GetProperty("vertexId").GetString()!, one.GetProperty("name").GetString()!)),
    ];

    /// <summary>The vertices as the job's graph shows them.</summary>
    public IReadOnlyList<VertexOperatorCount> Vertices => OperatorCounts.Of(GraphReader.Read(Details));

    /// <summary>Operators that are in no vertex yet.</summary>
    public int PendingOperators => Details.PendingOperators ?? 0;

    private JobDetails Details => JsonSerializer.Deserialize(File.ReadAllBytes(Path.Combine(Folder, "job.json")), FlinkJson.Default.JobDetails)!;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<RecordedAnswer> All() =>
    [
        .. Directory.EnumerateFiles(SharedMaterial.PathOf("operator-ids")!, "truth.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(truth => new RecordedAnswer(Path.GetDirectoryName(truth)!)),
    ];

    [GeneratedRegex("namespace=\"(?<value>[^\"]*)\"")]
    private static partial Regex Namespace();
}
