using System.Text.Json.Nodes;
using FlinkReady.Deploy.Tests.Manifests;
using FlinkReady.Deploy.Tests.Tools;

namespace FlinkReady.Deploy.Tests.Chart;

/// <summary>The chart refuses keys that the program doesn't know, and must never refuse one that it does.</summary>
public sealed class ConfigurationSchemaTests
{
    /// <summary>The chart's Service names the port; a recording is no cluster.</summary>
    private static readonly string[] NotForCharts = ["/listen", "/targets[]/recording"];

    [Fact]
    public void The_chart_s_schema_takes_every_key_of_the_configuration()
    {
        var chart = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Chart, "values.schema.json")))!;
        var program = JsonNode.Parse(Repository.Read("docs", "configuration.schema.json"))!;
        var (missing, unknown, objects) = (new List<string>(), new List<string>(), 0);

        Walk(chart.At("properties.config")!, program, string.Empty);

        Assert.Equal(NotForCharts, missing);
        Assert.Empty(unknown);
        Assert.True(objects > 20, $"only {objects} objects were compared");

        void Walk(JsonNode ofChart, JsonNode ofProgram, string path)
        {
            var (left, right) = (Resolve(chart, ofChart), Resolve(program, ofProgram));
            if (left["properties"] is JsonObject taken)
            {
                objects++;
                var known = right["properties"]?.AsObject() ?? [];
                unknown.AddRange(taken.Where(key => !known.ContainsKey(key.Key)).Select(key => $"{path}/{key.Key}"));
                if (left["additionalProperties"]?.ToJsonString() == "false")
                {
                    missing.AddRange(known.Where(key => !taken.ContainsKey(key.Key)).Select(key => $"{path}/{key.Key}"));
                }

                foreach (var (key, value) in taken.Where(key => known.ContainsKey(key.Key)))
                {
                    Walk(value!, known[key]!, $"{path}/{key}");
                }
            }

            if (left["items"] is JsonObject item && right["items"] is JsonObject knownItem)
            {
                Walk(item, knownItem, path + "[]");
            }
        }
    }

    private static JsonNode Resolve(JsonNode root, JsonNode node)
    {
        while (node["$ref"] is { } reference)
        {
            node = reference.GetValue<string>().Split('/').Skip(1).Aggregate(root, static (at, part) => at[part]!);
        }

        return node;
    }
}
