using FlinkReady.FlinkModel.Deployments;
using FlinkReady.FlinkModel.Options;
using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.Readiness.Facts;

/// <summary>
/// Flink's configuration as a resource declares it, over the operator's defaults where those are known. Absent is not off: the operator's defaults and the
/// job's code may set what does not stand here. What was asked for and is missing is noted, so that a verdict that rests on it is none.
/// </summary>
internal sealed class DeclaredConfiguration
{
    private readonly DeploymentResource _resource;
    private readonly OperatorDefaults? _defaults;
    private readonly DateTimeOffset _readAt;
    private readonly Dictionary<string, DeclaredValue> _values;
    private readonly HashSet<ConfigOption> _missing = [];
    private bool _hasFound;

    /// <summary>Of a resource.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="defaults">The operator's own configuration; null where it is not known.</param>
    /// <param name="readAt">When the resource was read.</param>
    public DeclaredConfiguration(DeploymentResource resource, OperatorDefaults? defaults, DateTimeOffset readAt)
    {
        (_resource, _defaults, _readAt) = (resource, defaults, readAt);
        _values = new Dictionary<string, DeclaredValue>(resource.Configuration, StringComparer.Ordinal);
        foreach (var (key, value) in defaults?.Of(resource.FlinkVersion) ?? new Dictionary<string, DeclaredValue>())
        {
            _values.TryAdd(key, value);
        }
    }

    /// <summary>The version that the spec names.</summary>
    public FlinkVersion? Version => _resource.FlinkVersion;

    /// <summary>True where the resource has the job: the JobManager is its client then.</summary>
    public bool IsApplication => _resource.HasJob;

    /// <summary>Every key that is known to be set.</summary>
    public IReadOnlyDictionary<string, DeclaredValue> Values => _values;

    /// <summary>What evidence calls it.</summary>
    public Origin Origin => new($"{_resource.Address}: {DeploymentResource.Field.Configuration}", OriginState.Answered, _readAt, null);

    /// <summary>Where a key comes from.</summary>
    public Origin OriginOf(string key) => _resource.Configuration.ContainsKey(key) || !_values.ContainsKey(key) || _defaults is null
        ? Origin
        : new Origin(_defaults.Address, OriginState.Answered, _readAt, null);

    /// <summary>Where a key stands, or where it would stand.</summary>
    public SourceLocation? LocationOf(string key) =>
        _values.GetValueOrDefault(key)?.Location ?? _resource.LocationOf(DeploymentResource.Field.Configuration);

    /// <summary>True where the operator's own configuration is known.</summary>
    public bool HasDefaults => _defaults is not null;

    /// <summary>Notes that an option was asked for.</summary>
    /// <param name="option">The option.</param>
    /// <param name="isSet">False where no spelling of it stands here.</param>
    public void Note(ConfigOption option, bool isSet)
    {
        // Only a manifest is judged by one caller at a time, and asks afterwards.
        if (!_resource.IsManifest)
        {
            return;
        }

        _hasFound |= isSet;
        if (!isSet && !IsDecided(option))
        {
            _missing.Add(option);
        }
    }

    /// <summary>What was asked for since the last call: options that are not set here and may be set elsewhere, and whether any was found.</summary>
    public (IReadOnlyList<ConfigOption> Missing, bool HasFound) TakeAsked()
    {
        (IReadOnlyList<ConfigOption>, bool) asked = ([.. _missing], _hasFound);
        _missing.Clear();
        _hasFound = false;
        return asked;
    }

    /// <summary>True where an option that is absent here is set nowhere: only the cluster reads it, and the operator's defaults are known.</summary>
    public bool IsDecided(ConfigOption option) => _defaults is not null && option.ReadBy == OptionReader.JobManager;
}
