using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace FlinkReady.Monitor.Histories;

/// <summary>
/// A file of <c>history.folder</c> with one JSON value a line, to which lines are appended. A line that is broken costs itself alone. Nothing here throws for
/// what a disk can do: it is counted, and told once. One caller at a time.
/// </summary>
/// <typeparam name="T">What a line holds.</typeparam>
/// <param name="folder">The folder; it is made with the first write.</param>
/// <param name="name">The short name: <c>runs</c> for <c>runs.jsonl</c>.</param>
/// <param name="type">How a line is read and written.</param>
/// <param name="faults">Where faults are counted.</param>
internal sealed class JsonLinesFile<T>(string folder, string name, JsonTypeInfo<T> type, HistoryFaults faults)
    where T : class
{
    private const byte NewLine = (byte)'\n';

    private readonly string _path = Path.Combine(folder, $"{name}.jsonl");

    /// <summary>The size of the file, bytes; 0 where there is none.</summary>
    public long Length
    {
        get
        {
            var file = new FileInfo(_path);
            return file.Exists ? file.Length : 0;
        }
    }

    private string EarlierPath => Path.Combine(folder, $"{name}.1.jsonl");

    /// <summary>Every line that can be read, oldest first, those of the generation before among them.</summary>
    /// <param name="maxBytes">Of a longer file the end is read.</param>
    public IReadOnlyList<T> Read(long maxBytes)
    {
        faults.Use(name);
        return [.. Read(EarlierPath, maxBytes), .. Read(_path, maxBytes)];
    }

    /// <summary>How many bytes a line takes.</summary>
    public long SizeOf(T line) => JsonSerializer.SerializeToUtf8Bytes(line, type).Length + 1;

    /// <summary>Appends lines; false where that failed.</summary>
    public bool Append(IReadOnlyList<T> lines) => Try(_path, () =>
    {
        using var stream = new FileStream(_path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        stream.Seek(0, SeekOrigin.End);
        if (stream.Length > 0)
        {
            // A process that ended while it wrote, or a full disk, leaves half a line.
            stream.Seek(-1, SeekOrigin.End);
            if (stream.ReadByte() != NewLine)
            {
                stream.WriteByte(NewLine);
            }
        }

        stream.Write(Serialize(lines));
    });

    /// <summary>Puts other lines in place of all, whole or not at all; false where that failed.</summary>
    public bool Rewrite(IReadOnlyList<T> lines)
    {
        var partial = Path.Combine(folder, $".{name}.jsonl.partial");
        return Try(_path, () =>
        {
            using (var stream = new FileStream(partial, FileMode.Create, FileAccess.Write))
            {
                stream.Write(Serialize(lines));
                stream.Flush(flushToDisk: true);
            }

            File.Move(partial, _path, overwrite: true);
            File.Delete(EarlierPath);
        });
    }

    /// <summary>Begins a new generation: what was written so far stays as the one before, and the one before that goes. False where that failed.</summary>
    public bool Rotate() => Try(_path, () => File.Move(_path, EarlierPath, overwrite: true));

    private byte[] Serialize(IReadOnlyList<T> lines)
    {
        using var buffer = new MemoryStream();
        foreach (var line in lines)
        {
            JsonSerializer.Serialize(buffer, line, type);
            buffer.WriteByte(NewLine);
        }

        return buffer.ToArray();
    }

    private IReadOnlyList<T> Read(string path, long maxBytes)
    {
        try
        {
            if (!File.Exists(path))
            {
                return [];
            }

            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var lines = new JsonLinesReader(stream, maxBytes);
            var values = lines.Read(type);
            if (lines.Skipped > 0)
            {
                faults.Skipped(name, path, lines.Skipped);
            }

            return values;
        }
        catch (Exception exception) when (IsFault(exception))
        {
            faults.NotRead(name, path, exception);
            return [];
        }
    }

    private bool Try(string path, Action write)
    {
        try
        {
            Directory.CreateDirectory(folder);
            write();
            return true;
        }
        catch (Exception exception) when (IsFault(exception))
        {
            faults.NotWritten(name, path, exception);
            return false;
        }
    }

    private static bool IsFault(Exception exception) => exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;
}
