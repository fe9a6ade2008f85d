using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Policies;

/// <summary>What a configuration says of one rule; null or missing where it says nothing.</summary>
public sealed record RuleSettings
{
    /// <summary>No word on it.</summary>
    public static RuleSettings None { get; } = new();

    /// <summary>Whether the rule is evaluated.</summary>
    public bool? Enabled { get; init; }

    /// <summary>The severity that replaces the rule's own.</summary>
    public Severity? Severity { get; init; }

    /// <summary>Values by the setting's name, each of the setting's type.</summary>
    public IReadOnlyDictionary<string, object> Values { get; init; } = new Dictionary<string, object>(StringComparer.Ordinal);

    /// <summary>These settings, with those of <paramref name="closer"/> put over them.</summary>
    public RuleSettings With(RuleSettings closer)
    {
        var values = new Dictionary<string, object>(Values, StringComparer.Ordinal);
        foreach (var (name, value) in closer.Values)
        {
            values[name] = value;
        }

        return new RuleSettings { Enabled = closer.Enabled ?? Enabled, Severity = closer.Severity ?? Severity, Values = values };
    }

    /// <summary>The value of a setting, or its default.</summary>
    public T Get<T>(RuleSetting<T> setting)
        where T : struct =>
        Values.TryGetValue(setting.Name, out var value) ? (T)value : setting.Default;
}

/// <summary>Settings of one rule for some targets and jobs.</summary>
/// <param name="RuleId">The rule.</param>
/// <param name="Target">Over target names.</param>
/// <param name="Job">Over job names; null says it is for cluster rules too.</param>
/// <param name="Settings">What holds there.</param>
public sealed record RuleOverride(string RuleId, Glob Target, Glob? Job, RuleSettings Settings);

/// <summary>Uids that somebody declares: proof that the operator whose id is their hash has one.</summary>
/// <param name="Target">Over target names.</param>
/// <param name="Job">Over job names.</param>
/// <param name="Values">The uids, exact.</param>
public sealed record DeclaredUids(Glob Target, Glob Job, IReadOnlyList<string> Values);
