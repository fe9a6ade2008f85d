using System.Text.Json.Serialization;

namespace FlinkReady.FlinkModel.Payloads;

/// <summary>
/// What <c>POST /jars/:jarid/plan</c> answers, and <c>GET /jobs/:jobid/plan</c> (Flink: <c>JobPlanInfo</c>). Nobody polls it: it comes from files, which
/// pipelines write.
/// </summary>
public sealed record PlanBody(
    [property: JsonRequired, JsonPropertyName(PlanBody.Field.Plan)] PlannedProgram Plan)
{
    /// <summary>Its fields as Flink names them.</summary>
    public static class Field
    {
        /// <summary>The JSON name.</summary>
        public const string Plan = "plan";
    }
}

/// <summary>A program as a JobManager plans it, with the parallelism of each node.</summary>
public sealed record PlannedProgram(
    [property: JsonPropertyName(PlannedProgram.Field.Name)] string? Name,
    [property: JsonPropertyName(PlannedProgram.Field.Type)] string? Type,
    [property: JsonRequired, JsonPropertyName(PlannedProgram.Field.Nodes)] IReadOnlyList<PlannedProgramNode> Nodes)
{
    /// <summary>Its fields as Flink names them.</summary>
    public static class Field
    {
        /// <summary>The JSON name.</summary>
        public const string
            Name = "name",
            Type = "type",
            Nodes = "nodes";
    }
}

/// <summary>A node of a planned program: a chain of operators, or one operator where chaining was off.</summary>
public sealed record PlannedProgramNode(
    [property: JsonRequired, JsonPropertyName(PlannedProgramNode.Field.Id)] string Id,
    [property: JsonPropertyName(PlannedProgramNode.Field.Parallelism), JsonConverter(typeof(ParallelismConverter))] int? Parallelism,
    [property: JsonPropertyName(PlannedProgramNode.Field.Description)] string? Description,
    [property: JsonPropertyName(PlannedProgramNode.Field.Inputs)] IReadOnlyList<PlanInput>? Inputs)
{
    /// <summary>Its fields as Flink names them.</summary>
    public static class Field
    {
        /// <summary>The JSON name.</summary>
        public const string
            Id = "id",
            Parallelism = "parallelism",
            Description = "description",
            Inputs = "inputs";
    }
}
