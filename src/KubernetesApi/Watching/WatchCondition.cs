namespace FlinkReady.KubernetesApi.Watching;

/// <summary>How a watch does.</summary>
/// <param name="Kind">The kind of condition.</param>
/// <param name="Message">Why, in one line; empty while it is up.</param>
public sealed record WatchCondition(WatchConditionKind Kind, string Message)
{
    /// <summary>What it sees is what there is.</summary>
    internal static WatchCondition Up { get; } = new(WatchConditionKind.Up, string.Empty);
}

/// <summary>The kinds of conditions.</summary>
public enum WatchConditionKind
{
    /// <summary>What it sees is what there is.</summary>
    Up,

    /// <summary>The server is not reached, or in trouble; it is tried again.</summary>
    Failing,

    /// <summary>Rights are missing; it is tried again every 5 minutes.</summary>
    Forbidden,

    /// <summary>The server does not know the kind; it is looked for again every 10 minutes.</summary>
    UnknownKind,
}
