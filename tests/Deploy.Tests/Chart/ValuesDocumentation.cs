using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FlinkReady.Deploy.Tests.Manifests;

namespace FlinkReady.Deploy.Tests.Chart;

/// <summary>Reads the comments of a values file: <c># --</c> begins what is said about the key below it.</summary>
public static partial class ValuesDocumentation
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One documented value.</summary>
    /// <param name="Key">Its path, with dots.</param>
    /// <param name="Default">Its default, as JSON.</param>
    /// <param name="Description">What is said about it.</param>
    public sealed record Value(string Key, string Default, string Description);

    /// <summary>The documented values, in the order of the file.</summary>
    public static IReadOnlyList<Value> Read(string text)
    {
        var root = YamlText.Read(text);
        var values = new List<Value>();
        var path = new List<(int Indent, string Key)>();
        var comment = new List<string>();
        foreach (var line in text.Split('\n'))
        {
            if (Comment().Match(line) is { Success: true } started)
            {
                comment = [started.Groups["text"].Value];
            }
            else if (comment.Count > 0 && Continuation().Match(line) is { Success: true } more)
            {
                comment.Add(more.Groups["text"].Value);
            }
            else if (Key().Match(line) is { Success: true } key)
            {
                path.RemoveAll(parent => parent.Indent >= key.Groups["indent"].Length);
                path.Add((key.Groups["indent"].Length, key.Groups["key"].Value));
                if (comment.Count > 0)
                {
                    var name = string.Join('.', path.Select(part => part.Key));
                    values.Add(new Value(name, Json(root.At(name)), string.Join(' ', comment)));
                    comment = [];
                }
            }
        }

        return values;
    }

    /// <summary>Leaves that neither they nor a key above them say anything about.</summary>
    public static IReadOnlyList<string> Undocumented(string text)
    {
        var documented = Read(text).Select(value => value.Key).ToHashSet();
        var missing = new List<string>();
        void Visit(JsonNode? node, string path)
        {
            if (documented.Contains(path))
            {
                return;
            }

            if (node is JsonObject { Count: > 0 } map)
            {
                foreach (var (key, value) in map)
                {
                    Visit(value, path.Length == 0 ? key : $"{path}.{key}");
                }
            }
            else
            {
                missing.Add(path);
            }
        }

        Visit(YamlText.Read(text), string.Empty);
        return missing;
    }

    private static string Json(JsonNode? node) => node?.ToJsonString(Readable) ?? "null";

    [GeneratedRegex(@"^\s*# -- (?<text>.+)$")]
    private static partial Regex Comment();

    [GeneratedRegex(@"^\s*# (?<text>.+)$")]
    private static partial Regex Continuation();

    [GeneratedRegex(@"^(?<indent> *)(?<key>[A-Za-z][A-Za-z0-9_]*):")]
    private static partial Regex Key();
}
