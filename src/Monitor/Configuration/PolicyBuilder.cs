using FlinkReady.Monitor.Configuration.Schema;
using FlinkReady.Readiness.Judging;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Policies;
using FlinkReady.Readiness.Verdicts;
using FlinkReady.Readiness.Waivers;

namespace FlinkReady.Monitor.Configuration;

/// <summary>Turns the drafts of overrides, waivers and uids into the policy's parts.</summary>
internal static class PolicyBuilder
{
    private static readonly string[] MandatoryOfWaivers = ["rule", "reason", "owner", "expires"];

    /// <summary>Settings under targets first, then <c>overrides</c> in their order: later ones win.</summary>
    public static IReadOnlyList<RuleOverride> Overrides(ConfigurationDraft draft, IReadOnlyList<TargetDefinition> targets, ReadContext context)
    {
        var overrides = new List<RuleOverride>();
        if (targets.Count == draft.Targets.Count)
        {
            foreach (var (target, name) in draft.Targets.Zip(targets.Select(target => target.Name)))
            {
                overrides.AddRange((target.Rules?.Settings ?? []).Select(entry => new RuleOverride(entry.Key, new Glob(name), null, entry.Value)));
            }
        }

        foreach (var entry in draft.Overrides)
        {
            if (!entry.Has("rules"))
            {
                context.Add(entry.Place, "an override needs rules");
            }

            foreach (var (rule, settings) in entry.Rules?.Settings ?? [])
            {
                if (entry.Job is not null && RuleCatalogue.Find(rule)?.Scope != RuleScope.Job)
                {
                    context.Add(entry.Place, $"{rule} is not about jobs: an override with job says nothing of it");
                }

                overrides.Add(new RuleOverride(rule, entry.Target ?? Glob.Any, entry.Job, settings));
            }
        }

        return overrides;
    }

    /// <summary>The waivers that are complete.</summary>
    public static IReadOnlyList<Waiver> Waivers(IReadOnlyList<WaiverDraft> drafts, ReadContext context)
    {
        var waivers = new List<Waiver>();
        foreach (var draft in drafts)
        {
            string[] missing = [.. Missing(draft)];
            if (missing.Length > 0)
            {
                context.Add(draft.Place, $"a waiver needs {string.Join(", ", missing)}");
            }

            if (draft.Rule is { Scope: not RuleScope.Job } rule && (draft.Job ?? draft.Vertex) is not null)
            {
                context.Add(draft.Place, $"{rule.Id} is not about jobs: its waiver takes no job and no vertex");
            }

            if (draft is { Rule: { } waived, Reason: { } reason, Owner: { } owner, Expires: { } expires })
            {
                waivers.Add(new Waiver
                {
                    Rule = waived.Id,
                    Target = draft.Target?.ToString() ?? "*",
                    Job = draft.Job?.ToString(),
                    Vertex = draft.Vertex?.ToString(),
                    Reason = reason,
                    Owner = owner,
                    Expires = expires,
                });
            }
        }

        return waivers;
    }

    /// <summary>The declared uids, those of files read.</summary>
    public static IReadOnlyList<DeclaredUids> Uids(IReadOnlyList<UidsDraft> drafts, ReadContext context)
    {
        var uids = new List<DeclaredUids>();
        foreach (var draft in drafts)
        {
            if (draft.Has("file") == draft.Has("values"))
            {
                context.Add(draft.Place, "uids needs one of file and values");
                continue;
            }

            var values = draft.Values ?? [];
            if (draft.File is not null)
            {
                (values, var wrong) = UidFiles.Read(context.Resolve(draft.File));
                if (wrong is not null)
                {
                    context.Add(draft.Place, $"the uids file {draft.File} {wrong}");
                }
            }

            uids.Add(new DeclaredUids(draft.Target ?? Glob.Any, draft.Job ?? Glob.Any, values));
        }

        return uids;
    }

    // A key whose value was refused is not missing: that was said already. Only what nobody wrote is.
    private static IEnumerable<string> Missing(WaiverDraft draft) => MandatoryOfWaivers.Where(key => !draft.Has(key));
}
