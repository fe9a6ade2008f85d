namespace FlinkReady.Readiness.Verdicts;

/// <summary>The written form of <see cref="RuleScope"/>.</summary>
public static class RuleScopes
{
    /// <summary><c>job</c>, <c>cluster</c>, <c>configuration</c> or <c>fleet</c>.</summary>
    public static string ToText(this RuleScope scope) => scope switch
    {
        RuleScope.Job => "job",
        RuleScope.Cluster => "cluster",
        RuleScope.Fleet => "fleet",
        _ => "configuration",
    };
}
