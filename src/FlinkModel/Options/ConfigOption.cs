namespace FlinkReady.FlinkModel.Options;

/// <summary>A key of Flink's configuration under all the names it has had. Old names still work, in 2.x too, and are shown as written.</summary>
/// <param name="Key">The current name.</param>
/// <param name="Since">The version that introduced the current name; null where it is older than 1.17.</param>
/// <param name="OldKeys">Earlier names, the one that wins first.</param>
public sealed record ConfigOption(string Key, FlinkVersion? Since = null, params string[] OldKeys)
{
    /// <summary>The name to write for a cluster of <paramref name="version"/>; the current one where the version is not known.</summary>
    public string KeyFor(FlinkVersion? version) =>
        Since is { } since && version is { } actual && actual < since && OldKeys.Length > 0 ? OldKeys[0] : Key;
}
