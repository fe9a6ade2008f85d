using FlinkReady.FlinkClient.Payloads;
using FlinkReady.Readiness.OperatorIds;

namespace FlinkReady.Readiness.Facts;

/// <summary>Reads the graph of a job in the form the operator-identity engine takes.</summary>
public static class GraphReader
{
    /// <summary>The graph of <paramref name="details"/>: its vertices, each with its node of the plan; empty before the graph exists.</summary>
    public static JobGraph Read(JobDetails? details)
    {
        var nodes = new Dictionary<string, PlanNode>(StringComparer.Ordinal);
        foreach (var node in details?.Plan?.Nodes ?? [])
        {
            nodes.TryAdd(node.Id, node);
        }

        var vertices = new List<GraphVertex>(details?.Vertices?.Count ?? 0);
        foreach (var vertex in details?.Vertices ?? [])
        {
            var node = nodes.GetValueOrDefault(vertex.Id);
            vertices.Add(new GraphVertex(vertex.Id, vertex.Name, node?.Description, Inputs(node)));
        }

        return new JobGraph(vertices) { PlanOrder = [.. (details?.Plan?.Nodes ?? []).Select(node => node.Id)] };
    }

    private static IReadOnlyList<GraphInput> Inputs(PlanNode? node) =>
        node?.Inputs is { Count: > 0 } inputs ? [.. inputs.Select(input => new GraphInput(input.Id, input.ShipStrategy ?? string.Empty))] : [];
}
