using System.Text.Json;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Changes;

/// <summary>Changes as JSON: in the API, and a line each in the file that survives a restart.</summary>
internal static class ChangeJson
{
    /// <summary>Writes a change.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="change">The change.</param>
    /// <param name="link">The page that shows it; null to leave it out.</param>
    public static void Write(Utf8JsonWriter writer, Change change, string? link)
    {
        writer.WriteStartObject();
        writer.WriteString("at", change.At.UtcDateTime);
        writer.WriteString("kind", change.Kind.ToText());
        writer.WriteString("target", change.Target);
        writer.WriteString("jobName", change.JobName);
        writer.WriteString("rule", change.Rule);
        writer.WriteString("severity", change.Severity?.ToText());
        writer.WriteString("from", change.From);
        writer.WriteString("to", change.To);
        writer.WriteString("message", change.Message);
        if (link is not null)
        {
            writer.WriteString("link", link);
        }

        writer.WriteEndObject();
    }

    /// <summary>A change from its object; null where the object is none.</summary>
    public static Change? Read(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object
            || !element.TryGetProperty("at", out var at) || at.ValueKind != JsonValueKind.String || !at.TryGetDateTimeOffset(out var time)
            || ChangeKinds.All.Where(kind => kind.ToText() == Text(element, "kind")).Select(kind => (ChangeKind?)kind).FirstOrDefault() is not { } kind
            || Text(element, "from") is not { } from || Text(element, "to") is not { } to || Text(element, "message") is not { } message)
        {
            return null;
        }

        return new Change
        {
            At = time,
            Kind = kind,
            Target = Text(element, "target"),
            JobName = Text(element, "jobName"),
            Rule = Text(element, "rule"),
            Severity = Text(element, "severity") is { } severity && Severities.TryParse(severity, out var parsed) ? parsed : null,
            From = from,
            To = to,
            Message = ChangeWords.Line(message),
        };
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
