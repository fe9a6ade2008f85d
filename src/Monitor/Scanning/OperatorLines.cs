using System.Buffers;
using System.Text.Json;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Monitor.Reports;
using FlinkReady.Monitor.Witnessing;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.OperatorIds;
using FlinkReady.Readiness.OperatorIds.Contract;

namespace FlinkReady.Monitor.Scanning;

/// <summary>Judges job graphs that come as JSON Lines: one body of <c>GET /jobs/:id</c> a line in, one line of verdicts out.</summary>
internal sealed class OperatorLines(IReadOnlyList<string> declaredUids, Glob? job, NamedMetadata? metadata)
{
    private const int MaxLine = 64 * 1024 * 1024;
    private const string TooLong = "longer than 64 MiB: no body of GET /jobs/:id";

    private readonly OperatorEvidence _evidence = new() { DeclaredUids = declaredUids };
    private bool _anyRead;

    /// <summary>Reads to the end; true where a line could be read, or there was none.</summary>
    public async Task<bool> RunAsync(Stream input, Stream output, CancellationToken cancellationToken)
    {
        var lines = new LineReader(input, MaxLine);
        var anyLine = false;
        while (await lines.NextAsync(cancellationToken) is { } read)
        {
            var text = read.Number == 1 ? WithoutByteOrderMark(read.Text) : read.Text;
            if (read.IsTooLong)
            {
                anyLine = true;
                await output.WriteAsync(Error(TooLong, read.Number), cancellationToken);
            }
            else if (!IsBlank(text))
            {
                anyLine = true;
                await output.WriteAsync(Answer(text, read.Number), cancellationToken);
            }

            // What was answered so far leaves before the next wait: the other end may want it before it goes on.
            await output.FlushAsync(cancellationToken);
        }

        return _anyRead || !anyLine;
    }

    private ReadOnlyMemory<byte> Answer(ReadOnlySequence<byte> line, int number)
    {
        JobDetails? details = null;
        var error = "not the body of GET /jobs/:id";
        try
        {
            var reader = new Utf8JsonReader(line);
            details = JsonSerializer.Deserialize(ref reader, FlinkJson.Default.JobDetails);
        }
        catch (JsonException exception)
        {
            error = $"not the body of GET /jobs/:id: {exception.Message.ReplaceLineEndings(" ")}";
        }

        if (details is not null && job is not null && !job.IsMatch(details.Name))
        {
            _anyRead = true;
            return default;
        }

        if (details is null)
        {
            return Error(error, number);
        }

        _anyRead = true;
        return Line(json => OperatorReport.WriteJob(json, details.Id, details.Name, OperatorIdentity.Judge(GraphReader.Read(details), EvidenceOf(details)), target: null));
    }

    private OperatorEvidence EvidenceOf(JobDetails details) => metadata?.IsOf(details) == true ? _evidence with { Checkpoint = metadata.File } : _evidence;

    private static ReadOnlyMemory<byte> Error(string error, int number) => Line(json =>
    {
        json.WriteStartObject();
        json.WriteString("error", error);
        json.WriteNumber("line", number);
        json.WriteEndObject();
    });

    private static ReadOnlyMemory<byte> Line(Action<Utf8JsonWriter> write)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output))
        {
            write(json);
        }

        output.Write("\n"u8);
        return output.WrittenMemory;
    }

    // Windows' tools begin a file with one.
    private static ReadOnlySequence<byte> WithoutByteOrderMark(ReadOnlySequence<byte> line)
    {
        var mark = System.Text.Encoding.UTF8.Preamble;
        return line.Length >= mark.Length && line.Slice(0, mark.Length).ToArray().AsSpan().SequenceEqual(mark) ? line.Slice(mark.Length) : line;
    }

    private static bool IsBlank(ReadOnlySequence<byte> line)
    {
        foreach (var segment in line)
        {
            if (segment.Span.ContainsAnyExcept(" \t\r"u8))
            {
                return false;
            }
        }

        return true;
    }
}
