using FlinkReady.FlinkModel.Options;

namespace FlinkReady.Readiness.Rules.Availability;

/// <summary>Tells why a version of Flink does not read a key of its configuration.</summary>
internal static class UnreadKeys
{
    // Read by plug-ins, file systems, reporters, scripts, or by the deployment: Flink's own classes declare few of them or none.
    private static readonly string[] Foreign =
    [
        "s3.", "s3a.", "fs.", "presto.", "hive.", "gs.", "oss.", "azure.", "cosn.", "obs.", "hadoop.", "flink.hadoop.", "flink.yarn.", "yarn.",
        "metrics.reporter.", "traces.reporter.", "events.reporter.", "external-resource.", "env.", "containerized.", "kubernetes.", "job.", "internal.", "$internal.",
        "plugin.", "python.internal.", "security.delegation.token", "sql-gateway.", "sql-client.", "custom.", "user.",
    ];

    // Flink 1.x takes this key as the default of two others in its code (SecurityOptions.isInternalSSLEnabled, isRestSSLEnabled), so that no table links them.
    private const string AllSsl = "security.ssl.enabled";

    /// <summary>What is wrong with a key; null where the version reads it, or where Flink's own classes can't tell.</summary>
    public static UnreadKey? Of(string key, FlinkVersion version)
    {
        if (Foreign.Any(prefix => key.StartsWith(prefix, StringComparison.Ordinal)))
        {
            return null;
        }

        if (KnownKeys.Find(key) is not { } known)
        {
            return KnownKeys.Nearest(key) is { } near && !near.Key.EndsWith('*') && !Foreign.Any(prefix => near.Key.StartsWith(prefix, StringComparison.Ordinal))
                ? new UnreadKey(key, "no version of Flink has such a key", near.IsReadBy(version) ? [near.Key] : Instead(near, version), IsSlip: true)
                : null;
        }

        return known.IsReadBy(version) ? null : new UnreadKey(key, Reason(known, version), Instead(known, version), IsSlip: false);
    }

    private static string[] Instead(KnownKey known, FlinkVersion version) =>
        known.Key == AllSsl ? ["security.ssl.rest.enabled", "security.ssl.internal.enabled"] : known.InsteadIn(version) is { } instead ? [instead] : [];

    private static string Reason(KnownKey known, FlinkVersion version) => known switch
    {
        _ when known.IsDeclaredBy(version) => $"Flink {version} lists it among its options, and none of its classes reads it",
        { FirstReader: { } first } when first > version => $"Flink reads it from {first} on",
        { LastReader: { } last } when last < version => $"Flink reads it up to {last} only",
        _ => $"Flink {version} does not read it",
    };
}

/// <summary>A key that is not read.</summary>
/// <param name="Key">The key.</param>
/// <param name="Reason">Why, as a part of a sentence.</param>
/// <param name="Instead">What the version reads in its place; empty where there is nothing.</param>
/// <param name="IsSlip">True where it looks like a typing error.</param>
internal sealed record UnreadKey(string Key, string Reason, IReadOnlyList<string> Instead, bool IsSlip);
