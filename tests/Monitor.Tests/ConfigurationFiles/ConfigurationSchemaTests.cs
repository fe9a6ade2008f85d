using System.Globalization;
using System.Text.Json.Nodes;
using FlinkReady.Monitor.Configuration.Keys;
using FlinkReady.Monitor.Tests.Examples;
using FlinkReady.Monitor.Tests.Reports;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace FlinkReady.Monitor.Tests.ConfigurationFiles;

/// <summary>The schema that editors are given takes what the reader takes, and sees the mistakes that a schema can see.</summary>
public sealed class ConfigurationSchemaTests
{
    private const string Schema = "configuration.schema.json";

    private static readonly string Fixtures = Path.Combine(AppContext.BaseDirectory, "ConfigurationFiles", "Fixtures");

    public static TheoryData<string> Sound => [.. Directory.GetFiles(Path.Combine(Fixtures, "Sound")).Select(file => Path.GetFileName(file))];

    public static TheoryData<string> Examples => [.. Example.Blocks.Where(IsConfiguration).Select(block => block.Place)];

    [Theory]
    [MemberData(nameof(Sound))]
    public void What_the_reader_takes_is_valid(string file) => Schemas.AssertValid(Schema, ToJson(File.ReadAllText(Path.Combine(Fixtures, "Sound", file))));

    [Theory]
    [MemberData(nameof(Examples))]
    public void Every_example_of_the_documentation_is_valid(string place) => Schemas.AssertValid(Schema, ToJson(Example.Blocks.Single(block => block.Place == place).Text));

    [Theory]
    [InlineData("pollIntervall: 30s")]
    [InlineData("pollInterval: 30 seconds")]
    [InlineData("maxConcurrentRequests: 3")]
    [InlineData("targets: { name: orders }")]
    [InlineData("targets: [{ name: orders, uri: http://a:8081 }]")]
    [InlineData("rules: { operator-uids: { enabled: false } }")]
    [InlineData("rules: { operator-uid: { severity: high } }")]
    [InlineData("rules: { max-parallelism-headroom: { minFactor: lots } }")]
    [InlineData("waivers: [{ rule: operator-uid, expires: soon }]")]
    public void Mistakes_are_seen(string yaml) => Assert.False(Schemas.IsValid(Schema, ToJson(yaml)));

    private static bool IsConfiguration(Example block) =>
        block.Language == "yaml" && Read(block.Text) is YamlMappingNode map && map.Children.Keys.All(key => TopKeys.Shape.Keys.Any(known => known.Name == ((YamlScalarNode)key).Value));

    private static YamlNode? Read(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return stream.Documents.Count == 0 ? null : stream.Documents[0].RootNode;
    }

    private static string ToJson(string yaml) => Read(yaml) is { } root ? Convert(root)?.ToJsonString() ?? "null" : "null";

    // As YAML 1.2 tells kinds of values apart.
    private static JsonNode? Convert(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value!, Convert(pair.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Convert)]),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "null" or "~" } => null,
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" or "false" } flag => JsonValue.Create(flag.Value == "true"),
        YamlScalarNode { Style: ScalarStyle.Plain } text when decimal.TryParse(text.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        YamlScalarNode text => JsonValue.Create(text.Value),
        _ => throw new InvalidOperationException("no such YAML"),
    };
}
