using FlinkReady.Monitor.Configuration.Schema;
using FlinkReady.Monitor.Configuration.Yaml;
using FlinkReady.Readiness.Judging;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Policies;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Configuration.Keys;

/// <summary>The keys of an override.</summary>
internal static class OverrideKeys
{
    /// <summary>One of <c>overrides</c>.</summary>
    public static SectionShape<OverrideDraft> Shape { get; } = new("override", static _ => new OverrideDraft(),
    [
        new Key<OverrideDraft, Glob>("target", Values.Glob, static (draft, value) => draft with { Target = value }, "\"*\"", "\"staging-*\"", "Glob over target names."),
        new Key<OverrideDraft, Glob>("job", Values.Glob, static (draft, value) => draft with { Job = value }, "every job, and the cluster", "\"adhoc-*\"", "Glob over job names. With it the override says nothing of cluster rules."),
        new Key<OverrideDraft, Dictionary<string, RuleSettings>>("rules", RuleKeys.Shape, static (draft, value) => draft with { Rules = value }, null, "{ operator-uid: { severity: info } }", "The settings."),
    ],
    Check);

    private static OverrideDraft Check(OverrideDraft draft, MapNode written, ReadContext context)
    {
        if (!written.Has("rules"))
        {
            context.Add(written, "an override needs rules");
        }

        foreach (var rule in draft.Rules.Keys.Where(rule => draft.Job is not null && RuleCatalogue.Find(rule)?.Scope != RuleScope.Job))
        {
            context.Add(written, $"{rule} is not about jobs: an override with job says nothing of it");
        }

        return draft;
    }
}
