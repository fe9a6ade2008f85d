using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using FlinkReady.Monitor.Changes;
using FlinkReady.Monitor.Targets;

namespace FlinkReady.Monitor.Web;

/// <summary><c>GET /api/v1/changes?since=&amp;target=</c>: what changed, the newest first.</summary>
internal sealed class ChangesEndpoint(ChangeLog log, PublishedState published)
{
    private const int Most = 1_000;

    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.Default };

    public Task HandleAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var since = DateTimeOffset.MinValue;
        if ((string?)query["since"] is { Length: > 0 } text
            && !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out since))
        {
            return Answers.TextAsync(context, 400, "since is a time such as 2026-01-02T03:04:05Z.");
        }

        var web = published.Configuration.Web;
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Indented))
        {
            writer.WriteStartArray();
            foreach (var change in log.Since(since, (string?)query["target"] is { Length: > 0 } target ? target : null).Take(Most))
            {
                ChangeJson.Write(writer, change, PageLinks.FromRoot(web, ChangeLinks.Of(change)));
            }

            writer.WriteEndArray();
        }

        return Answers.JsonAsync(context, 200, buffer.ToArray());
    }
}
