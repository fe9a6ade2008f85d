using System.Text.Json;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Changes;

/// <summary>Changes as the API shows them.</summary>
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
}
