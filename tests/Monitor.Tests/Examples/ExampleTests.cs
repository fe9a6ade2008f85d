namespace FlinkReady.Monitor.Tests.Examples;

/// <summary>What the documentation shows works: every example is executed, or at least read by what it is meant for.</summary>
public sealed class ExampleTests
{
    public static TheoryData<string> Blocks => [.. Example.Blocks.Select(example => example.Place)];

    public static TheoryData<string> Commands => [.. Example.Spans.Where(SpanExamples.IsCommand).Select(example => $"{example.Place}: {example.Text}").Distinct()];

    [Theory]
    [MemberData(nameof(Blocks))]
    public async Task A_block_works(string place)
    {
        var example = Example.Blocks.Single(example => example.Place == place);
        var missing = await ExampleNeeds.MissingAsync(example);
        Assert.SkipWhen(missing is not null, missing ?? string.Empty);
        switch (example.Language)
        {
            case "yaml":
                await YamlExamples.CheckAsync(example);
                break;
            case "bash" or "shell" or "zsh":
                await ShellExamples.CheckAsync(example);
                break;
            case "text":
                await TextExamples.CheckAsync(example);
                break;
            case "java":
                await JavaExamples.CheckAsync(example);
                break;
            case "sql":
                TextExamples.CheckSql(example);
                break;
            case "http":
                TextExamples.CheckRequest(example);
                break;
            case "gotemplate":
                TextExamples.CheckTemplate(example);
                break;
            case "mermaid":
                TextExamples.CheckDrawing(example);
                break;
            case "csharp" when example.Page == "CONTRIBUTING.md":
                // Compiled by tests/Structure.Tests.
                break;
            default:
                Assert.Fail($"{place}: nothing checks examples in \"{example.Language}\": name the language, or teach this test about it");
                break;
        }
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_command_within_a_sentence_is_one_of_the_program(string span) =>
        SpanExamples.Check(Example.Spans.First(example => $"{example.Place}: {example.Text}" == span));

    [Fact]
    public void There_is_something_to_check()
    {
        Assert.Contains("README.md", Example.Pages);
        Assert.All(["README.md", "docs/deploy.md", "docs/cli.md", "docs/metrics.md", "docs/rules/operator-uid.md", "deploy/helm/flinkready-monitor/README.md"], page => Assert.Contains(Example.Blocks, example => example.Page == page));
        Assert.True(Example.Blocks.Count > 150, $"only {Example.Blocks.Count} blocks were found");
    }
}
