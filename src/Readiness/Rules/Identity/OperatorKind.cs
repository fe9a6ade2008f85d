using FlinkReady.Readiness.OperatorIds.Contract;

namespace FlinkReady.Readiness.Rules.Identity;

/// <summary>What an operator keeps, as far as its name tells.</summary>
internal enum OperatorKind
{
    /// <summary>Nothing that its name tells of.</summary>
    Other,

    /// <summary>Offsets or splits.</summary>
    Source,

    /// <summary>Window contents and timers.</summary>
    Window,

    /// <summary>Requests that are under way.</summary>
    Async,

    /// <summary>Broadcast state.</summary>
    Broadcast,

    /// <summary>Open files and transactions of a sink.</summary>
    Writer,

    /// <summary>What a sink has written and not committed yet.</summary>
    Committer,
}

/// <summary>Reads an operator's kind off the names that Flink itself gives.</summary>
internal static class OperatorKinds
{
    /// <summary>The kind of an operator.</summary>
    public static OperatorKind Of(OperatorVerdict one) => one.ChainedSource ? OperatorKind.Source : Of(one.Name);

    /// <summary>The kind of an operator of this name.</summary>
    public static OperatorKind Of(string name) => name switch
    {
        _ when name.StartsWith("Source: ", StringComparison.Ordinal) => OperatorKind.Source,
        _ when name.EndsWith("Committer", StringComparison.Ordinal) => OperatorKind.Committer,
        _ when name.EndsWith("Writer", StringComparison.Ordinal) => OperatorKind.Writer,
        _ when name.Contains("Co-Process-Broadcast", StringComparison.Ordinal) => OperatorKind.Broadcast,
        _ when name.Contains("async", StringComparison.OrdinalIgnoreCase) => OperatorKind.Async,
        _ when name.Contains("window", StringComparison.OrdinalIgnoreCase) => OperatorKind.Window,
        _ => OperatorKind.Other,
    };
}
