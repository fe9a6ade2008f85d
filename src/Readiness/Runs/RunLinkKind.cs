namespace FlinkReady.Readiness.Runs;

/// <summary>What links two runs.</summary>
public enum RunLinkKind
{
    /// <summary>One was restored from a checkpoint or savepoint of the other.</summary>
    State,

    /// <summary>The platform that deploys them, or the job id, says so.</summary>
    Resource,

    /// <summary>Their names and graphs.</summary>
    Name,
}

/// <summary>The written forms.</summary>
public static class RunLinkKinds
{
    /// <summary>Every kind, the surest first.</summary>
    public static IReadOnlyList<RunLinkKind> All { get; } = [RunLinkKind.State, RunLinkKind.Resource, RunLinkKind.Name];

    /// <summary><c>state</c>, <c>resource</c> or <c>name</c>.</summary>
    public static string ToText(this RunLinkKind kind) => kind switch
    {
        RunLinkKind.State => "state",
        RunLinkKind.Resource => "resource",
        _ => "name",
    };
}
