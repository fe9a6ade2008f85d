using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.Monitor.Diagnostics;
using FlinkReady.Monitor.Reports;
using FlinkReady.Monitor.Targets;
using FlinkReady.Readiness.Judging;

namespace FlinkReady.Monitor.Web;

/// <summary>The endpoints below <c>/api/v1</c>.</summary>
internal sealed class ApiEndpoints(PublishedState board)
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.Default };

    /// <summary><c>GET /api/v1/targets/NAME/exchanges</c>: what the last poll asked, and what came of it. No bodies.</summary>
    public Task ExchangesAsync(HttpContext context)
    {
        var name = (string?)context.Request.RouteValues["name"] ?? string.Empty;
        return board.Latest.Find(name) is { } target
            ? Answers.JsonAsync(context, 200, Write(writer => Exchanges(writer, target)))
            : NoSuchTarget(context, name);
    }

    /// <summary><c>GET /api/v1/report[?target=]</c>: the report of all targets, or of one.</summary>
    public Task ReportAsync(HttpContext context)
    {
        var publication = board.Latest;
        var assessment = publication.Assessment;
        if (context.Request.Query.TryGetValue("target", out var name))
        {
            var targets = assessment.Targets.Where(target => target.Name == name).ToList();
            if (publication.Find(name.ToString()) is null)
            {
                return NoSuchTarget(context, name.ToString());
            }

            assessment = assessment with { Targets = targets, Score = targets.Count == 1 && targets[0].Assessed ? targets[0].Score : null };
        }

        var output = new MemoryStream();
        new JsonReport().Write(assessment, new ReportContext { Version = ProgramVersion.Version, Links = Links(context, publication) }, output);
        return Answers.JsonAsync(context, 200, output.GetBuffer().AsMemory(0, (int)output.Length));
    }

    /// <summary><c>GET /api/v1/rules</c>: the rules.</summary>
    public Task RulesAsync(HttpContext context)
    {
        var publication = board.Latest;
        var json = RuleListJson.Compose(RuleCatalogue.All, publication.Configuration.Policy, Links(context, publication));
        return Answers.JsonAsync(context, 200, Encoding.UTF8.GetBytes(json));
    }

    private static Task NoSuchTarget(HttpContext context, string name) => Answers.JsonAsync(context, 404, Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("error", $"There is no target '{name}'.");
        writer.WriteEndObject();
    }));

    private static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> content)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer, Indented))
        {
            content(writer);
        }

        return buffer.WrittenMemory;
    }

    // The host that the reader used to get here is one that leads here again.
    private static HelpLinks Links(HttpContext context, Publication publication) =>
        new(publication.Configuration.DocsBaseUrl, context.Request.Host is { HasValue: true } host ? $"http://{host.ToUriComponent()}/rules/" : HelpLinks.ServedByWatch);

    private static void Exchanges(Utf8JsonWriter writer, TargetView target)
    {
        writer.WriteStartObject();
        writer.WriteString("target", target.Target.Name);
        writer.WriteString("url", target.Access.Address);
        if (target.LastPoll is { } poll)
        {
            writer.WriteString("polledAt", poll.UtcDateTime);
        }
        else
        {
            writer.WriteNull("polledAt");
        }

        writer.WriteBoolean("up", target.State.Current is { IsUp: true });
        if (target.Downtime is { } down && target.State.Current?.Error is { } error)
        {
            writer.WriteStartObject("down");
            writer.WriteString("since", down.Since.UtcDateTime);
            writer.WriteNumber("tries", down.Tries);
            writer.WriteString("reason", error.Reason.ToText());
            writer.WriteString("message", error.Message);
            writer.WriteEndObject();
        }

        writer.WriteStartArray("exchanges");
        foreach (var exchange in target.Exchanges)
        {
            writer.WriteStartObject();
            writer.WriteString("path", exchange.Path);
            writer.WriteString("endpoint", exchange.Endpoint);
            writer.WriteNumber("status", exchange.Status);
            writer.WriteString("startedAt", exchange.StartedAt.UtcDateTime);
            writer.WriteNumber("elapsedMs", Math.Round(exchange.Elapsed.TotalMilliseconds, 1));
            writer.WriteNumber("bytes", exchange.Bytes);
            writer.WriteString("reason", exchange.Failure?.Reason.ToText());
            writer.WriteString("message", exchange.Failure?.Message);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
