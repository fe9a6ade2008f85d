namespace FlinkReady.Readiness.Verdicts;

/// <summary>The written form of <see cref="RuleScope"/>.</summary>
public static class RuleScopes
{
    /// <summary><c>job</c>, <c>cluster</c> or <c>configuration</c>.</summary>
    public static string ToText(this RuleScope scope) => scope switch
    {
        RuleScope.Job => "job",
        RuleScope.Cluster => "cluster",
        _ => "configuration",
    };
}
