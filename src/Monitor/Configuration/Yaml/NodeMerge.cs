using FlinkReady.Monitor.Configuration.Schema;

namespace FlinkReady.Monitor.Configuration.Yaml;

/// <summary>Puts the files of one configuration together: lists add up, mappings are taken together, and a single value stands in one file only.</summary>
internal static class NodeMerge
{
    /// <summary>Both as one. What stands in both and can't be added up is a mistake that names both places.</summary>
    /// <param name="first">What was read so far, null for nothing.</param>
    /// <param name="second">What comes to it, null for nothing.</param>
    /// <param name="name">How a mistake calls the value.</param>
    /// <param name="context">Takes the mistakes.</param>
    public static Node? Merge(Node? first, Node? second, string name, ReadContext context) => (first, second) switch
    {
        (null or ScalarNode { IsNull: true }, _) => second ?? first,
        (_, null or ScalarNode { IsNull: true }) => first,
        (ListNode one, ListNode other) => new ListNode(one.Place, [.. one.Items, .. other.Items]),
        (MapNode one, MapNode other) => Merge(one, other, name, context),
        _ => Refuse(first, second, name, context),
    };

    private static MapNode Merge(MapNode first, MapNode second, string name, ReadContext context)
    {
        var entries = first.Entries.ToList();
        foreach (var entry in second.Entries)
        {
            var index = entries.FindIndex(known => known.Key.Text == entry.Key.Text && known.Key.Place.Source != entry.Key.Place.Source);
            if (index < 0)
            {
                // What repeats within one file is left for its reader to refuse.
                entries.Add(entry);
                continue;
            }

            var path = name.Length == 0 ? entry.Key.Text : $"{name}.{entry.Key.Text}";
            entries[index] = entries[index] with { Value = Merge(entries[index].Value, entry.Value, path, context)! };
        }

        return new MapNode(first.Place, entries);
    }

    private static Node Refuse(Node first, Node second, string name, ReadContext context)
    {
        context.Add(second, name.Length == 0 ? "the file must hold keys and values, such as \"targets:\"" : $"{name} is given twice, first at {first.Place}: keep one of them");
        return first;
    }
}
