using FlinkReady.FlinkModel.Payloads;

namespace FlinkReady.Witnesses.Prometheus;

/// <summary>
/// Measures an answer by the job's graph. Job ids are used again, and by several clusters: what the graph doesn't know makes the whole answer worthless.
/// What is missing only makes it incomplete.
/// </summary>
internal static class OperatorIdsClassifier
{
    /// <summary>Judges an answer.</summary>
    /// <param name="rows">Its rows.</param>
    /// <param name="vertices">The job's vertices.</param>
    /// <param name="pendingOperators">Operators that are in no vertex yet: the graph of a batch job grows while it runs.</param>
    /// <param name="origin">The server's address, without credentials.</param>
    public static OperatorIdsReading Judge(IEnumerable<OperatorRow> rows, IReadOnlyList<VertexOperatorCount> vertices, int pendingOperators, string origin)
    {
        var graph = vertices.ToDictionary(vertex => vertex.VertexId, vertex => vertex.Operators, StringComparer.Ordinal);
        var found = new Dictionary<string, OperatorRow>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            // A head's id is its vertex'. Of two names for one operator either is right.
            if (!graph.ContainsKey(row.VertexId) || (row.OperatorId != row.VertexId && graph.ContainsKey(row.OperatorId))
                || (found.TryGetValue(row.OperatorId, out var other) && other.VertexId != row.VertexId))
            {
                return Foreign($"the vertex {row.VertexId} with the operator {row.OperatorId}");
            }

            found.TryAdd(row.OperatorId, row);
        }

        var isEmpty = found.Count == 0;

        // Of a vertex of one operator REST knows the id, and some have no metrics of operators, as the heads of iterations.
        foreach (var (vertex, _) in graph.Where(vertex => vertex.Value == 1))
        {
            found.TryAdd(vertex, new OperatorRow(vertex, vertex, null));
        }

        var counts = found.Values.CountBy(row => row.VertexId, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        if (vertices.FirstOrDefault(vertex => counts.GetValueOrDefault(vertex.VertexId) > vertex.Operators) is { } crowded)
        {
            return Foreign($"{counts[crowded.VertexId]} operators in the vertex {crowded.VertexId}, which has {crowded.Operators}");
        }

        var missing = pendingOperators + vertices.Sum(vertex => vertex.Operators - counts.GetValueOrDefault(vertex.VertexId));
        var isWhole = missing == 0 && vertices.Count > 0 && vertices.All(vertex => found.ContainsKey(vertex.VertexId));
        if (isEmpty && !isWhole)
        {
            return new(OperatorIdsResult.Empty, null, "Prometheus knows nothing of this job: does it scrape Flink's reporter, and does the reporter leave operator_id in?");
        }

        return isWhole
            ? new(OperatorIdsResult.Whole, Set(found.Values, origin, isWhole), $"all {found.Count} operators of the job")
            : new(OperatorIdsResult.Partial, Set(found.Values, origin, isWhole), $"{found.Count} operators of the job; {missing} are missing yet");
    }

    private static OperatorIdsReading Foreign(string what) =>
        new(OperatorIdsResult.Foreign, null, $"the answer shows {what}: that is another job's. Set prometheus.matchers to this cluster's labels");

    private static OperatorIdSet Set(IEnumerable<OperatorRow> rows, string origin, bool isWhole) => new()
    {
        Origin = origin,
        IsWhole = isWhole,
        Operators = [.. rows.Select(row => new WitnessedOperator(row.OperatorId) { VertexId = row.VertexId, Name = row.Name })],
    };
}
