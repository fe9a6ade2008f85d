using FlinkReady.FlinkClient.Collections;
using FlinkReady.Monitor.Configuration.Yaml;

namespace FlinkReady.Monitor.Configuration.Schema;

/// <summary>Reads a mapping whose names are the user's own.</summary>
/// <param name="typeName">The kind of value.</param>
/// <param name="nameWrong">Why a name is none, or null.</param>
/// <param name="item">The values.</param>
/// <param name="fromVariable">The name that the last part of an environment variable stands for.</param>
/// <param name="comparer">How names are told apart.</param>
internal sealed class FreeMapShape(string typeName, Func<string, string?> nameWrong, Shape<string> item, Func<string, string> fromVariable, StringComparer comparer)
    : Shape<EquatableDictionary>, IMapShape
{
    /// <inheritdoc/>
    public override string TypeName => typeName;

    /// <inheritdoc/>
    public IEnumerable<string> Names => [];

    /// <inheritdoc/>
    public Shape? Enter(string segment, out string name)
    {
        name = fromVariable(segment);
        return item;
    }

    /// <inheritdoc/>
    public override bool TryRead(Node node, string name, ReadContext context, out EquatableDictionary value)
    {
        var values = new Dictionary<string, string>(comparer);
        value = EquatableDictionary.Empty;
        if (node is ScalarNode { IsNull: true })
        {
            return true;
        }

        if (node is not MapNode map)
        {
            context.Add(node, $"{name} takes names and values, such as {{ name: value }}");
            return false;
        }

        var before = context.Mistakes.Count;
        foreach (var (key, child) in map.Entries)
        {
            if (nameWrong(key.Text) is { } wrong)
            {
                context.Add(key, $"\"{key.Text}\" in {name} {wrong}");
            }
            else if (item.TryRead(child, $"{name}.{key.Text}", context, out var text) && !values.TryAdd(key.Text, text))
            {
                context.Add(key, $"\"{key.Text}\" stands twice in {name}");
            }
        }

        value = new EquatableDictionary(values, comparer);
        return context.Mistakes.Count == before;
    }
}
