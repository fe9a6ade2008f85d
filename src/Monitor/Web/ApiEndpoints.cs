using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.Monitor.Diagnostics;
using FlinkReady.Monitor.Reports;
using FlinkReady.Monitor.Targets;
using FlinkReady.Readiness.Judging;
using FlinkReady.Readiness.OperatorIds.Contract;

namespace FlinkReady.Monitor.Web;

/// <summary>The endpoints below <c>/api/v1</c>.</summary>
internal sealed class ApiEndpoints(PublishedState board) : IDisposable
{
    private const string Json = "application/json; charset=utf-8";
    private const int MaxReportReaders = 2;

    // The writer keeps what it has not handed on in one block.
    private const int MaxPending = 32 * 1024;

    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.Default };

    private readonly ReaderLimit _reportReaders = new(MaxReportReaders);
    private readonly SharedBody _report = new();
    private readonly SharedBody _exchanges = new();

    /// <summary><c>GET /api/v1/targets/NAME/exchanges</c>: what the last poll asked, and what came of it. No bodies.</summary>
    public async Task ExchangesAsync(HttpContext context)
    {
        var name = (string?)context.Request.RouteValues["name"] ?? string.Empty;
        var publication = board.Latest;
        if (publication.Find(name) is not { } target)
        {
            await NoSuchTarget(context, name);
            return;
        }

        var body = await _exchanges.GetAsync(name, publication.Version, output => Write(output, writer => Exchanges(writer, target)), context.RequestAborted);
        await Sending.CompressedAsync(context, Json, body);
    }

    /// <summary><c>GET /api/v1/report[?target=]</c>: the report of all targets, or of one.</summary>
    public Task ReportAsync(HttpContext context)
    {
        var publication = board.Latest;
        var assessment = publication.Assessment;
        var isOfOne = context.Request.Query.TryGetValue("target", out var name);
        if (isOfOne)
        {
            var targets = assessment.Targets.Where(target => target.Name == name).ToList();
            if (publication.Find(name.ToString()) is null)
            {
                return NoSuchTarget(context, name.ToString());
            }

            assessment = assessment with { Targets = targets, Score = targets.Count == 1 && targets[0].Assessed ? targets[0].Score : null };
        }

        var reportContext = new ReportContext { Version = ProgramVersion.Version, Links = Links(context, publication) };
        return _reportReaders.RunAsync(context, async () =>
        {
            var key = isOfOne ? $"of {name}" : "of all";
            var body = await _report.GetAsync(key, publication.Version, output => new JsonReport().Write(assessment, reportContext, output), context.RequestAborted);
            await Sending.CompressedAsync(context, Json, body);
        });
    }

    /// <summary><c>GET /api/v1/rules</c>: the rules.</summary>
    public Task RulesAsync(HttpContext context)
    {
        var publication = board.Latest;
        var json = RuleListJson.Compose(RuleCatalogue.All, publication.Configuration.Policy, Links(context, publication));
        return Answers.JsonAsync(context, 200, Encoding.UTF8.GetBytes(json));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _report.Dispose();
        _exchanges.Dispose();
    }

    private static Task NoSuchTarget(HttpContext context, string name) => Answers.ErrorAsync(context, 404, $"There is no target '{name}'.");

    private static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> content)
    {
        using var buffer = new MemoryStream();
        Write(buffer, content);
        return buffer.ToArray();
    }

    private static void Write(Stream output, Action<Utf8JsonWriter> content)
    {
        using var writer = new Utf8JsonWriter(output, Indented);
        content(writer);
    }

    // Never what the reader calls this host: that is a stranger's text.
    private static HelpLinks Links(HttpContext context, Publication publication) => new(
        publication.Configuration.DocsBaseUrl,
        publication.Configuration.Web.PublicUrl is { } own
            ? own.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/rules/"
            : string.Create(CultureInfo.InvariantCulture, $"http://localhost:{context.Connection.LocalPort}/rules/"));

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
            if (writer.BytesPending > MaxPending)
            {
                writer.Flush();
            }
        }

        foreach (var read in target.WitnessReads)
        {
            Write(writer, read);
        }

        foreach (var (job, report) in (target.State.Current?.Jobs ?? []).SelectMany(job => job.Witnesses.Select(report => (job, report))))
        {
            Write(writer, job.JobId, report, target.LastPoll);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    // What was heard and does not count: of another job, or against what REST proves.
    private static void Write(Utf8JsonWriter writer, string jobId, WitnessReport report, DateTimeOffset? at)
    {
        if (report.Standing is not (WitnessStanding.Contradicts or WitnessStanding.Foreign))
        {
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("path", report.Origin);
        writer.WriteString("endpoint", report.Witness == OperatorWitness.Prometheus ? "prometheus" : "checkpoint");
        writer.WriteString("jobId", jobId);
        writer.WriteNumber("status", 0);
        writer.WriteString("startedAt", (at ?? default).UtcDateTime);
        writer.WriteNumber("elapsedMs", 0);
        writer.WriteNumber("bytes", 0);
        writer.WriteString("reason", report.Standing == WitnessStanding.Contradicts ? "contradicts" : "foreign");
        writer.WriteString("message", report.Message);
        writer.WriteEndObject();
    }

    // The last attempt about each job, also where that was in an earlier poll: it tells why something is unknown until the next one.
    private static void Write(Utf8JsonWriter writer, WitnessRead read)
    {
        writer.WriteStartObject();
        writer.WriteString("path", read.Path);
        writer.WriteString("endpoint", read.Witness == Witness.Prometheus ? "prometheus" : "checkpoint");
        writer.WriteString("jobId", read.JobId);
        writer.WriteNumber("status", 0);
        writer.WriteString("startedAt", read.StartedAt.UtcDateTime);
        writer.WriteNumber("elapsedMs", Math.Round(read.Elapsed.TotalMilliseconds, 1));
        writer.WriteNumber("bytes", read.Bytes);
        writer.WriteString("reason", read.IsSettled ? null : read.Result);
        writer.WriteString("message", read.Message);
        writer.WriteEndObject();
    }
}
