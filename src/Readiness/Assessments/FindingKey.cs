using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Assessments;

/// <summary>
/// What makes two findings the same in two reports. Made of names only: job ids, vertex ids and messages with figures change from run
/// to run.
/// </summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Target">The target's name, empty for the configuration.</param>
/// <param name="Job">The job's name, null for cluster and configuration.</param>
/// <param name="Kind">What the finding is about.</param>
/// <param name="Vertex">The vertex name, null where there is none.</param>
/// <param name="Operator">The operator's name, null where there is none.</param>
public sealed record FindingKey(string Rule, string Target, string? Job, ResourceKind Kind, string? Vertex, string? Operator)
{
    /// <summary>The key of a finding about <paramref name="resource"/>.</summary>
    public static FindingKey Of(string rule, string target, string? job, Resource resource) =>
        new(rule, target, job, resource.Kind, resource.VertexName, resource.Operator);
}
