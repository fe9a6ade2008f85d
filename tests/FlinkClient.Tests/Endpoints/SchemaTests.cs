using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using FlinkReady.FlinkModel.Payloads;

namespace FlinkReady.FlinkClient.Tests.Endpoints;

/// <summary>The payloads against Flink's own description of its messages, 1.17 to 2.3.</summary>
public sealed class SchemaTests
{
    public static TheoryData<string, Type> Messages() => new()
    {
        { "/config", typeof(DashboardConfiguration) },
        { "/overview", typeof(ClusterOverview) },
        { "/jobmanager/config", typeof(IReadOnlyList<ConfigurationEntry>) },
        { "/taskmanagers", typeof(TaskManagerList) },
        { "/jobs", typeof(JobIdList) },
        { "/jobs/overview", typeof(JobsOverview) },
        { "/jobs/:jobid", typeof(JobDetails) },
        { "/jobs/:jobid/config", typeof(JobConfig) },
        { "/jobs/:jobid/checkpoints", typeof(CheckpointStatistics) },
        { "/jobs/:jobid/checkpoints/config", typeof(CheckpointConfig) },
        { "/jobs/:jobid/checkpoints/details/:checkpointid", typeof(CheckpointDetails) },
        { "/jobs/:jobid/exceptions", typeof(JobExceptions) },
        { "/applications/overview", typeof(ApplicationList) },
        { "/applications/:applicationid/exceptions", typeof(ApplicationExceptions) },
    };

    [Theory]
    [MemberData(nameof(Messages))]
    public void Every_field_that_is_read_exists_in_some_version_with_a_fitting_type(string url, Type payload)
    {
        Assert.SkipWhen(SharedMaterial.Root is null, SharedMaterial.MissingReason);
        var schemas = Directory.EnumerateFiles(SharedMaterial.PathOf("flink-rest-schema")!, "*.json")
            .Select(file => new Schema(JsonDocument.Parse(File.ReadAllBytes(file)).RootElement))
            .ToArray();
        Assert.Equal(8, schemas.Length);

        var roots = schemas.Select(schema => (Schema: schema, Node: schema.ResponseOf(url))).Where(root => root.Node is not null).ToArray();

        // Applications are shown from 2.3 on.
        Assert.Equal(url.StartsWith("/applications/", StringComparison.Ordinal) ? 1 : 8, roots.Length);
        var found = new Dictionary<string, bool>(StringComparer.Ordinal);
        Check(payload, [.. roots.Select(root => (root.Schema, root.Node!.Value))], url, found);
        Assert.All(found, field => Assert.True(field.Value, $"{url}: {field.Key} is in no version's description"));
    }

    private static void Check(Type type, (Schema Schema, JsonElement Node)[] nodes, string where, Dictionary<string, bool> found)
    {
        nodes = [.. nodes.Select(node => (node.Schema, node.Schema.Resolve(node.Node)))];
        if (nodes.Any(node => TypeOf(node.Item2) == "any"))
        {
            // Written by hand in Flink in some versions (the plan up to 2.0, the job's configuration): no description to check with.
            nodes = [.. nodes.Where(node => TypeOf(node.Item2) != "any")];
            if (nodes.Length == 0)
            {
                return;
            }
        }

        if ((ElementOf(type, typeof(IReadOnlyList<>), 0) ?? ElementOf(type, typeof(BoundedList<>), 0)) is { } element)
        {
            Assert.All(nodes, node => Assert.Equal("array", TypeOf(node.Node)));
            Check(element, [.. nodes.Select(node => (node.Schema, node.Node.GetProperty("items")))], where + "[]", found);
        }
        else if (ElementOf(type, typeof(IReadOnlyDictionary<,>), 1) is { } value)
        {
            Check(value, [.. nodes.Select(node => (node.Schema, node.Node.GetProperty("additionalProperties")))], where + ".*", found);
        }
        else if (type.Namespace == typeof(JobDetails).Namespace && type != typeof(FailureTrace))
        {
            foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.DeclaringType == type))
            {
                CheckProperty(property, nodes, where, found);
            }
        }
        else
        {
            var expected = (Nullable.GetUnderlyingType(type) ?? type).Name switch
            {
                nameof(String) or nameof(FailureTrace) => "string",
                nameof(Boolean) => "boolean",
                nameof(Int32) or nameof(Int64) => "integer",
                nameof(Double) => "number",
                var other => other,
            };
            Assert.All(nodes, node => Assert.True(
                TypeOf(node.Node) == expected || (expected == "number" && TypeOf(node.Node) == "integer"), $"{where}: {TypeOf(node.Node)}, read as {expected}"));
        }
    }

    private static void CheckProperty(PropertyInfo property, (Schema Schema, JsonElement Node)[] nodes, string where, Dictionary<string, bool> found)
    {
        var name = property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name;
        Assert.False(name is null, $"{where}: {property.Name} has no JSON name");
        var below = nodes
            .Select(node => (node.Schema, Node: Property(node.Node, name!)))
            .Where(node => node.Node is not null)
            .Select(node => (node.Schema, node.Node!.Value))
            .ToArray();

        // One record stands for a message and its subtypes, such as completed and failed checkpoints: some of them have the field.
        var key = $"{property.DeclaringType!.Name}.{name}";
        found[key] = below.Length > 0 || found.GetValueOrDefault(key);
        if (below.Length > 0)
        {
            Check(property.PropertyType, below, $"{where}.{name}", found);
        }
    }

    private static JsonElement? Property(JsonElement node, string name) =>
        node.TryGetProperty("properties", out var properties) && properties.TryGetProperty(name, out var property) ? property
        : node.TryGetProperty("additionalProperties", out var any) ? any
        : null;

    private static string? TypeOf(JsonElement node) => node.TryGetProperty("type", out var type) ? type.GetString() : "any";

    private static Type? ElementOf(Type type, Type generic, int argument) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == generic ? type.GetGenericArguments()[argument] : null;

    private sealed class Schema
    {
        private readonly JsonElement _root;
        private readonly Dictionary<string, JsonElement> _byId = new(StringComparer.Ordinal);

        public Schema(JsonElement root)
        {
            _root = root;
            Collect(root);
        }

        public JsonElement? ResponseOf(string url)
        {
            foreach (var call in _root.GetProperty("calls").EnumerateArray())
            {
                if (call.GetProperty("method").GetString() == "GET" && call.GetProperty("url").GetString() == url)
                {
                    return call.GetProperty("response");
                }
            }

            return null;
        }

        public JsonElement Resolve(JsonElement node) => node.TryGetProperty("$ref", out var reference) ? _byId[reference.GetString()!] : node;

        private void Collect(JsonElement node)
        {
            if (node.ValueKind == JsonValueKind.Array)
            {
                foreach (var item in node.EnumerateArray())
                {
                    Collect(item);
                }
            }
            else if (node.ValueKind == JsonValueKind.Object)
            {
                if (node.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String && node.TryGetProperty("properties", out _))
                {
                    _byId[id.GetString()!] = node;
                }

                foreach (var property in node.EnumerateObject())
                {
                    Collect(property.Value);
                }
            }
        }
    }
}
