using FlinkReady.FlinkClient.Payloads;
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

        return new JobGraph(vertices) { PlanOrder = [.. (details?.Plan?.Nodes ?? []).Select(node => node.Id)] };
    }

    /// <summary>True where two answers show the same graph, so that a verdict on the operators of one is a verdict on those of the other.</summary>
    public static bool ShowTheSame(JobDetails one, JobDetails other) =>
        ReferenceEquals(one, other)
        || ((one.Vertices ?? []).Select(Identity).SequenceEqual((other.Vertices ?? []).Select(Identity))
            && (one.Plan?.Nodes ?? []).SequenceEqual(other.Plan?.Nodes ?? [], SameNode.Comparer));

    private static (string Id, string Name) Identity(JobVertex vertex) => (vertex.Id, vertex.Name);

    private static IReadOnlyList<GraphInput> Inputs(PlanNode? node) =>
        node?.Inputs is { Count: > 0 } inputs ? [.. inputs.Select(input => new GraphInput(input.Id, input.ShipStrategy ?? string.Empty))] : [];

    private sealed class SameNode : IEqualityComparer<PlanNode>
    {
        public static SameNode Comparer { get; } = new();

        public bool Equals(PlanNode? x, PlanNode? y) =>
            x is not null && y is not null && x.Id == y.Id && x.Description == y.Description && (x.Inputs ?? []).SequenceEqual(y.Inputs ?? []);

        public int GetHashCode(PlanNode obj) => obj.Id.GetHashCode(StringComparison.Ordinal);
    }
}
