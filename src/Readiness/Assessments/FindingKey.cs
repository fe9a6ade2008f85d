using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Assessments;

/// <summary>
/// What makes two findings the same in two reports. Made of names: job ids, vertex ids and messages with figures change from run to run. The
/// severity is part of it: a finding that has become worse is a new one.
/// </summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Target">The target's name, those of all targets for the fleet, null for the configuration.</param>
/// <param name="Job">The job's name, null for cluster and configuration.</param>
/// <param name="Severity">The finding's severity.</param>
/// <param name="Kind">What the finding is about.</param>
/// <param name="Vertex">The vertex name, null where there is none.</param>
/// <param name="Operator">The operator's name, null where there is none.</param>
public readonly record struct FindingKey(string Rule, string? Target, string? Job, Severity Severity, ResourceKind Kind, string? Vertex, string? Operator);
