using System.Globalization;
using FlinkReady.Monitor.Configuration.Schema;
using FlinkReady.Monitor.Configuration.Yaml;

namespace FlinkReady.Monitor.Configuration;

/// <summary>
/// Lays environment variables over a file: <c>FLINKREADY__TARGETS__0__URL</c> is <c>url</c> of the first of <c>targets</c>. Values pass the same
/// reader as the file's; their place is the variable's name.
/// </summary>
internal static class EnvironmentOverlay
{
    /// <summary>How the names begin.</summary>
    public const string Prefix = "FLINKREADY__";

    /// <summary>The tree with the variables laid over it.</summary>
    public static Node? Apply(Node? root, Shape shape, IEnumerable<KeyValuePair<string, string>> environment, ReadContext context)
    {
        // In the order of names, and short names first: a list grows from its first item.
        var variables = environment.Where(variable => variable.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)).OrderBy(variable => Padded(variable.Key), StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in variables)
        {
            root = Set(root, shape, name[Prefix.Length..].Split("__"), new ScalarNode(new Place(name), value, IsPlain: false), context) ?? root;
        }

        return root;
    }

    // Null where the variable means nothing; the mistake is noted then.
    private static Node? Set(Node? node, Shape shape, ReadOnlySpan<string> segments, ScalarNode value, ReadContext context)
    {
        if (segments.IsEmpty)
        {
            if (shape is IMapShape or IListShape)
            {
                var next = shape is IListShape ? "0" : ((IMapShape)shape).Names.FirstOrDefault()?.ToUpperInvariant().Replace('-', '_') ?? "NAME";
                context.Add(value, $"names a {shape.TypeName}, not one value: go on with __{next}");
                return null;
            }

            return value;
        }

        return shape switch
        {
            IMapShape map => SetEntry(node, map, segments, value, context),
            IListShape list => SetItem(node, list, segments, value, context),
            _ => Unknown(value, $"\"{segments[0]}\" leads nowhere: the value before it has no parts", context),
        };
    }

    private static Node? SetEntry(Node? node, IMapShape shape, ReadOnlySpan<string> segments, ScalarNode value, ReadContext context)
    {
        var child = shape.Enter(segments[0], out var name);
        if (child is null)
        {
            var candidates = shape.Names.Select(candidate => candidate.ToUpperInvariant().Replace('-', '_'));
            return Unknown(value, $"\"{segments[0]}\" is no key{NearestName.Hint(segments[0], candidates)}", context);
        }

        var entries = (node as MapNode)?.Entries ?? [];
        var index = entries.ToList().FindIndex(entry => entry.Key.Text.Equals(name, StringComparison.OrdinalIgnoreCase));
        var set = Set(index < 0 ? null : entries[index].Value, child, segments[1..], value, context);
        if (set is null)
        {
            return null;
        }

        var entry = new MapEntry(index < 0 ? new ScalarNode(value.Place, name, IsPlain: true) : entries[index].Key, set);
        return new MapNode(node?.Place ?? value.Place, index < 0 ? [.. entries, entry] : [.. entries.Take(index), entry, .. entries.Skip(index + 1)]);
    }

    private static Node? SetItem(Node? node, IListShape shape, ReadOnlySpan<string> segments, ScalarNode value, ReadContext context)
    {
        var items = (node as ListNode)?.Items ?? [];
        if (!int.TryParse(segments[0], NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index > items.Count)
        {
            return Unknown(value, string.Create(CultureInfo.InvariantCulture, $"\"{segments[0]}\" is no place in a list of {items.Count}: use 0 to {items.Count}"), context);
        }

        var set = Set(index < items.Count ? items[index] : null, shape.Item, segments[1..], value, context);
        return set is null ? null : new ListNode(node?.Place ?? value.Place, [.. items.Take(index), set, .. items.Skip(index + 1)]);
    }

    private static Node? Unknown(ScalarNode value, string message, ReadContext context)
    {
        context.Add(value, message);
        return null;
    }

    // Numbers sort as numbers: 2 before 10.
    private static string Padded(string name) => string.Join("__", name.Split("__").Select(segment => segment.All(char.IsAsciiDigit) ? segment.PadLeft(10, '0') : segment));
}
