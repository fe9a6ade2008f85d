using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.Readiness.Verdicts;

/// <summary>One thing that is wrong, with what proves it and what to do.</summary>
public record Finding
{
    private readonly string? _message;
    private readonly string? _remediation;

    /// <summary>One sentence: what is wrong.</summary>
    public required string Message
    {
        get => _message ?? WriteMessage();
        init => _message = value;
    }

    /// <summary>The severity of this finding.</summary>
    public required Severity Severity { get; init; }

    /// <summary>Read off the cluster, or inferred.</summary>
    public Certainty Certainty { get; init; } = Certainty.Proven;

    /// <summary>What it is about.</summary>
    public required Resource Resource { get; init; }

    /// <summary>The name of the job that a finding about a cluster is about, for waivers; null where it is about none, or where the check is the job's own.</summary>
    public string? JobName { get; init; }

    /// <summary>What was read: it comes with the facts, no rule writes its own.</summary>
    public required IReadOnlyList<Evidence> Evidence { get; init; }

    /// <summary>The exact configuration or code to change, for this cluster's version and deployment; may hold a snippet after a line break.</summary>
    public required string Remediation
    {
        get => _remediation ?? WriteRemediation();
        init => _remediation = value;
    }

    /// <summary>The waiver that covers it, null where none does.</summary>
    public AppliedWaiver? Waiver { get; init; }

    /// <summary>Where it stands in a file of the user's; null for what was asked of a cluster.</summary>
    public SourceLocation? Location => Evidence.Select(static evidence => evidence.Location).FirstOrDefault(static location => location is not null);

    /// <summary>Changes with anything that a reader is shown.</summary>
    internal Stamp Stamp
    {
        get
        {
            var stamp = new StampBuilder().Add(Message).Add((long)Severity).Add((long)Certainty).Add(Remediation)
                .Add(JobName).Add((long)Resource.Kind).Add(Resource.VertexId).Add(Resource.VertexName).Add(Resource.Operator).Add(Resource.TargetNames)
                .Add(Waiver?.Reason).Add(Waiver?.Owner).Add((long?)Waiver?.Expires.DayNumber);
            foreach (var evidence in Evidence)
            {
                stamp = stamp.Add(evidence.Path).Add(evidence.Field).Add(evidence.Value).Add((long)evidence.Authority);
            }

            return stamp.ToStamp();
        }
    }

    /// <summary>Writes the message where none was given: when somebody asks, and not kept.</summary>
    private protected virtual string WriteMessage() => string.Empty;

    /// <summary>Writes the remediation where none was given.</summary>
    private protected virtual string WriteRemediation() => string.Empty;
}

/// <summary>What a finding is about.</summary>
/// <param name="Kind">One of <see cref="ResourceKind"/>.</param>
/// <param name="VertexId">For vertices and operators.</param>
/// <param name="VertexName">For vertices and operators.</param>
/// <param name="Operator">For operators: the operator's name.</param>
public sealed record Resource(ResourceKind Kind, string? VertexId = null, string? VertexName = null, string? Operator = null)
{
    /// <summary>The cluster as a whole.</summary>
    public static Resource Cluster { get; } = new(ResourceKind.Cluster);

    /// <summary>The job as a whole.</summary>
    public static Resource Job { get; } = new(ResourceKind.Job);

    /// <summary>FlinkReady's own configuration.</summary>
    public static Resource Configuration { get; } = new(ResourceKind.Configuration);

    /// <summary>The names of the targets, for a fleet; empty for what lies in one target.</summary>
    public IReadOnlyList<string> Targets { get; private init; } = [];

    /// <summary>The targets in one word, for what has to be one text: baselines, fingerprints. Null where there are none.</summary>
    public string? TargetNames => Targets.Count == 0 ? null : string.Join(',', Targets);

    /// <summary>Several targets.</summary>
    /// <param name="targets">Their names.</param>
    public static Resource Fleet(IReadOnlyList<string> targets) => new(ResourceKind.Fleet) { Targets = targets };

    /// <summary>A vertex.</summary>
    public static Resource Vertex(string id, string name) => new(ResourceKind.Vertex, id, name);
}

/// <summary>Kinds of resources; their written form is camelCase.</summary>
public enum ResourceKind
{
    /// <summary>A Flink cluster.</summary>
    Cluster,

    /// <summary>A job.</summary>
    Job,

    /// <summary>A job vertex.</summary>
    Vertex,

    /// <summary>An operator inside a vertex.</summary>
    Operator,

    /// <summary>FlinkReady's own configuration.</summary>
    Configuration,

    /// <summary>Several targets.</summary>
    Fleet,
}

/// <summary>A waiver as a finding shows it.</summary>
public sealed record AppliedWaiver(string Reason, string Owner, DateOnly Expires);
