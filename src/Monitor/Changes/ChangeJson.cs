using System.Text.Json;
using FlinkReady.Monitor.Terminal;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Changes;

/// <summary>Changes as the API shows them.</summary>
internal static class ChangeJson
{
    /// <summary>Writes a change.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="change">The change.</param>
    /// <param name="link">The page that shows it.</param>
    public static void Write(Utf8JsonWriter writer, Change change, string link)
    {
        writer.WriteStartObject();
        writer.WriteString("at", change.At.UtcDateTime);
        writer.WriteString("kind", change.Kind.ToText());
        writer.WriteString("target", change.Target);
        writer.WriteShown("jobName", change.JobName);
        writer.WriteString("rule", change.Rule);
        writer.WriteString("severity", change.Severity?.ToText());
        writer.WriteShown("from", change.From);
        writer.WriteShown("to", change.To);
        writer.WriteShown("message", change.Message);
        writer.WriteString("link", link);
        writer.WriteEndObject();
    }
}
