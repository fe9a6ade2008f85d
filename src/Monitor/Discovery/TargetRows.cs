using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FlinkReady.Monitor.Terminal;

namespace FlinkReady.Monitor.Discovery;

/// <summary>Writes the lines of <c>flinkready targets</c>.</summary>
internal static class TargetRows
{
    /// <summary>For people: name, address, state, and why what is not asked is not.</summary>
    public static string Console(IReadOnlyList<TargetRow> rows)
    {
        if (rows.Count == 0)
        {
            return "No targets.\n";
        }

        var text = new StringBuilder();
        var (name, state) = (rows.Max(static row => row.Name.Length), rows.Max(static row => (row.State ?? row.Source).Length));
        foreach (var row in rows)
        {
            var what = row.IsPolled ? string.Join(", ", row.Urls) : row.Reason;
            var more = row.IsPolled && row.State is not (null or "normal" or "session" or "service") ? $"  {row.Reason}" : string.Empty;
            var of = row.Resource is { } resource && !row.IsPolled ? $"{resource.Kind} {resource.Namespace}/{resource.Name}: " : string.Empty;
            text.Append(PlainText.Line($"{(row.IsPolled ? "asked  " : "not    ")}{row.Name.PadRight(name)}  {(row.State ?? row.Source).PadRight(state)}  {of}{what}{more}".TrimEnd(), 2000)).Append('\n');
        }

        var asked = rows.Count(static row => row.IsPolled);
        return text.Append('\n').Append(Readiness.Names.Text.Count(asked, "target")).Append(" asked, ").Append(rows.Count - asked).Append(" not.\n").ToString();
    }

    /// <summary>For programs.</summary>
    public static string Json(IReadOnlyList<TargetRow> rows)
    {
        using var output = new MemoryStream();
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartArray();
            foreach (var row in rows)
            {
                Write(json, row);
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(output.ToArray()) + "\n";
    }

    private static void Write(Utf8JsonWriter json, TargetRow row)
    {
        json.WriteStartObject();
        json.WriteString("name", row.Name);
        json.WriteStartArray("urls");
        foreach (var url in row.Urls)
        {
            json.WriteShownValue(url);
        }

        json.WriteEndArray();
        json.WriteString("source", row.Source);
        if (row.Resource is { } resource)
        {
            json.WriteStartObject("resource");
            json.WriteString("kind", resource.Kind);
            json.WriteString("namespace", resource.Namespace);
            json.WriteString("name", resource.Name);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("resource");
        }

        json.WriteString("state", row.State);
        json.WriteBoolean("polled", row.IsPolled);
        if (row.Expected is { } expected)
        {
            json.WriteNumber("expected", expected);
        }
        else
        {
            json.WriteNull("expected");
        }

        json.WriteShown("reason", row.Reason);
        if (row.Joins is { } joins)
        {
            json.WriteStartObject("joins");
            json.WriteString("target", joins.Target);
            json.WriteString("jobId", joins.JobId);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("joins");
        }

        json.WriteEndObject();
    }
}
