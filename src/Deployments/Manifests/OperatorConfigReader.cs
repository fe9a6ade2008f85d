using FlinkReady.Deployments.Documents;
using FlinkReady.FlinkModel.Deployments;
using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.Deployments.Manifests;

/// <summary>
/// Reads the operator's own configuration: the file itself (<c>config.yaml</c>, nested or flat, or the older <c>flink-conf.yaml</c>), or the ConfigMap that holds it.
/// </summary>
public static class OperatorConfigReader
{
    private static readonly string[] Names = ["config.yaml", "flink-conf.yaml"];

    /// <summary>The keys, flat.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="file">The file as the user named it.</param>
    /// <param name="mistake">What is wrong with it, null where it was read.</param>
    public static IReadOnlyDictionary<string, DeclaredValue> Read(string text, string file, out DocumentMistake? mistake)
    {
        mistake = null;
        var values = new Dictionary<string, DeclaredValue>(StringComparer.Ordinal);
        var documents = YamlDocuments.Read(text, file).ToList();
        var maps = documents.Select(static document => document.Root).OfType<ObjectNode>().SelectMany(static root => Items(root)).Where(static root => root.Text("kind") == "ConfigMap").ToList();
        if (maps.Count > 0)
        {
            foreach (var (name, member) in maps.SelectMany(static map => map.Map("data")?.Members ?? new Dictionary<string, Member>()))
            {
                if (Names.Contains(name) && member.Value is ValueNode content)
                {
                    AddAll(values, Lines(content.Text, member.Location));
                }
            }

            mistake = values.Count > 0 ? null : new(new SourceLocation(file, 1, 1), $"the ConfigMap holds neither {string.Join(" nor ", Names)}");
            return values;
        }

        if (documents is [{ Root: { } root }])
        {
            AddAll(values, FlatConfiguration.Of(root));
            return values;
        }

        // The older file is no YAML: what follows the first ": " is the value, whatever it holds.
        AddAll(values, Lines(text, new SourceLocation(file, 1, 1), isFile: true));
        mistake = values.Count > 0 ? null : documents.Select(static document => document.Mistake).FirstOrDefault(static one => one is not null) ?? new(new SourceLocation(file, 1, 1), "no configuration: it sets no key");
        return values;
    }

    private static IEnumerable<ObjectNode> Items(ObjectNode root) => root.At("items") is SequenceNode list ? list.Items.OfType<ObjectNode>() : [root];

    private static Dictionary<string, DeclaredValue> Lines(string text, SourceLocation? location, bool isFile = false)
    {
        if (!isFile && YamlDocuments.Read(text, location?.File ?? string.Empty).ToList() is [{ Root: { } root }])
        {
            return FlatConfiguration.Of(root).ToDictionary(static entry => entry.Key, entry => entry.Value with { Location = location }, StringComparer.Ordinal);
        }

        var values = new Dictionary<string, DeclaredValue>(StringComparer.Ordinal);
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var index = 0; index < lines.Length; index++)
        {
            if (!lines[index].TrimStart().StartsWith('#') && lines[index].IndexOf(": ", StringComparison.Ordinal) is > 0 and var colon)
            {
                values[lines[index][..colon].Trim()] = new DeclaredValue(lines[index][(colon + 2)..].Trim(), isFile ? location! with { Line = index + 1 } : location);
            }
        }

        return values;
    }

    private static void AddAll(Dictionary<string, DeclaredValue> values, IReadOnlyDictionary<string, DeclaredValue> more)
    {
        foreach (var (key, value) in more)
        {
            values[key] = value;
        }
    }
}
