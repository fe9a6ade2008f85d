using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace FlinkReady.Fleet.Templates;

/// <summary>
/// Bodies of one Flink version, cut from recordings of a real cluster and from job graphs that Flink built, embedded in the
/// assembly. Everything that is served is one of them with values replaced, so that the shape stays Flink's.
/// </summary>
public sealed class TemplateSet
{
    private static readonly ConcurrentDictionary<string, TemplateSet> Sets = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, JsonNode> _bodies = new(StringComparer.Ordinal);

    private TemplateSet(string version)
    {
        Version = version;
        using var reader = new StreamReader(Open($"{version}/graphs.jsonl"));
        var graphs = new List<GraphTemplate>();
        while (reader.ReadLine() is { } line)
        {
            var entry = JsonNode.Parse(line)!.AsObject();
            graphs.Add(new GraphTemplate(
                entry["id"]!.GetValue<string>(),
                [.. entry["withoutUid"]!.AsArray().Select(id => id!.GetValue<string>())],
                entry["job"]!.AsObject()));
        }

        Graphs = graphs;
    }

    /// <summary>The versions there are templates of.</summary>
    public static IReadOnlyList<string> Versions { get; } = ["1.20.5", "2.3.0"];

    /// <summary>The Flink version.</summary>
    public string Version { get; }

    /// <summary>True from 2.3 on: <c>application-id</c>, <c>schedulerType</c>.</summary>
    public bool HasApplications => Version.StartsWith("2.3", StringComparison.Ordinal);

    /// <summary>Job graphs, 1 to 30 vertices, median 8.</summary>
    public IReadOnlyList<GraphTemplate> Graphs { get; }

    /// <summary>The set of a version.</summary>
    public static TemplateSet Of(string version) => Sets.GetOrAdd(version, static key => new TemplateSet(key));

    /// <summary>A copy of a body to change and serve, e.g. <c>overview</c> or <c>errors/unknown-job</c>.</summary>
    public JsonNode Copy(string name) => _bodies.GetOrAdd(name, Load).DeepClone();

    private JsonNode Load(string name)
    {
        using var stream = Open($"{Version}/{name}.json");
        return JsonNode.Parse(stream)!;
    }

    private static Stream Open(string name) =>
        typeof(TemplateSet).Assembly.GetManifestResourceStream(name) ?? throw new ArgumentException($"There is no template {name}.", nameof(name));
}
