using System.Text.Json;
using FlinkReady.Readiness.OperatorIds.Contract;

namespace FlinkReady.Readiness.Tests.OperatorIds.Corpus;

/// <summary>One line of the job graph corpus: what REST shows of a job, and what is true of its operators.</summary>
internal sealed record CorpusRecord(string Id, string Version, string Profile, JobGraph Graph, IReadOnlyList<TrueOperator> Operators)
{
    public static CorpusRecord Parse(string line)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        return new CorpusRecord(
            Text(root, "id"),
            Text(root, "flinkVersion"),
            Text(root, "profile"),
            ParseGraph(root.GetProperty("job")),
            [.. root.GetProperty("truth").GetProperty("operators").EnumerateArray().Select(TrueOperator.Parse)]);
    }

    private static JobGraph ParseGraph(JsonElement job)
    {
        var nodes = job.GetProperty("plan").GetProperty("nodes").EnumerateArray().ToDictionary(node => Text(node, "id"));
        return new JobGraph(
            [.. job.GetProperty("vertices").EnumerateArray().Select(vertex => new GraphVertex(
                Text(vertex, "id"),
                Text(vertex, "name"),
                nodes.TryGetValue(Text(vertex, "id"), out var node) ? Text(node, "description") : null,
                node.ValueKind == JsonValueKind.Object && node.TryGetProperty("inputs", out var inputs)
                    ? [.. inputs.EnumerateArray().Select(input => new GraphInput(Text(input, "id"), Text(input, "ship_strategy")))]
                    : []))])
        {
            PlanOrder = [.. job.GetProperty("plan").GetProperty("nodes").EnumerateArray().Select(node => Text(node, "id"))],
        };
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}

/// <summary>What is true of one operator.</summary>
internal sealed record TrueOperator(string Id, string Vertex, int Index, string Name, string? Uid, IReadOnlyList<string> Inputs)
{
    public bool IsHead => Id == Vertex;

    public bool IsChainedSource => Index < 0;

    public static TrueOperator Parse(JsonElement element) => new(
        element.GetProperty("id").GetString()!,
        element.GetProperty("vertex").GetString()!,
        element.GetProperty("index").GetInt32(),
        element.GetProperty("name").GetString()!,
        element.GetProperty("uid").GetString(),
        [.. element.GetProperty("inputs").EnumerateArray().Select(input => input.GetString()!)]);
}
