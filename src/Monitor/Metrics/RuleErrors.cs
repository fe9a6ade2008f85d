using System.Collections.Concurrent;
using FlinkReady.Monitor.Diagnostics;
using FlinkReady.Readiness.Judging;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Metrics;

/// <summary>Counts rules that fail on what they are given, and logs the first time each does.</summary>
internal sealed class RuleErrors(ILogger<RuleErrors> logger) : IAssessmentObserver
{
    private readonly ConcurrentDictionary<string, long> _counts = new(StringComparer.Ordinal);

    /// <summary>How often which rule failed.</summary>
    public IEnumerable<KeyValuePair<string, long>> Counts => _counts;

    /// <inheritdoc/>
    public void RuleFailed(RuleDescriptor rule, Exception exception)
    {
        if (_counts.AddOrUpdate(rule.Id, 1, static (_, count) => count + 1) == 1)
        {
            Log.RuleFailed(logger, exception, rule.Id);
        }
    }
}
