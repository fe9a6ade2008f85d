using FlinkReady.FlinkModel.Options;
using FlinkReady.FlinkModel.Payloads;

namespace FlinkReady.Readiness.Facts;

/// <summary>
/// The cluster's configuration (<c>/jobmanager/config</c>): the keys that are set, of the JobManager that was asked. A key that is
/// missing has its default. Only keys that a rule names are ever looked up.
/// </summary>
public sealed class ConfigurationFacts
{
    private readonly Dictionary<string, string> _values;

    internal ConfigurationFacts(Answer<IReadOnlyList<ConfigurationEntry>> answer)
    {
        Origin = answer.Origin;
        _values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in answer.Payload ?? [])
        {
            if (entry is { Key: not null, Value: not null })
            {
                _values[entry.Key] = entry.Value;
            }
        }
    }

    /// <summary>The answer it was read from.</summary>
    public Origin Origin { get; }

    /// <summary>True where the configuration was read: only then does a missing key say something.</summary>
    public bool IsRead => Origin.State == OriginState.Answered;

    /// <summary>
    /// The value of an option under the first of its names that is set. Missing where no name is set (then its evidence reads
    /// <c>not set</c>) and where the configuration was not read (see <see cref="IsRead"/>).
    /// </summary>
    public Fact<string> Find(ConfigOption option)
    {
        if (_values.TryGetValue(option.Key, out var value))
        {
            return Fact<string>.Known(Origin, option.Key, value);
        }

        foreach (var key in option.OldKeys)
        {
            if (_values.TryGetValue(key, out value))
            {
                return Fact<string>.Known(Origin, key, value);
            }
        }

        return Fact<string>.Missing(Origin, option.Key);
    }

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
}
