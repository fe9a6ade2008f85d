using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Witnesses.Contents;
using FlinkReady.Witnesses.Prometheus;

namespace FlinkReady.Fuzz.Surfaces;

/// <summary>The answer of a Prometheus, and its measuring by a graph.</summary>
public sealed class QueryAnswerSurface : ISurface
{
    private readonly VertexOperatorCount[] _vertices;

    public QueryAnswerSurface() =>
        _vertices = [.. QueryAnswer.Read(Corpus[0], int.MaxValue).CountBy(row => row.VertexId, StringComparer.Ordinal).Select(vertex => new VertexOperatorCount(vertex.Key, vertex.Value))];

    /// <inheritdoc/>
    public string Name => "query-answer";

    /// <inheritdoc/>
    public IReadOnlyList<byte[]> Corpus { get; } = CorpusFiles.Of("queries");

    /// <inheritdoc/>
    public Task ReadAsync(byte[] input)
    {
        try
        {
            var reading = OperatorIdsClassifier.Judge(QueryAnswer.Read(input, 10_000), _vertices, 0, "http://prometheus/");
            if (reading.Result == OperatorIdsResult.Whole && reading.Set!.Operators.Count != _vertices.Sum(vertex => vertex.Operators))
            {
                throw new InvalidOperationException($"{reading.Set.Operators.Count} operators are no whole job");
            }
        }
        catch (UnreadException)
        {
            // One clear line is what another answer is worth.
        }

        return Task.CompletedTask;
    }
}
