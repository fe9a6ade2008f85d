using FlinkReady.Monitor.Changes;
using FlinkReady.Monitor.Reports.Views;

namespace FlinkReady.Monitor.Web;

/// <summary>Where the pages tell more of a change.</summary>
internal static class ChangeLinks
{
    /// <summary>The address, relative to the root.</summary>
    public static string Of(Change change) => change switch
    {
        { Kind: ChangeKind.Operator, Target: { } target, JobName: { } job } => $"{PageLinks.Job(target, job)}#{DriftTable.Anchor}",
        { Target: { } target, JobName: { } job } => PageLinks.Job(target, job) + Fragment(change.Rule),
        { Target: { } target } when change.To != ChangeWords.Removed => PageLinks.Target(target) + Fragment(change.Rule),
        { Rule: { } rule } => PageLinks.Rule(rule),
        _ => "changes",
    };

    private static string Fragment(string? rule) => rule is null ? string.Empty : $"#{Anchors.OfCheck(rule)}";
}
