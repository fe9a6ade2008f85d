using System.Collections.Concurrent;
using System.Text.Json;
using Json.Schema;

namespace FlinkReady.Monitor.Tests.Reports;

/// <summary>Validates documents against JSON Schemas.</summary>
internal static class Schemas
{
    private static readonly ConcurrentDictionary<string, Lazy<JsonSchema>> Loaded = new();

    public static void AssertValid(string schema, string json)
    {
        using var document = JsonDocument.Parse(json);
        var result = Load(schema).Evaluate(document.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List });
        var errors = (result.Details ?? []).Where(detail => detail.Errors is { Count: > 0 }).SelectMany(detail => detail.Errors!.Select(error => $"{detail.InstanceLocation}: {error.Value}")).Take(10);
        Assert.True(result.IsValid, string.Join('\n', errors));
    }

    public static bool IsValid(string schema, string json)
    {
        using var document = JsonDocument.Parse(json);
        return Load(schema).Evaluate(document.RootElement).IsValid;
    }

    private static JsonSchema Load(string schema) => Loaded.GetOrAdd(schema, name => new Lazy<JsonSchema>(() =>
    {
        var ours = Path.Combine(SharedMaterial.RepositoryRoot, "docs", name);
        return JsonSchema.FromText(File.ReadAllText(File.Exists(ours) ? ours : Path.Combine(AppContext.BaseDirectory, "Schemas", name)));
    })).Value;
}
