using System.Globalization;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Runs;

/// <summary>Where something that is remembered of a run was read.</summary>
internal static class RunEvidence
{
    /// <summary>The id of a vertex of the run; its state where it has no such vertex.</summary>
    public static Evidence OfVertex(KnownRun run, string id)
    {
        var vertices = run.Graph?.Vertices ?? [];
        for (var index = 0; index < vertices.Count; index++)
        {
            if (vertices[index].Id == id)
            {
                return Of(run, index, JobVertex.Field.Id, id);
            }
        }

        return run.State;
    }

    /// <summary>The max parallelism of a vertex of the run; its state where that is not known.</summary>
    public static Evidence OfMaxParallelism(KnownRun run, string id)
    {
        var vertices = run.Graph?.Vertices ?? [];
        for (var index = 0; index < vertices.Count; index++)
        {
            if (vertices[index].Id == id && run.Figures.FirstOrDefault(one => one.VertexId == id).MaxParallelism is { } maximum)
            {
                return Of(run, index, JobVertex.Field.MaxParallelism, maximum.ToString(CultureInfo.InvariantCulture));
            }
        }

        return run.State;
    }

    /// <summary>The size of an operator's state, as a witness shows it.</summary>
    public static Evidence OfState(RunWitness witness, string id) => new(
        witness.Origin,
        FieldOf(id, witness.Find(id)?.StateBytes is null ? WitnessedOperator.Field.HasState : WitnessedOperator.Field.StateBytes),
        witness.Find(id)?.StateBytes is { } bytes ? bytes.ToString(CultureInfo.InvariantCulture) : "true");

    /// <summary>The uid of an operator, as a witness shows it.</summary>
    public static Evidence OfUid(RunWitness witness, string id) => new(witness.Origin, FieldOf(id, WitnessedOperator.Field.Uid), witness.Find(id)?.Uid ?? string.Empty);

    private static string FieldOf(string id, string field) => $"{CheckpointMetadata.Field.Operators}[{id}].{field}";

    private static Evidence Of(KnownRun run, int index, string field, string value) =>
        new(JobDetails.Key.PathOf(run.JobId), new FieldPath(field, JobDetails.Field.Vertices, index).ToString(), value);
}
