using System.Text.Json.Serialization;

namespace FlinkReady.FlinkModel.Payloads;

/// <summary>The plan (Flink: <c>JsonPlanGenerator</c>; typed as <c>JobPlanInfo.Plan</c> from 2.1 on, the same fields).</summary>
public sealed record JobPlan(
    [property: JsonPropertyName(JobPlan.Field.Type), JsonConverter(typeof(SharedTextConverter))] string? Type,
    [property: JsonPropertyName(JobPlan.Field.Nodes)] BoundedList<PlanNode>? Nodes)
{
    /// <summary>Its fields as Flink names them.</summary>
    public static class Field
    {
        /// <summary>The JSON name.</summary>
        public const string
            Type = "type",
            Nodes = "nodes";
    }
}

/// <summary>A vertex as it was planned. <see cref="Description"/> is HTML-escaped, lines joined by <c>&lt;br/&gt;</c>.</summary>
public sealed record PlanNode(
    [property: JsonRequired, JsonPropertyName(PlanNode.Field.Id), JsonConverter(typeof(SharedTextConverter))] string Id,
    [property: JsonPropertyName(PlanNode.Field.Description), JsonConverter(typeof(SharedTextConverter))] string? Description,
    [property: JsonPropertyName(PlanNode.Field.Inputs)] IReadOnlyList<PlanInput>? Inputs)
{
    /// <summary>Its fields as Flink names them.</summary>
    public static class Field
    {
        /// <summary>The JSON name.</summary>
        public const string
            Id = "id",
            Description = "description",
            Inputs = "inputs";
    }
}

/// <summary>An edge of the plan. Sorted by the producing vertex, not by the order of the operator's in-edges.</summary>
public sealed record PlanInput(
    [property: JsonRequired, JsonPropertyName(PlanInput.Field.Id), JsonConverter(typeof(SharedTextConverter))] string Id,
    [property: JsonPropertyName(PlanInput.Field.ShipStrategy), JsonConverter(typeof(SharedTextConverter))] string? ShipStrategy,
    [property: JsonPropertyName(PlanInput.Field.Exchange), JsonConverter(typeof(SharedTextConverter))] string? Exchange)
{
    /// <summary>Its fields as Flink names them.</summary>
    public static class Field
    {
        /// <summary>The JSON name.</summary>
        public const string
            Id = "id",
            ShipStrategy = "ship_strategy",
            Exchange = "exchange";
    }
}
