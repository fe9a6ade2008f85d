using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace FlinkReady.FlinkClient.Collections;

/// <summary>Immutable names and texts that are compared by their content, in whatever order, so that a record that holds them is compared as a value.</summary>
public sealed class EquatableDictionary : IReadOnlyDictionary<string, string>, IEquatable<EquatableDictionary>
{
    private readonly Dictionary<string, string> _entries;

    /// <summary>Names and texts.</summary>
    /// <param name="entries">In the order in which they are listed.</param>
    /// <param name="names">How names are told apart.</param>
    /// <exception cref="ArgumentException">A name stands twice.</exception>
    public EquatableDictionary(IEnumerable<KeyValuePair<string, string>> entries, StringComparer names) => _entries = new Dictionary<string, string>(entries, names);

    /// <summary>No names.</summary>
    public static EquatableDictionary Empty { get; } = new([], StringComparer.Ordinal);

    /// <inheritdoc/>
    public int Count => _entries.Count;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _entries.Keys;

    /// <inheritdoc/>
    public IEnumerable<string> Values => _entries.Values;

    /// <inheritdoc/>
    public string this[string key] => _entries[key];

    /// <inheritdoc/>
    public bool ContainsKey(string key) => _entries.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value) => _entries.TryGetValue(key, out value);

    /// <inheritdoc/>
    public bool Equals([NotNullWhen(true)] EquatableDictionary? other) =>
        other is not null && Count == other.Count && _entries.All(entry => other.TryGetValue(entry.Key, out var value) && value == entry.Value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as EquatableDictionary);

    // Of the texts only: how names are told apart may differ between two maps, and neither may their order count.
    /// <inheritdoc/>
    public override int GetHashCode() => _entries.Values.Aggregate(Count, static (hash, value) => hash ^ value.GetHashCode(StringComparison.Ordinal));

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
