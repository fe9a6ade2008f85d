using System.Globalization;
using FlinkReady.Monitor.Configuration.Yaml;

namespace FlinkReady.Monitor.Configuration.Schema;

/// <summary>Reads a list. One without a value counts as empty.</summary>
internal sealed class ListShape<T>(Shape<T> item, string typeName) : Shape<IReadOnlyList<T>>, IListShape
{
    /// <inheritdoc/>
    public override string TypeName => typeName;

    /// <inheritdoc/>
    public Shape Item => item;

    /// <inheritdoc/>
    public override bool TryRead(Node node, string name, ReadContext context, out IReadOnlyList<T> value)
    {
        value = [];
        if (node is ScalarNode { IsNull: true })
        {
            return true;
        }

        if (node is not ListNode list)
        {
            context.Add(node, $"{name} takes a {typeName}");
            return false;
        }

        var values = new List<T>(list.Items.Count);
        for (var index = 0; index < list.Items.Count; index++)
        {
            if (item.TryRead(list.Items[index], string.Create(CultureInfo.InvariantCulture, $"{name}[{index}]"), context, out var read))
            {
                values.Add(read);
            }
        }

        value = values;
        return values.Count == list.Items.Count;
    }
}
