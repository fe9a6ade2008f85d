using System.Collections;

namespace FlinkReady.Readiness.OperatorIds.Contract;

/// <summary>The operators of a job by vertex, in the order of its vertices; behind them those whose vertex is not known, where there are any.</summary>
/// <param name="vertices">The operators.</param>
/// <param name="witnesses">What became of each witness that was heard.</param>
public sealed class JobOperators(IReadOnlyList<VertexOperators> vertices, IReadOnlyList<WitnessReport> witnesses) : IReadOnlyList<VertexOperators>
{
    /// <summary>What became of each witness that was heard; empty where none was.</summary>
    public IReadOnlyList<WitnessReport> Witnesses { get; } = witnesses;

    /// <summary>The witness that contradicts REST; null where none does.</summary>
    public WitnessReport? Contradiction => Witnesses.FirstOrDefault(one => one.Standing == WitnessStanding.Contradicts);

    /// <inheritdoc/>
    public int Count => vertices.Count;

    /// <inheritdoc/>
    public VertexOperators this[int index] => vertices[index];

    /// <inheritdoc/>
    public IEnumerator<VertexOperators> GetEnumerator() => vertices.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
