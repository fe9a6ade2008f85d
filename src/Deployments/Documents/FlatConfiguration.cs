using FlinkReady.FlinkModel.Deployments;

namespace FlinkReady.Deployments.Documents;

/// <summary>
/// Makes flat keys of <c>spec.flinkConfiguration</c>: a free object with flat keys, nested maps, or a mix (Flink Kubernetes Operator:
/// <c>ConfigObjectNode.asFlatMap</c>). An API server hands keys out sorted, so of a nested and a flat spelling of one key the later in that order counts.
/// </summary>
internal static class FlatConfiguration
{
    /// <summary>The flat keys.</summary>
    public static IReadOnlyDictionary<string, DeclaredValue> Of(DocumentNode? configuration)
    {
        var flat = new Dictionary<string, DeclaredValue>(StringComparer.Ordinal);
        if (configuration is ObjectNode map)
        {
            Add(flat, string.Empty, map);
            flat.TrimExcess();
        }

        return flat;
    }

    private static void Add(Dictionary<string, DeclaredValue> flat, string prefix, ObjectNode map)
    {
        foreach (var (name, member) in map.Members.OrderBy(static member => member.Key, StringComparer.Ordinal))
        {
            if (member.Value is ObjectNode below)
            {
                Add(flat, $"{prefix}{name}.", below);
            }
            else if (TextOf(member.Value) is { } text)
            {
                flat[prefix + name] = new DeclaredValue(text, member.Location);
            }
        }
    }

    private static string? TextOf(DocumentNode node) => node switch
    {
        ValueNode value => value.Text,
        SequenceNode list => string.Join(';', list.Items.Select(TextOf).Where(static text => text is not null)),
        _ => null,
    };
}
