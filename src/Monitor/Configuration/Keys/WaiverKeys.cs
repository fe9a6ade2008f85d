using FlinkReady.Monitor.Configuration.Schema;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Configuration.Keys;

/// <summary>The keys of a waiver.</summary>
internal static class WaiverKeys
{
    /// <summary>One of <c>waivers</c>.</summary>
    public static SectionShape<WaiverDraft> Shape { get; } = new("waiver", static map => new WaiverDraft(map),
    [
        new Key<WaiverDraft, RuleDescriptor>("rule", Values.Rule, static (draft, value) => draft.Rule = value, null, "operator-uid", "The id of one rule. Mandatory."),
        new Key<WaiverDraft, Glob>("target", Values.Glob, static (draft, value) => draft.Target = value, "\"*\"", "orders", "Glob over target names."),
        new Key<WaiverDraft, Glob>("job", Values.GlobOrEmpty, static (draft, value) => draft.Job = value, "every job", "\"legacy-*\"", "Glob over job names. Not for rules about clusters."),
        new Key<WaiverDraft, Glob>("vertex", Values.Glob, static (draft, value) => draft.Vertex = value, "every vertex", "\"Source: orders*\"", "Glob over vertex names and ids. Not for rules about clusters."),
        new Key<WaiverDraft, string>("reason", Values.Text, static (draft, value) => draft.Reason = value, null, "migrated with the next savepoint", "Why. Mandatory."),
        new Key<WaiverDraft, string>("owner", Values.Text, static (draft, value) => draft.Owner = value, null, "team-orders", "Who answers for it. Mandatory."),
        new Key<WaiverDraft, DateOnly>("expires", Values.Day, static (draft, value) => draft.Expires = value, null, "2027-03-31", "The last day it holds, in UTC. Mandatory."),
    ]);
}
