using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Terminal;
using FlinkReady.Readiness.Plans;

namespace FlinkReady.Monitor.Comparing;

/// <summary>Reads files that pipelines keep: answers of a JobManager, and reports.</summary>
internal static class JsonFile
{
    private const long MaxBytes = 64 * 1024 * 1024;

    /// <summary>The bytes of a file.</summary>
    /// <exception cref="UsageException">It can't be read, or is too large.</exception>
    public static byte[] Read(string path, string option)
    {
        try
        {
            return new FileInfo(path).Length > MaxBytes ? throw new UsageException($"{option} {path} is larger than 64 MiB") : File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UsageException($"{option} {path} {FileFaults.Why(exception)}");
        }
    }

    /// <summary>The body as an object.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static JsonDocument Parse(byte[] content, string path, string option)
    {
        try
        {
            var document = JsonDocument.Parse(content.AsSpan().StartsWith(System.Text.Encoding.UTF8.Preamble) ? content.AsMemory(System.Text.Encoding.UTF8.Preamble.Length) : content);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return document;
            }

            document.Dispose();
        }
        catch (JsonException)
        {
            // Told below: what a parser misses tells a user less than what was expected.
        }

        throw new UsageException($"{option} {path} holds none of these: the metadata of a checkpoint, a report of flinkready, the body of GET /jobs/:id, the body of a plan");
    }

    /// <summary>The object as an answer of Flink; null where it is not one of this kind.</summary>
    public static T? Read<T>(JsonElement root, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return root.Deserialize(type);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The plan in a file.</summary>
    /// <exception cref="UsageException">It holds none.</exception>
    public static ProgramPlan Plan(string path, string option)
    {
        using var document = Parse(Read(path, option), path, option);
        return Read(document.RootElement, FlinkJson.Default.PlanBody) is { } body
            ? ProgramPlanReader.Read(body)
            : throw Unknown(document.RootElement, path, option);
    }

    /// <summary>What <c>flink info</c> wrote: an object with nodes between two lines of dashes, or the object alone, as the program's own <c>getExecutionPlan()</c> gives it.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static ExecutionPlan ExecutionPlan(string path, string option)
    {
        var content = Read(path, option);
        var (first, last) = (Array.IndexOf(content, (byte)'{'), Array.LastIndexOf(content, (byte)'}'));
        try
        {
            using var document = JsonDocument.Parse(first >= 0 && last > first ? content.AsMemory(first..(last + 1)) : content);
            var operators = document.RootElement.GetProperty("nodes").EnumerateArray().Select(node => (Text(node, "type"), Text(node, "contents"))).ToList();
            return new ExecutionPlan(operators);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new UsageException($"{option} {path} is not what flink info writes: it has no \"nodes\" with \"type\" and \"contents\"");
        }

        static string Text(JsonElement node, string name) => node.GetProperty(name).GetString() ?? throw new KeyNotFoundException(name);
    }

    /// <summary>Says what is wrong with a body that is none of those expected: often the answer of a call that failed.</summary>
    public static UsageException Unknown(JsonElement root, string path, string option) =>
        root.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Array
            ? new UsageException($"{option} {path} is the answer of a call that failed: {FirstLine(errors)}")
            : new UsageException($"{option} {path} is no plan, job or report: it has no \"plan\" with \"nodes\"");

    // The first entry says "Internal server error", the next one the exception; its last cause tells the reason.
    private static string FirstLine(JsonElement errors)
    {
        var texts = errors.EnumerateArray().Where(error => error.ValueKind == JsonValueKind.String).Select(error => error.GetString()!).ToList();
        var lines = texts.SelectMany(text => text.Split('\n')).Select(line => line.Trim()).Where(line => line.Length > 0).ToList();
        var cause = lines.FindLast(line => line.StartsWith("Caused by: ", StringComparison.Ordinal)) ?? lines.FirstOrDefault() ?? "no reason is given";
        return cause.Length > 300 ? cause[..300] + "…" : cause;
    }
}
