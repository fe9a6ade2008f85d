using System.Collections.Concurrent;
using FlinkReady.FlinkModel.Sources;
using FlinkReady.Readiness.Verdicts;
using FlinkReady.Readiness.Waivers;

namespace FlinkReady.Readiness.Policies;

/// <summary>What a configuration says about judging: settings, waivers, declared uids. Immutable.</summary>
public sealed class ReadinessPolicy
{
    private readonly ConcurrentDictionary<(string Rule, string Target, string? Job), RuleSettings> _effective = new();

    /// <summary>Each policy has its own: what was judged by one is not taken for judged by another.</summary>
    internal Stamp Stamp { get; } = Stamp.Mint();

    /// <summary>Every rule as shipped, no waiver.</summary>
    public static ReadinessPolicy Default { get; } = new();

    /// <summary>Settings for every target and job, by rule id.</summary>
    public IReadOnlyDictionary<string, RuleSettings> Rules { get; init; } = new Dictionary<string, RuleSettings>(StringComparer.Ordinal);

    /// <summary>Settings for some targets or jobs; later ones win.</summary>
    public IReadOnlyList<RuleOverride> Overrides { get; init; } = [];

    /// <summary>Waivers.</summary>
    public IReadOnlyList<Waiver> Waivers { get; init; } = [];

    /// <summary>Declared uids.</summary>
    public IReadOnlyList<DeclaredUids> Uids { get; init; } = [];

    /// <summary>The only rules to evaluate; empty for all.</summary>
    public IReadOnlySet<string> OnlyRules { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Rules to leave out.</summary>
    public IReadOnlySet<string> SkippedRules { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>How long a verdict whose evidence can no longer be read is kept.</summary>
    public TimeSpan StaleAfter { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>True where the rule is evaluated nowhere: left out on the command line or switched off for all.</summary>
    public bool IsSkipped(RuleDescriptor rule) =>
        SkippedRules.Contains(rule.Id)
        || (OnlyRules.Count > 0 && !OnlyRules.Contains(rule.Id))
        || (Rules.GetValueOrDefault(rule.Id)?.Enabled == false && !Overrides.Any(o => o.RuleId == rule.Id && o.Settings.Enabled == true));

    /// <summary>What holds for a rule on a target, for a job where <paramref name="job"/> is not null.</summary>
    public RuleSettings For(RuleDescriptor rule, string target, string? job)
    {
        if (Overrides.Count == 0)
        {
            return Rules.GetValueOrDefault(rule.Id, RuleSettings.None);
        }

        return _effective.GetOrAdd((rule.Id, target, job), static (key, policy) => policy.Resolve(key.Rule, key.Target, key.Job), this);
    }

    /// <summary>The uids declared for a job.</summary>
    public IReadOnlyList<string> UidsFor(string target, string job)
    {
        if (Uids.Count == 0)
        {
            return [];
        }

        return [.. Uids.Where(uids => uids.Target.IsMatch(target) && uids.Job.IsMatch(job)).SelectMany(uids => uids.Values).Distinct(StringComparer.Ordinal)];
    }

    private RuleSettings Resolve(string rule, string target, string? job)
    {
        var settings = Rules.GetValueOrDefault(rule, RuleSettings.None);
        foreach (var candidate in Overrides)
        {
            var matchesJob = candidate.Job is null || (job is not null && candidate.Job.IsMatch(job));
            if (candidate.RuleId == rule && candidate.Target.IsMatch(target) && matchesJob)
            {
                settings = settings.With(candidate.Settings);
            }
        }

        return settings;
    }
}
