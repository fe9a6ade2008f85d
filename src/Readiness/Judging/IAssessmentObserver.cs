using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Judging;

/// <summary>Is told what must not stop an assessment but must not go unseen either.</summary>
public interface IAssessmentObserver
{
    /// <summary>A rule threw; its verdict is unknown.</summary>
    void RuleFailed(RuleDescriptor rule, Exception exception);
}

/// <summary>Looks away.</summary>
internal sealed class SilentObserver : IAssessmentObserver
{
    /// <summary>The one instance.</summary>
    public static SilentObserver Instance { get; } = new();

    /// <inheritdoc/>
    public void RuleFailed(RuleDescriptor rule, Exception exception)
    {
    }
}
