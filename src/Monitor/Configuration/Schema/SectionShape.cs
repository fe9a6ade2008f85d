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

/// <summary>A key that reads into a draft.</summary>
internal abstract record Key<TDraft>(string Name, string? Default, string Example, string Description) : IKey
{
    /// <inheritdoc/>
    public abstract Shape Shape { get; }

    /// <summary>Reads the value into the draft.</summary>
    public abstract void Read(TDraft draft, Node node, string path, ReadContext context);
}

/// <summary>A key of a type.</summary>
internal sealed record Key<TDraft, T>(string Name, Shape<T> Values, Action<TDraft, T> Put, string? Default, string Example, string Description)
    : Key<TDraft>(Name, Default, Example, Description)
{
    /// <inheritdoc/>
    public override Shape Shape => Values;

    /// <inheritdoc/>
    public override void Read(TDraft draft, Node node, string path, ReadContext context)
    {
        if (Values.TryRead(node, path, context, out var value))
        {
            Put(draft, value);
        }
    }
}

/// <summary>
/// Reads a mapping with a closed set of keys. Unknown and repeated keys are mistakes. What could be read is put into the draft all the same, so
/// that checks across keys find the rest of the mistakes at once.
/// </summary>
internal sealed class SectionShape<TDraft>(string typeName, Func<MapNode, TDraft> begin, IReadOnlyList<Key<TDraft>> keys) : Shape<TDraft>, IMapShape, ISection
{
    private readonly Dictionary<string, Key<TDraft>> _keys = keys.ToDictionary(key => key.Name, StringComparer.Ordinal);

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
    public override bool TryRead(Node node, string name, ReadContext context, out TDraft value)
    {
        var map = node as MapNode ?? (node is ScalarNode { IsNull: true } ? new MapNode(node.Place, []) : null);
        value = begin(map ?? new MapNode(node.Place, []));
        if (map is null)
        {
            context.Add(node, name.Length == 0 ? "the file must hold keys and values, such as \"targets:\"" : $"{name} takes keys and values ({string.Join(", ", Names.Take(5))}{(keys.Count > 5 ? ", …" : string.Empty)})");
            return false;
        }

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
                known.Read(value, child, name.Length == 0 ? key.Text : $"{name}.{key.Text}", context);
            }
        }

        return true;
    }
}
