using FlinkReady.Monitor.Configuration.Schema;
using FlinkReady.Readiness.Names;

namespace FlinkReady.Monitor.Configuration.Keys;

/// <summary>The keys of an override.</summary>
internal static class OverrideKeys
{
    /// <summary>One of <c>overrides</c>.</summary>
    public static SectionShape<OverrideDraft> Shape { get; } = new("override", static map => new OverrideDraft(map),
    [
        new Key<OverrideDraft, Glob>("target", Values.Glob, static (draft, value) => draft.Target = value, "\"*\"", "\"staging-*\"", "Glob over target names."),
        new Key<OverrideDraft, Glob>("job", Values.Glob, static (draft, value) => draft.Job = value, "every job, and the cluster", "\"adhoc-*\"", "Glob over job names. With it the override says nothing of cluster rules."),
        new Key<OverrideDraft, RulesDraft>("rules", RuleKeys.Shape, static (draft, value) => draft.Rules = value, null, "{ operator-uid: { severity: info } }", "The settings."),
    ]);
}
