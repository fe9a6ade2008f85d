namespace FlinkReady.Monitor.Tests.Examples;

/// <summary>What an example is checked with that a machine or a clone may lack.</summary>
internal static class ExampleNeeds
{
    /// <summary>The first thing that is missing; null where the example can be checked.</summary>
    public static async Task<string?> MissingAsync(Example example) => example.Language switch
    {
        "java" => await FlinkAsync() ?? Tool("javac"),
        "http" => Needs.Missing(Need.SharedMaterial),
        "zsh" => Tool("zsh"),
        "bash" or "shell" when example.Text.Contains("helm install", StringComparison.Ordinal) || example.Text.Contains("helm upgrade", StringComparison.Ordinal) => Needs.Missing(Need.Helm),
        "yaml" when YamlExamples.IsPrometheus(example) => Needs.Missing(Need.Promtool),
        "yaml" when YamlExamples.IsFlinkConfiguration(example) => await FlinkAsync(),
        _ => null,
    };

    private static string? Tool(string name) => ExternalTool.Find(name) is null ? ExternalTool.Missing(name) : null;

    private static async Task<string?> FlinkAsync() => (await FlinkLibraries.Folders).Count == 0 ? SharedMaterial.MissingReason : null;
}
