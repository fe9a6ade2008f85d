using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Monitor.Reports;
using FlinkReady.Monitor.Terminal;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.OperatorIds;
using FlinkReady.Readiness.OperatorIds.Contract;

namespace FlinkReady.Monitor.Scanning;

/// <summary>Judges job graphs that come as JSON Lines: one body of <c>GET /jobs/:id</c> a line in, one line of verdicts out.</summary>
internal sealed class OperatorLines(IReadOnlyList<string> declaredUids, Glob? job)
{
    private const int MaxLine = 64 * 1024 * 1024;

    private readonly OperatorEvidence _evidence = new() { DeclaredUids = declaredUids };
    private bool _anyRead;

    /// <summary>Reads to the end; true where a line could be read, or there was none.</summary>
    public async Task<bool> RunAsync(Stream input, Stream output, CancellationToken cancellationToken)
    {
        var reader = PipeReader.Create(input);
        var line = 0;
        var anyLine = false;
        while (true)
        {
            var result = await reader.ReadAsync(cancellationToken);
            var buffer = result.Buffer;
            while (TryTakeLine(ref buffer, result.IsCompleted, out var text))
            {
                line++;
                text = line == 1 ? WithoutByteOrderMark(text) : text;
                if (!IsBlank(text))
                {
                    anyLine = true;
                    await output.WriteAsync(Answer(text, line), cancellationToken);
                }
            }

            if (buffer.Length > MaxLine)
            {
                throw new UsageException($"line {line + 1} of standard input is longer than 64 MiB");
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
            if (result.IsCompleted)
            {
                await output.FlushAsync(cancellationToken);
                return _anyRead || !anyLine;
            }

            // What was answered so far leaves before the next wait: the other end may want it before it goes on.
            await output.FlushAsync(cancellationToken);
        }
    }

    private static bool TryTakeLine(ref ReadOnlySequence<byte> buffer, bool isLast, out ReadOnlySequence<byte> line)
    {
        if (buffer.PositionOf((byte)'\n') is { } end)
        {
            line = buffer.Slice(0, end);
            buffer = buffer.Slice(buffer.GetPosition(1, end));
            return true;
        }

        line = buffer;
        if (isLast && buffer.Length > 0)
        {
            buffer = buffer.Slice(buffer.End);
            return true;
        }

        return false;
    }

    private ReadOnlyMemory<byte> Answer(ReadOnlySequence<byte> line, int number)
    {
        var output = new ArrayBufferWriter<byte>();
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

        using (var json = new Utf8JsonWriter(output))
        {
            if (details is null)
            {
                json.WriteStartObject();
                json.WriteString("error", error);
                json.WriteNumber("line", number);
                json.WriteEndObject();
            }
            else
            {
                _anyRead = true;
                OperatorReport.WriteJob(json, details.Id, details.Name, OperatorIdentity.Judge(GraphReader.Read(details), _evidence), target: null);
            }
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
