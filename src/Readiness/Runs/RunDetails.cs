using FlinkReady.FlinkModel.Paths;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.OperatorIds.Contract;

namespace FlinkReady.Readiness.Runs;

/// <summary>Reads off a job's facts what is known of the operators of its run.</summary>
internal static class RunDetails
{
    /// <summary>What was read of the vertices; a size that is not shown any more stays.</summary>
    public static IReadOnlyList<RunFigures> FiguresOf(JobFacts job, IReadOnlyList<RunFigures>? earlier)
    {
        if (!job.HasGraph)
        {
            return earlier ?? [];
        }

        var before = new Dictionary<string, RunFigures>(earlier?.Count ?? 0, StringComparer.Ordinal);
        foreach (var one in earlier ?? [])
        {
            before.TryAdd(one.VertexId, one);
        }

        var figures = job.Vertices.Select(vertex => new RunFigures(
            vertex.Id,
            vertex.Parallelism.TryGet(out var parallelism) ? parallelism : null,
            vertex.MaxParallelism.TryGet(out var maximum) && maximum > 0 ? maximum : null,
            vertex.StateSize.TryGet(out var bytes) ? bytes : before.GetValueOrDefault(vertex.Id).StateBytes)).ToList();
        return earlier is not null && figures.SequenceEqual(earlier) ? earlier : figures;
    }

    /// <summary>All operators of the run, where somebody who knows was asked and shows every one; null otherwise.</summary>
    /// <remarks>What the run was started from names the operators of the run before: it may differ from this one's only inside a chain.</remarks>
    public static RunWitness? ShownBy(JobFacts job, RunGraph? graph, IReadOnlyList<VertexOperators> operators, RunStart? start)
    {
        if (graph is null || operators.Count == 0)
        {
            return null;
        }

        if (job.Snapshot.Readings.Value(CheckpointMetadata.Key) is { } file
            && !CheckpointPaths.AreSame(file.Path, start?.Path)
            && IsWhole(file.Operators, graph, operators))
        {
            return RunWitness.Of(file);
        }

        return job.Snapshot.Readings.Value(OperatorIdSet.Key) is { IsWhole: true } set && IsWhole(set.Operators, graph, operators) ? RunWitness.Of(set) : null;
    }

    /// <summary>The operators in what the run was started from, where its metadata was read; null otherwise.</summary>
    public static RunWitness? RestoredBy(JobFacts job, RunStart? start) =>
        new[] { CheckpointMetadata.RestoredKey, CheckpointMetadata.Key }.Select(job.Snapshot.Readings.Value).FirstOrDefault(file => CheckpointPaths.AreSame(file?.Path, start?.Path)) is { } file
            ? RunWitness.Of(file)
            : null;

    // A file names the operators of the run that wrote it: this one's has every head, and nothing that the graph has no room for. Sources that are chained into an
    // operator with several inputs are not in it.
    private static bool IsWhole(IReadOnlyList<WitnessedOperator> shown, RunGraph graph, IReadOnlyList<VertexOperators> operators)
    {
        var ids = shown.Select(static one => one.Id).ToHashSet(StringComparer.Ordinal);
        return graph.Vertices.All(vertex => vertex.IsSure && ids.Contains(vertex.Id))
            && ids.Count == operators.Sum(static vertex => vertex.Operators.Count)
            && operators.SelectMany(static vertex => vertex.Operators).All(one => one.OperatorId is not { } id || ids.Contains(id));
    }
}
