using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.OperatorIds.Contract;

namespace FlinkReady.Readiness.Plans;

/// <summary>Reads plans in the form that is compared.</summary>
public static class ProgramPlanReader
{
    private const string Batch = "BATCH";

    /// <summary>The plan of a body of <c>POST /jars/:jarid/plan</c>.</summary>
    public static ProgramPlan Read(PlanBody body)
    {
        ArgumentNullException.ThrowIfNull(body);
        var plan = body.Plan;
        return new ProgramPlan(plan.Name, plan.Type == Batch, [.. plan.Nodes.Select(node => new ProgramPlanNode(node.Id, node.Description ?? string.Empty, node.Parallelism, Inputs(node.Inputs)))]);
    }

    /// <summary>The plan of a running job: what its program's plan was when it was submitted.</summary>
    public static ProgramPlan Read(JobDetails job)
    {
        ArgumentNullException.ThrowIfNull(job);
        var parallelism = new Dictionary<string, int?>(StringComparer.Ordinal);
        foreach (var vertex in job.Vertices ?? [])
        {
            parallelism.TryAdd(vertex.Id, vertex.Parallelism);
        }

        return new ProgramPlan(
            job.Name,
            (job.JobType ?? job.Plan?.Type) == Batch,
            [.. (job.Plan?.Nodes ?? []).Select(node => new ProgramPlanNode(node.Id, node.Description ?? string.Empty, parallelism.GetValueOrDefault(node.Id), Inputs(node.Inputs)))]);
    }

    private static IReadOnlyList<GraphInput> Inputs(IReadOnlyList<PlanInput>? inputs) =>
        inputs is { Count: > 0 } ? [.. inputs.Select(input => new GraphInput(input.Id, input.ShipStrategy ?? string.Empty))] : [];
}
