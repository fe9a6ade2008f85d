using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Facts;

namespace FlinkReady.Readiness.FleetRules;

/// <summary>A target as the rules on the fleet see it: its last look at which it answered.</summary>
/// <param name="Target">The target.</param>
/// <param name="Namespace">Where it keeps its high availability data; null without any, and where that was not read.</param>
internal sealed record FleetMember(TargetAssessment Target, HaNamespace? Namespace)
{
    /// <summary>The target's name.</summary>
    public string Name => Target.Name;

    /// <summary>What was read of it, null where it never answered.</summary>
    public FleetFacts? Facts => Target.Fleet;

    /// <summary>What it may share with others: places of high availability data, and ids of jobs with a checkpoint.</summary>
    public IReadOnlyList<string> Keys { get; } =
        [.. Namespace?.Keys ?? [], .. Target.Fleet?.Checkpoints.Select(static checkpoint => KeyOf(checkpoint.JobId)).Distinct(StringComparer.Ordinal) ?? []];

    /// <summary>A target as it was assessed.</summary>
    public static FleetMember Of(TargetAssessment target) =>
        new(target, target.Fleet is { } facts ? HaNamespace.Of(facts, target.Access) : null);

    /// <summary>The key of a job id.</summary>
    public static string KeyOf(string jobId) => jobId;
}
