using System.Globalization;
using FlinkReady.Deployments.Resources;
using FlinkReady.FlinkModel.Deployments;

namespace FlinkReady.Deployments.Discovery;

/// <summary>Reads FlinkStateSnapshots.</summary>
internal static class SnapshotReader
{
    /// <summary>What follows from one; whether it is the latest is not known yet.</summary>
    public static Conclusion Read(KubernetesResource resource, TargetBook targets)
    {
        var root = resource.Root;
        var (kind, name) = (root.Text("spec", "jobReference", "kind"), root.Text("spec", "jobReference", "name") ?? string.Empty);
        var joins = targets.JoinOf(resource.Namespace, kind, name);
        var isComplete = root.Text("status", "state") == "COMPLETED";
        var snapshot = new StateSnapshot(
            root.Map("spec", "savepoint") is not null,
            isComplete ? root.Text("status", "path") : null,
            isComplete ? Time(root.Text("status", "resultTimestamp")) ?? Time(root.Text("status", "triggerTimestamp")) : null,
            IsLatest: false);
        return new Conclusion
        {
            Resource = resource,
            State = ResourceState.Facts,
            Reason = joins is not null ? Words(snapshot, $"{kind} {resource.Namespace}/{name}") : $"{kind} {resource.Namespace}/{name} is not among the targets.",
            Joins = joins,
            Snapshot = snapshot,
        };
    }

    /// <summary>Marks the latest complete savepoint of each job.</summary>
    public static IReadOnlyList<Conclusion> MarkLatest(IReadOnlyList<Conclusion> conclusions)
    {
        var latest = conclusions.Where(static one => one is { Joins: not null, Snapshot: { IsSavepoint: true, Path: not null, CompletedAt: not null } })
            .GroupBy(static one => (one.Joins, one.Resource.Root.Text("spec", "jobReference", "kind"), one.Resource.Root.Text("spec", "jobReference", "name")))
            .Select(static group => group.MaxBy(static one => one.Snapshot!.CompletedAt)!).ToHashSet(ReferenceEqualityComparer.Instance);
        return latest.Count == 0
            ? conclusions
            : [.. conclusions.Select(one => latest.Contains(one) ? one with { Reason = $"{one.Reason} The latest one of the job.", Snapshot = one.Snapshot! with { IsLatest = true } } : one)];
    }

    private static string Words(StateSnapshot snapshot, string of) =>
        $"A {(snapshot.IsSavepoint ? "savepoint" : "checkpoint")} of {of}{(snapshot.Path is { } path ? $": {path}" : ", not complete")}.";

    private static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
}
