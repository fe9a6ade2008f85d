using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Sources;
using FlinkReady.Readiness.OperatorIds.Contract;

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

        return new JobGraph(vertices)
        {
            PlanOrder = [.. (details?.Plan?.Nodes ?? []).Select(node => node.Id)],
            JobName = details?.Name ?? string.Empty,
        };
    }

    /// <summary>Changes with the graph that an answer shows: while it is the same, a verdict on the operators is one on those of the other answer.</summary>
    public static Stamp StampOf(JobDetails details)
    {
        var stamp = new StampBuilder().Add((long?)details.Vertices?.Count).Add((long?)details.Plan?.Nodes?.Count);
        foreach (var vertex in details.Vertices ?? [])
        {
            stamp = stamp.Add(vertex.Id).Add(vertex.Name);
        }

        foreach (var node in details.Plan?.Nodes ?? [])
        {
            stamp = stamp.Add(node.Id).Add(node.Description).Add((long?)node.Inputs?.Count);
            foreach (var input in node.Inputs ?? [])
            {
                stamp = stamp.Add(input.Id).Add(input.ShipStrategy).Add(input.Exchange);
            }
        }

        return stamp.ToStamp();
    }

    private static IReadOnlyList<GraphInput> Inputs(PlanNode? node) =>
        node?.Inputs is { Count: > 0 } inputs ? [.. inputs.Select(input => new GraphInput(input.Id, input.ShipStrategy ?? string.Empty))] : [];
}
