using FlinkReady.Monitor.Configuration.Schema;

namespace FlinkReady.Monitor.Configuration.Keys;

/// <summary>The keys of <c>replication</c>.</summary>
internal static class ReplicationKeys
{
    private const string None = "none";
    private const string Shard = "shard";

    /// <summary>The section.</summary>
    public static SectionShape<ReplicationSettings> Shape { get; } = new("section", static _ => new ReplicationSettings(),
    [
        new Key<ReplicationSettings, string>("mode", Mode, static (replication, value) => replication with { IsSharded = value == Shard }, None, Shard,
            "`shard`: of several replicas each looks at its part of the targets, which follows from their names. `watch` takes its place from the end of its host name, as pods of a StatefulSet are called, or from `--shard`, and how many they are from `--total-shards`. `none`: each looks at all of them. A change needs a restart."),
    ]);

    private static Shape<string> Mode => new ScalarShape<string>("replication mode", static text => text is None or Shard ? (text, null) : (text, $"must be {None} or {Shard}"));
}
