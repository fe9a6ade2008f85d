using FlinkReady.Readiness.Judging;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Tests.Truth;

/// <summary>No rule may throw on what a real cluster answers.</summary>
internal sealed class ThrowingObserver : IAssessmentObserver
{
    public static ThrowingObserver Instance { get; } = new();

    public void RuleFailed(RuleDescriptor rule, Exception exception) => throw new InvalidOperationException($"{rule.Id} threw", exception);
}
