using FlinkReady.Monitor.Configuration.Yaml;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Policies;
using FlinkReady.Readiness.Waivers;

namespace FlinkReady.Monitor.Configuration;

// Sections whose keys go into more than one record: what was read of them, before sections are held against each other.

/// <summary>The whole file.</summary>
internal sealed record ConfigurationDraft
{
    /// <summary>What the file says of the program itself.</summary>
    public MonitorConfiguration Configuration { get; init; } = new();

    /// <summary><c>staleAfter</c> with its place; null where it was not written.</summary>
    public (TimeSpan Value, Place Place)? StaleAfter { get; init; }

    public IReadOnlyList<TargetDraft> Targets { get; init; } = [];

    /// <summary>Where <c>kubernetes.template</c> stands; null where it does not.</summary>
    public Place? TemplateAt { get; init; }

    public IReadOnlyList<UidsDraft> Uids { get; init; } = [];

    public IReadOnlyDictionary<string, RuleSettings> Rules { get; init; } = new Dictionary<string, RuleSettings>(StringComparer.Ordinal);

    public IReadOnlyList<OverrideDraft> Overrides { get; init; } = [];

    public IReadOnlyList<Waiver> Waivers { get; init; } = [];
}

/// <summary>One of <c>targets</c>: its definition, and the settings of rules that stand with it.</summary>
/// <param name="Written">The section.</param>
internal sealed record TargetDraft(MapNode Written)
{
    /// <summary>The target so far; without a name where none was written.</summary>
    public TargetDefinition Definition { get; init; } = new() { Name = string.Empty };

    public IReadOnlyDictionary<string, RuleSettings> Rules { get; init; } = new Dictionary<string, RuleSettings>(StringComparer.Ordinal);
}

/// <summary><c>kubernetes</c>.</summary>
internal sealed record KubernetesDraft
{
    public KubernetesSettings Settings { get; init; } = new();

    /// <summary>Where its template stands; null where it does not.</summary>
    public Place? TemplateAt { get; init; }
}

/// <summary>One of <c>uids</c>.</summary>
internal sealed record UidsDraft
{
    public DeclaredUids Uids { get; init; } = new(Glob.Any, Glob.Any, []);

    /// <summary>The file as it was written.</summary>
    public string? File { get; init; }
}

/// <summary>One of <c>overrides</c>: a rule each.</summary>
internal sealed record OverrideDraft
{
    public Glob Target { get; init; } = Glob.Any;

    public Glob? Job { get; init; }

    public IReadOnlyDictionary<string, RuleSettings> Rules { get; init; } = new Dictionary<string, RuleSettings>(StringComparer.Ordinal);
}
