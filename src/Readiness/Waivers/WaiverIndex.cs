using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Waivers;

/// <summary>
/// The waivers of a configuration with their patterns ready, by rule. Which of them cover a job or a vertex depends on names alone, so
/// every answer is kept: a poll asks again what the poll before asked.
/// </summary>
internal sealed class WaiverIndex
{
    // By the very list, for as long as its configuration lives.
    private static readonly ConditionalWeakTable<IReadOnlyList<Waiver>, WaiverIndex> Indexes = [];

    private readonly Dictionary<string, WaiverPage> _byRule = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<RuleDescriptor, WaiverPage?> _byDescriptor = new(ReferenceEqualityComparer.Instance);
    private readonly WaiverScope[] _scopes;

    private WaiverIndex(IReadOnlyList<Waiver> waivers)
    {
        _scopes = [.. waivers.Select((waiver, index) => new WaiverScope(waiver, index))];
        foreach (var rule in _scopes.GroupBy(scope => scope.Waiver.Rule, StringComparer.Ordinal))
        {
            _byRule[rule.Key] = new WaiverPage([.. rule]);
        }
    }

    /// <summary>The index of a configuration's waivers.</summary>
    public static WaiverIndex Of(IReadOnlyList<Waiver> waivers) => Indexes.GetValue(waivers, static list => new WaiverIndex(list));

    /// <summary>The waivers of a rule, null where it has none.</summary>
    public WaiverPage? Find(RuleDescriptor rule) => _byDescriptor.GetOrAdd(rule, static (key, pages) => pages.GetValueOrDefault(key.Id), _byRule);

    /// <summary>For each waiver, by its place in the configuration, whether it holds for a target at a moment.</summary>
    public bool[] HoldingFor(string target, DateTimeOffset now) => Array.ConvertAll(_scopes, scope => scope.Waiver.HoldsAt(now) && scope.CoversTarget(target));
}
