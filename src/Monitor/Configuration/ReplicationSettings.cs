namespace FlinkReady.Monitor.Configuration;

/// <summary>How several replicas of the monitor go together.</summary>
internal sealed record ReplicationSettings
{
    /// <summary>True where they share the targets; else each looks at all of them.</summary>
    public bool IsSharded { get; init; }
}
