namespace FlinkReady.Deploy.Tests.Tools;

/// <summary>Runs Prometheus' own promtool.</summary>
public static class Promtool
{
    /// <summary>Runs promtool: the test says that it needs it.</summary>
    public static Task<CommandResult> RunAsync(params string[] arguments) =>
        Command.RunAsync(ExternalTool.Promtool!.Path, arguments, TestContext.Current.CancellationToken);

    /// <summary>Parses expressions, all in one run, by making each the expression of a recording rule.</summary>
    public static async Task<CommandResult> ParseAsync(IEnumerable<string> expressions)
    {
        var rules = expressions.Select((expression, index) =>
            $"  - record: expression:{index}\n    expr: {System.Text.Json.Nodes.JsonValue.Create(expression)!.ToJsonString()}\n");
        using var file = new TemporaryFile($"groups:\n- name: expressions\n  rules:\n{string.Concat(rules)}");
        return await RunAsync("check", "rules", "--lint=none", file.Path);
    }
}
