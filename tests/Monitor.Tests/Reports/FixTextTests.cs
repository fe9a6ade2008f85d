using System.Text.Json;
using System.Text.RegularExpressions;
using FlinkReady.Monitor.Reports.Grouping;
using FlinkReady.Monitor.Tests.Examples;
using YamlDotNet.RepresentationModel;

namespace FlinkReady.Monitor.Tests.Reports;

/// <summary>What a fix gives to copy can be pasted as it stands, and its sentences are no part of it.</summary>
public sealed partial class FixTextTests
{
    [Theory]
    [InlineData("Set in config.yaml:\na.b: 1\nc.d: s3://<bucket>/x\nor wait.", ": Set in config.yaml:|yaml: a.b: 1/c.d: s3://<bucket>/x|: or wait.")]
    [InlineData("In the FlinkDeployment:\nspec:\n  flinkConfiguration:\n    a.b: true", ": In the FlinkDeployment:|yaml: spec:/  flinkConfiguration:/    a.b: true")]
    [InlineData("Give it a uid:\n.uid(\"x\")\nTake the hash away later.", ": Give it a uid:|java: .uid(\"x\")|: Take the hash away later.")]
    [InlineData("env.enableCheckpointing(60_000);\nSET 'a.b' = '60s';", "java: env.enableCheckpointing(60_000);|sql: SET 'a.b' = '60s';")]
    [InlineData("FlinkSink.forRowData(rows).uidPrefix(\"orders\")", "java: FlinkSink.forRowData(rows).uidPrefix(\"orders\")")]
    [InlineData("flink run --fromSavepoint <path> <jar>", "bash: flink run --fromSavepoint <path> <jar>")]
    [InlineData("PUT /jobs/1/resource-requirements\n{\"a\": {\"b\": 1}}\nwith an entry for each vertex, or so:", "http: PUT /jobs/1/resource-requirements|json: {\"a\": {\"b\": 1}}|: with an entry for each vertex, or so:")]
    [InlineData("The cluster's own key (a.b: 5s) did not count: the job wins.", ": The cluster's own key (a.b: 5s) did not count: the job wins.")]
    [InlineData("Note: this is a sentence.", ": Note: this is a sentence.")]
    public void Sentences_and_code_are_told_apart(string fix, string parts) =>
        Assert.Equal(parts, string.Join('|', FixText.Parts(fix).Select(part => $"{part.Language}: {string.Join('/', part.Lines)}")));

    /// <summary>A line of code taken for a sentence would be wrapped, and a sentence in a block breaks what it is pasted into.</summary>
    [Fact]
    public async Task No_sentence_of_any_recording_looks_like_code()
    {
        Assert.SkipUnless(SharedMaterial.IsThere, SharedMaterial.MissingReason);
        var fixes = await FindingBlocks.All;

        Assert.True(fixes.Count > 80, $"only {fixes.Count} fixes were found");
        var sentences = fixes.SelectMany(fix => FixText.Parts(fix.Fix)).Where(part => part.Language is null).SelectMany(part => part.Lines).Distinct().ToList();
        Assert.All(sentences, sentence => Assert.DoesNotMatch(CodeLike(), sentence));
    }

    [Fact]
    public async Task Blocks_of_yaml_are_mappings_of_keys_that_have_values()
    {
        Assert.SkipUnless(SharedMaterial.IsThere, SharedMaterial.MissingReason);
        var blocks = await FindingBlocks.Of("yaml");

        Assert.True(blocks.Count > 20, $"only {blocks.Count} blocks were found");
        Assert.All(blocks, block =>
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(block));
            Assert.All(Leaves(Assert.Single(stream.Documents).RootNode), leaf => Assert.False(string.IsNullOrEmpty(leaf), block));
        });
    }

    [Fact]
    public async Task Blocks_of_java_compile()
    {
        var blocks = (await FindingBlocks.Of("java")).SelectMany(block => block.TrimEnd('\n').Split('\n')).Where(line => !line.Contains("set_uid_hash", StringComparison.Ordinal)).Distinct()
            .Select((line, index) => new Example("fixes", index + 1, "java", line)).ToList();
        var missing = await ExampleNeeds.MissingAsync(blocks[0]);
        Assert.SkipWhen(missing is not null, missing ?? string.Empty);

        var complaints = await JavaExamples.CompileAsync(blocks);

        var versions = (await FlinkLibraries.Folders).Count;
        Assert.All(blocks, block => Assert.True(complaints[block.Place].Count < versions, $"{block.Text}: no version compiles it:\n{string.Join('\n', complaints[block.Place])}"));
    }

    [Fact]
    public async Task Blocks_of_json_are_json()
    {
        Assert.SkipUnless(SharedMaterial.IsThere, SharedMaterial.MissingReason);

        Assert.All(await FindingBlocks.Of("json"), block => JsonDocument.Parse(block).Dispose());
    }

    private static IEnumerable<string?> Leaves(YamlNode node) => node switch
    {
        YamlMappingNode map => map.Children.Values.SelectMany(Leaves),
        YamlScalarNode scalar => [scalar.Value],
        _ => [null],
    };

    // Ends as a statement does, begins as a call or a key does, or is a command.
    [GeneratedRegex(@";$|^\s*\.\w+\(|^\s*[a-z][\w-]*(\.[\w-]+)+: |^(flink|kubectl) [a-z]+ -|^\{")]
    private static partial Regex CodeLike();
}
