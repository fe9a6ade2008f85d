using System.Text;
using System.Text.Json;
using FlinkReady.Readiness.Policies;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Reports;

/// <summary>The rules as JSON: <c>rules --format json</c> and <c>GET /api/v1/rules</c>.</summary>
internal static class RuleListJson
{
    /// <summary>The text: <c>{"rules":[…]}</c> and a line break.</summary>
    public static string Compose(IReadOnlyList<RuleDescriptor> rules, ReadinessPolicy policy, HelpLinks links)
    {
        using var memory = new MemoryStream();
        using (var json = new Utf8JsonWriter(memory, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteStartArray("rules");
            foreach (var rule in rules)
            {
                Write(json, rule, policy.Rules.GetValueOrDefault(rule.Id, RuleSettings.None), links);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(memory.ToArray()) + "\n";
    }

    private static void Write(Utf8JsonWriter json, RuleDescriptor rule, RuleSettings settings, HelpLinks links)
    {
        json.WriteStartObject();
        json.WriteString("id", rule.Id);
        json.WriteString("scope", rule.Scope.ToText());
        json.WriteString("category", rule.Category.ToText());
        json.WriteString("severity", rule.Severity.ToText());
        json.WriteBoolean("checklist", rule.IsOnChecklist);
        json.WriteString("title", rule.Title);
        json.WriteString("why", rule.Why);
        json.WriteString("fix", rule.Fix);
        json.WriteString("helpUri", links.Find(rule.Id));
        json.WriteStartArray("settings");
        foreach (var row in RuleListText.Settings(rule, settings))
        {
            json.WriteStartObject();
            json.WriteString("name", row.Name);
            json.WriteString("default", row.Default);
            json.WriteString("effective", row.Effective);
            json.WriteString("takes", row.Range);
            json.WriteString("description", row.Description);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
