using System.Globalization;
using FlinkReady.Monitor.Configuration.Yaml;

namespace FlinkReady.Monitor.Configuration.Schema;

/// <summary>Reads a list. One without a value counts as empty; an item with a mistake is left out of it.</summary>
internal sealed class ListShape<T>(Shape<T> item, string typeName, bool allowsNone = true) : Shape<IReadOnlyList<T>>, IListShape
{
    /// <inheritdoc/>
    public override string TypeName => typeName;

    /// <inheritdoc/>
    public Shape Item => item;

    /// <inheritdoc/>
    public override bool TryRead(Node node, string name, ReadContext context, out IReadOnlyList<T> value)
    {
        value = [];
        var list = node as ListNode ?? (node is ScalarNode { IsNull: true } ? new ListNode(node.Place, []) : null);
        if (list is null || (list.Items.Count == 0 && !allowsNone))
        {
            context.Add(node, list is null ? $"{name} takes a {typeName}" : $"{name} is empty");
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
        return true;
    }
}
