using FlinkReady.Monitor.Configuration.Yaml;

namespace FlinkReady.Monitor.Configuration.Schema;

/// <summary>A key of a section, as the documentation shows it.</summary>
internal interface IKey
{
    /// <summary>Its name.</summary>
    string Name { get; }

    /// <summary>What it takes.</summary>
    Shape Shape { get; }

    /// <summary>What holds where it is missing; null where nothing does.</summary>
    string? Default { get; }

    /// <summary>A value as it would be written, in YAML's flow style.</summary>
    string Example { get; }

    /// <summary>One or two sentences.</summary>
    string Description { get; }
}

/// <summary>A section, as the documentation shows it.</summary>
internal interface ISection
{
    /// <summary>Its keys in the order of the documentation.</summary>
    IReadOnlyList<IKey> Keys { get; }
}

/// <summary>A key of a section that is read into <typeparamref name="TSection"/>, a record.</summary>
internal abstract record Key<TSection>(string Name, string? Default, string Example, string Description) : IKey
{
    /// <inheritdoc/>
    public abstract Shape Shape { get; }

    /// <summary>The section with what the key says; as it was where that is a mistake.</summary>
    public abstract TSection Read(TSection section, Node node, string path, ReadContext context);
}

/// <summary>A key of a type.</summary>
internal sealed record Key<TSection, T>(string Name, Shape<T> Values, Func<TSection, T, TSection> Put, string? Default, string Example, string Description)
    : Key<TSection>(Name, Default, Example, Description)
{
    /// <inheritdoc/>
    public override Shape Shape => Values;

    /// <inheritdoc/>
    public override TSection Read(TSection section, Node node, string path, ReadContext context) =>
        Values.TryRead(node, path, context, out var value) ? Put(section, value) : section;
}

/// <summary>
/// Reads a mapping with a closed set of keys. Unknown and repeated keys are mistakes. What could be read is put into the section all the same, so
/// that checks across keys find the rest of the mistakes at once.
/// </summary>
/// <param name="typeName">The kind of value.</param>
/// <param name="begin">The section before its first key.</param>
/// <param name="keys">Its keys.</param>
/// <param name="end">Holds its keys against each other once they are read, and may complete it.</param>
internal sealed class SectionShape<TSection>(string typeName, Func<MapNode, TSection> begin, IReadOnlyList<Key<TSection>> keys, Func<TSection, MapNode, ReadContext, TSection>? end = null)
    : Shape<TSection>, IMapShape, ISection
{
    /// <summary>What is done with the mapping before its keys are read; null for nothing.</summary>
    public Func<MapNode, ReadContext, MapNode>? Prepare { get; init; }

    private readonly Dictionary<string, Key<TSection>> _keys = keys.ToDictionary(key => key.Name, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override string TypeName => typeName;

    /// <inheritdoc/>
    public IReadOnlyList<IKey> Keys => keys;

    /// <inheritdoc/>
    public IEnumerable<string> Names => keys.Select(key => key.Name);

    /// <inheritdoc/>
    public Shape? Enter(string segment, out string name)
    {
        var key = keys.FirstOrDefault(candidate => candidate.Name.Replace('-', '_').Equals(segment.Replace('-', '_'), StringComparison.OrdinalIgnoreCase));
        name = key?.Name ?? segment;
        return key?.Shape;
    }

    /// <inheritdoc/>
    public override bool TryRead(Node node, string name, ReadContext context, out TSection value)
    {
        var map = node as MapNode ?? (node is ScalarNode { IsNull: true } ? new MapNode(node.Place, []) : null);
        value = begin(map ?? new MapNode(node.Place, []));
        if (map is null)
        {
            context.Add(node, name.Length == 0 ? "the file must hold keys and values, such as \"targets:\"" : $"{name} takes keys and values ({string.Join(", ", Names.Take(5))}{(keys.Count > 5 ? ", …" : string.Empty)})");
            return false;
        }

        map = Prepare?.Invoke(map, context) ?? map;
        var seen = new Dictionary<string, Place>(StringComparer.Ordinal);
        foreach (var (key, child) in map.Entries)
        {
            if (!_keys.TryGetValue(key.Text, out var known))
            {
                var where = name.Length == 0 ? string.Empty : $" in {name}";
                context.Add(key, $"unknown key \"{key.Text}\"{where}{NearestName.Hint(key.Text, Names)}");
            }
            else if (!seen.TryAdd(key.Text, key.Place))
            {
                context.Add(key, $"\"{key.Text}\" stands here twice, first at {seen[key.Text]}");
            }
            else
            {
                value = known.Read(value, child, name.Length == 0 ? key.Text : $"{name}.{key.Text}", context);
            }
        }

        value = end is null ? value : end(value, map, context);
        return true;
    }
}
