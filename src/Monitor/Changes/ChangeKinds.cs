namespace FlinkReady.Monitor.Changes;

/// <summary>The written form of <see cref="ChangeKind"/>.</summary>
internal static class ChangeKinds
{
    /// <summary>Every kind, in the order of the enumeration.</summary>
    public static IReadOnlyList<ChangeKind> All { get; } = Enum.GetValues<ChangeKind>();

    /// <summary>The kinds that a target has.</summary>
    public static IReadOnlyList<ChangeKind> OfTargets { get; } = [ChangeKind.Check, ChangeKind.Job, ChangeKind.Target, ChangeKind.Operator];

    /// <summary><c>check</c>, <c>job</c>, <c>target</c>, <c>operator</c> or <c>configuration</c>.</summary>
    public static string ToText(this ChangeKind kind) => kind switch
    {
        ChangeKind.Check => "check",
        ChangeKind.Job => "job",
        ChangeKind.Target => "target",
        ChangeKind.Operator => "operator",
        _ => "configuration",
    };
}
