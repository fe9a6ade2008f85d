using FlinkReady.FlinkModel.Options;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Facts;

/// <summary>
/// The cluster's configuration (<c>/jobmanager/config</c>): the keys that are set, of the JobManager that was asked. A key that is
/// missing has its default. A key counts in a spelling that the cluster's version reads, and as far as the JobManager is the one who reads it.
/// </summary>
public sealed class ConfigurationFacts
{
    private readonly Dictionary<string, string> _values;
    private readonly FlinkVersion? _version;
    private readonly DeclaredConfiguration? _declared;

    /// <summary>The configuration that a manifest declares: nobody asked a cluster.</summary>
    internal ConfigurationFacts(DeclaredConfiguration declared)
    {
        (_declared, _version, Origin) = (declared, declared.Version, declared.Origin);
        _values = declared.Values.ToDictionary(static entry => entry.Key, static entry => entry.Value.Text, StringComparer.Ordinal);
        IsApplication = declared.IsApplication;
    }

    internal ConfigurationFacts(Answer<IReadOnlyList<ConfigurationEntry>> answer, FlinkVersion? version)
    {
        Origin = answer.Origin;
        _version = version;
        _values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in answer.Payload ?? [])
        {
            if (entry is { Key: not null, Value: not null })
            {
                _values[entry.Key] = entry.Value;
            }
        }

        IsApplication = ShowsApplicationMode();
    }

    /// <summary>What a manifest declares; null where a cluster was asked.</summary>
    internal DeclaredConfiguration? Declared => _declared;

    /// <summary>The answer it was read from.</summary>
    public Origin Origin { get; }

    /// <summary>True where the configuration was read: only then does a missing key say something.</summary>
    public bool IsRead => Origin.State == OriginState.Answered;

    /// <summary>
    /// True in application mode, where the JobManager is the client of its job and both read one configuration. Every entry point of it writes
    /// <c>embedded</c> over the target that was configured.
    /// </summary>
    public bool IsApplication { get; }

    /// <summary>The keys that are set.</summary>
    internal IReadOnlyCollection<string> Keys => _values.Keys;

    /// <summary>
    /// The value of an option under the first of the spellings that the cluster's version reads and that is set; every spelling is tried where the version is
    /// not known. Missing where none is set (then its evidence reads <c>not set</c>) and where the configuration was not read (see <see cref="IsRead"/>).
    /// </summary>
    public Fact<string> Find(ConfigOption option)
    {
        var authority = option.ReadBy == OptionReader.Client && !IsApplication ? Authority.ClientDefault : OfKey;
        var isOfAnyVersion = _version is not { IsKnown: true };
        foreach (var key in option.SpellingsOf(_version))
        {
            if (_values.TryGetValue(key, out var value))
            {
                _declared?.Note(option, isSet: true);
                return Fact<string>.Known(OriginOf(key), key, value, authority, isOfAnyVersion, _declared?.LocationOf(key));
            }
        }

        _declared?.Note(option, isSet: false);
        return Fact<string>.Missing(Origin, option.KeyFor(_version), authority, isOfAnyVersion, _declared?.LocationOf(option.KeyFor(_version)));
    }

    /// <summary>A spelling of an option that is set and that the cluster's version does not read; missing where there is none.</summary>
    public Fact<string> FindUnread(ConfigOption option)
    {
        var read = option.SpellingsOf(_version);
        foreach (var key in option.AllSpellings)
        {
            if (!read.Contains(key) && _values.TryGetValue(key, out var value))
            {
                return Fact<string>.Known(OriginOf(key), key, value, OfKey, location: _declared?.LocationOf(key));
            }
        }

        return Fact<string>.Missing(Origin, option.KeyFor(_version), OfKey, location: _declared?.LocationOf(option.KeyFor(_version)));
    }

    /// <summary>The value of a key as it stands, whoever reads it.</summary>
    internal Fact<string> Entry(string key) => _values.TryGetValue(key, out var value)
        ? Fact<string>.Known(OriginOf(key), key, value, OfKey, location: _declared?.LocationOf(key))
        : Fact<string>.Missing(Origin, key, OfKey, location: _declared?.LocationOf(key));

    /// <summary>That a key is there, for evidence; its value, which may be a secret of whoever wrote it, is not shown.</summary>
    internal Evidence KeyEvidence(string key) => new(OriginOf(key).Path, key, "set", OfKey) { Location = _declared?.LocationOf(key) };

    /// <summary>True where an option is <c>true</c>, whatever its case.</summary>
    public bool IsTrue(ConfigOption option) => Find(option).TryGet(out var value) && value.Trim().Equals("true", StringComparison.OrdinalIgnoreCase);

    /// <summary>The keys that begin with <paramref name="prefix"/>, with their values: the entries of an option that is a map.</summary>
    public IEnumerable<KeyValuePair<string, string>> WithPrefix(string prefix) => _values.Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>True where any key begins with <paramref name="prefix"/>.</summary>
    public bool HasKeyWithPrefix(string prefix)
    {
        foreach (var key in _values.Keys)
        {
            if (key.StartsWith(prefix, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private Authority OfKey => _declared is null ? Authority.Configured : Authority.Declared;

    private Origin OriginOf(string key) => _declared?.OriginOf(key) ?? Origin;

    private bool ShowsApplicationMode() =>
        _values.ContainsKey(FlinkOptions.ApplicationMain.Key)
        || _values.ContainsKey(FlinkOptions.ApplicationArguments.Key)
        || (_values.GetValueOrDefault(FlinkOptions.ExecutionTarget.Key)?.Trim() is { } target
            && (target.Equals("embedded", StringComparison.OrdinalIgnoreCase) || target.EndsWith("-application", StringComparison.OrdinalIgnoreCase)));
}
