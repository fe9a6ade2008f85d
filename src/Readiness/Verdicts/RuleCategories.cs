namespace FlinkReady.Readiness.Verdicts;

/// <summary>The written forms of <see cref="RuleCategory"/>.</summary>
public static class RuleCategories
{
    /// <summary>The group's name in kebab-case.</summary>
    public static string ToText(this RuleCategory category) => category switch
    {
        RuleCategory.IdentityAndScaling => "identity-and-scaling",
        RuleCategory.State => "state",
        RuleCategory.Checkpointing => "checkpointing",
        RuleCategory.Availability => "availability",
        RuleCategory.Exposure => "exposure",
        RuleCategory.Deployment => "deployment",
        _ => "configuration",
    };

    /// <summary>The group's name as a heading.</summary>
    public static string ToHeading(this RuleCategory category) => category switch
    {
        RuleCategory.IdentityAndScaling => "Identity and scaling",
        RuleCategory.State => "State",
        RuleCategory.Checkpointing => "Checkpointing",
        RuleCategory.Availability => "Availability and recovery",
        RuleCategory.Exposure => "Exposure",
        RuleCategory.Deployment => "Deployment",
        _ => "FlinkReady's own configuration",
    };
}
