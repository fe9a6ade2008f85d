using FlinkReady.Monitor.Configuration.Yaml;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Policies;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Configuration;

// What a section says, before sections are held against each other. Null: it says nothing.

/// <summary>A section as it was written.</summary>
internal abstract class Draft(MapNode map)
{
    /// <summary>Where it begins.</summary>
    public Place Place => map.Place;

    /// <summary>True where the key stands there, with a sound value or not.</summary>
    public bool Has(string key) => map.Entries.Any(entry => entry.Key.Text == key);
}

/// <summary>The whole file.</summary>
internal sealed class ConfigurationDraft(MapNode map) : Draft(map)
{
    public string? Listen { get; set; }

    public TimeSpan? PollInterval { get; set; }

    public TimeSpan? CheckpointInterval { get; set; }

    public TimeSpan? RequestTimeout { get; set; }

    public TimeSpan? StaleAfter { get; set; }

    public Place StaleAfterPlace { get; set; }

    public int? MaxConcurrentTargets { get; set; }

    public int? MaxConcurrentRequests { get; set; }

    public int? MaxSeriesPerTarget { get; set; }

    public int? MaxJobs { get; set; }

    public Uri? DocsBaseUrl { get; set; }

    public IReadOnlyList<TargetDraft> Targets { get; set; } = [];

    public IReadOnlyList<UidsDraft> Uids { get; set; } = [];

    public RulesDraft? Rules { get; set; }

    public IReadOnlyList<OverrideDraft> Overrides { get; set; } = [];

    public IReadOnlyList<WaiverDraft> Waivers { get; set; } = [];
}

/// <summary>One of <c>targets</c>.</summary>
internal sealed class TargetDraft(MapNode map) : Draft(map)
{
    public string? Name { get; set; }

    public Uri? Url { get; set; }

    public IReadOnlyList<Uri>? Urls { get; set; }

    public string? Recording { get; set; }

    public TimeSpan? PollInterval { get; set; }

    public IReadOnlyDictionary<string, string>? Labels { get; set; }

    public IReadOnlyDictionary<string, string>? Headers { get; set; }

    public Uri? Proxy { get; set; }

    public AuthDraft? Auth { get; set; }

    public TlsDraft? Tls { get; set; }

    public JobsDraft? Jobs { get; set; }

    public RulesDraft? Rules { get; set; }
}

/// <summary><c>auth</c> of a target.</summary>
internal sealed class AuthDraft(MapNode map) : Draft(map)
{
    public string? BearerTokenFile { get; set; }

    public BasicDraft? Basic { get; set; }
}

/// <summary><c>auth.basic</c> of a target.</summary>
internal sealed class BasicDraft(MapNode map) : Draft(map)
{
    public string? Username { get; set; }

    public string? PasswordFile { get; set; }
}

/// <summary><c>tls</c> of a target.</summary>
internal sealed class TlsDraft(MapNode map) : Draft(map)
{
    public string? CaFile { get; set; }

    public string? CertificateFile { get; set; }

    public string? KeyFile { get; set; }

    public string? ServerName { get; set; }

    public bool? InsecureSkipVerify { get; set; }
}

/// <summary><c>jobs</c> of a target.</summary>
internal sealed class JobsDraft
{
    public IReadOnlyList<Glob> Include { get; set; } = [];

    public IReadOnlyList<Glob> Exclude { get; set; } = [];
}

/// <summary>One of <c>uids</c>.</summary>
internal sealed class UidsDraft(MapNode map) : Draft(map)
{
    public Glob? Target { get; set; }

    public Glob? Job { get; set; }

    public string? File { get; set; }

    public IReadOnlyList<string>? Values { get; set; }
}

/// <summary><c>rules</c>, wherever it stands: settings by rule id.</summary>
internal sealed class RulesDraft
{
    public Dictionary<string, RuleSettings> Settings { get; } = new(StringComparer.Ordinal);
}

/// <summary>The settings of one rule.</summary>
internal sealed class RuleDraft
{
    public bool? Enabled { get; set; }

    public Severity? Severity { get; set; }

    public Dictionary<string, object> Values { get; } = new(StringComparer.Ordinal);

    public RuleSettings ToSettings() => new() { Enabled = Enabled, Severity = Severity, Values = Values };
}

/// <summary>One of <c>overrides</c>.</summary>
internal sealed class OverrideDraft(MapNode map) : Draft(map)
{
    public Glob? Target { get; set; }

    public Glob? Job { get; set; }

    public RulesDraft? Rules { get; set; }
}

/// <summary>One of <c>waivers</c>.</summary>
internal sealed class WaiverDraft(MapNode map) : Draft(map)
{
    public RuleDescriptor? Rule { get; set; }

    public Glob? Target { get; set; }

    public Glob? Job { get; set; }

    public Glob? Vertex { get; set; }

    public string? Reason { get; set; }

    public string? Owner { get; set; }

    public DateOnly? Expires { get; set; }
}
