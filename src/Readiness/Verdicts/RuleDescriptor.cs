using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.Readiness.Verdicts;

/// <summary>What a rule looks at.</summary>
public enum RuleScope
{
    /// <summary>A job.</summary>
    Job,

    /// <summary>A cluster.</summary>
    Cluster,

    /// <summary>FlinkReady's own configuration.</summary>
    Configuration,

    /// <summary>Several targets of one look.</summary>
    Fleet,
}

/// <summary>The groups of the catalogue; the written form is kebab-case.</summary>
public enum RuleCategory
{
    /// <summary>Identity and scaling.</summary>
    IdentityAndScaling,

    /// <summary>State.</summary>
    State,

    /// <summary>Checkpointing.</summary>
    Checkpointing,

    /// <summary>Availability and recovery.</summary>
    Availability,

    /// <summary>Exposure.</summary>
    Exposure,

    /// <summary>How the cluster is deployed and its jobs are upgraded.</summary>
    Deployment,

    /// <summary>FlinkReady's own configuration.</summary>
    Configuration,
}

/// <summary>Everything about a rule but its judgement: the source of the documentation, the metrics and the SARIF rule list.</summary>
public sealed record RuleDescriptor
{
    /// <summary>Kebab-case; never changes.</summary>
    public required string Id { get; init; }

    /// <summary>What it looks at.</summary>
    public required RuleScope Scope { get; init; }

    /// <summary>Its group.</summary>
    public required RuleCategory Category { get; init; }

    /// <summary>The severity as shipped.</summary>
    public required Severity Severity { get; init; }

    /// <summary>A short statement of what is right: "All operators have a uid".</summary>
    public required string Title { get; init; }

    /// <summary>Why it matters, in one or two sentences.</summary>
    public required string Why { get; init; }

    /// <summary>How to fix it, in one or two sentences.</summary>
    public required string Fix { get; init; }

    /// <summary>True for the rules of Flink's production readiness checklist.</summary>
    public bool IsOnChecklist { get; init; }

    /// <summary>True for a rule about a cluster each of whose findings is about one job: a waiver may name it.</summary>
    public bool FindsJobs { get; init; }

    /// <summary>True for a rule about a job whose code can set what the rule asks for without any answer showing it: what is inferred may be wrong for that reason.</summary>
    public bool IsSetInCode { get; init; }

    /// <summary>The sources it cannot do without: where one was not read, the verdict is unknown before the rule is asked.</summary>
    public required IReadOnlyList<SourceKey> Needs { get; init; }

    /// <summary>Its thresholds and escalations, beside <c>severity</c> and <c>enabled</c>, which every rule has.</summary>
    public IReadOnlyList<RuleSetting> Settings { get; init; } = [];
}
