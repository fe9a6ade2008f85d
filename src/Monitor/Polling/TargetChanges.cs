using FlinkReady.Monitor.Configuration;

namespace FlinkReady.Monitor.Polling;

/// <summary>What a new configuration changes about a target that was watched before.</summary>
internal static class TargetChanges
{
    /// <summary>True where the target is looked at exactly as before: its loop goes on undisturbed.</summary>
    public static bool IsSame(TargetDefinition before, TargetDefinition after, MonitorConfiguration old, MonitorConfiguration now) =>
        before.Urls.SequenceEqual(after.Urls)
        && before.Recording == after.Recording
        && (before.PollInterval ?? old.PollInterval) == (after.PollInterval ?? now.PollInterval)
        && SameEntries(before.Labels, after.Labels)
        && SameEntries(before.Headers, after.Headers)
        && before.Proxy == after.Proxy
        && before.BearerTokenFile == after.BearerTokenFile
        && before.BasicUsername == after.BasicUsername
        && before.BasicPasswordFile == after.BasicPasswordFile
        && before.Tls == after.Tls
        && SameGlobs(before.IncludeJobs, after.IncludeJobs)
        && SameGlobs(before.ExcludeJobs, after.ExcludeJobs)
        && old.CheckpointInterval == now.CheckpointInterval
        && old.RequestTimeout == now.RequestTimeout
        && old.MaxConcurrentRequests == now.MaxConcurrentRequests;

    /// <summary>True where the target is still the same cluster, so that what was found there stays.</summary>
    public static bool IsSameCluster(TargetDefinition before, TargetDefinition after) =>
        before.Recording == after.Recording && (before.Urls.Count == 0 ? after.Urls.Count == 0 : before.Urls.Intersect(after.Urls).Any());

    private static bool SameGlobs(IReadOnlyList<Readiness.Names.Glob> a, IReadOnlyList<Readiness.Names.Glob> b) =>
        a.Select(glob => glob.ToString()).SequenceEqual(b.Select(glob => glob.ToString()), StringComparer.Ordinal);

    private static bool SameEntries(IReadOnlyDictionary<string, string> a, IReadOnlyDictionary<string, string> b) =>
        a.Count == b.Count && a.All(entry => b.TryGetValue(entry.Key, out var value) && value == entry.Value);
}
