using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace FlinkReady.Monitor.Histories;

/// <summary>Reads lines of JSON one by one. What is no JSON, no value of the kind, or too long is left out and counted.</summary>
/// <param name="stream">The file.</param>
/// <param name="maxBytes">Of a longer file the end is read, from its first whole line on.</param>
internal sealed class JsonLinesReader(Stream stream, long maxBytes)
{
    // A run of some 20,000 operators; no line of ours is longer.
    private const int MaxLine = 4 * 1024 * 1024;

    private const int FirstBuffer = 64 * 1024;

    private byte[] _buffer = new byte[FirstBuffer];
    private int _filled;

    /// <summary>How many lines were left out so far.</summary>
    public long Skipped { get; private set; }

    /// <summary>The values of the lines that can be read, in their order.</summary>
    public IReadOnlyList<T> Read<T>(JsonTypeInfo<T> type)
        where T : class
    {
        var values = new List<T>();
        var isInsideLine = stream.Length > maxBytes;
        if (isInsideLine)
        {
            stream.Seek(-maxBytes, SeekOrigin.End);
        }

        while (true)
        {
            var read = stream.Read(_buffer, _filled, _buffer.Length - _filled);
            _filled += read;
            var begin = 0;
            for (var end = Next(begin); end >= 0; end = Next(begin))
            {
                Take(_buffer.AsSpan(begin, end - begin), type, values, isInsideLine);
                isInsideLine = false;
                begin = end + 1;
            }

            Keep(begin, ref isInsideLine);
            if (read == 0)
            {
                Take(_buffer.AsSpan(0, _filled), type, values, isInsideLine);
                return values;
            }
        }
    }

    private int Next(int begin)
    {
        var end = _buffer.AsSpan(begin, _filled - begin).IndexOf((byte)'\n');
        return end < 0 ? -1 : begin + end;
    }

    private void Take<T>(ReadOnlySpan<byte> line, JsonTypeInfo<T> type, List<T> values, bool isRest)
        where T : class
    {
        if (isRest)
        {
            Skipped++;
            return;
        }

        line = line.Trim(" \t\r"u8);
        if (line.IsEmpty)
        {
            return;
        }

        try
        {
            if (JsonSerializer.Deserialize(line, type) is { } value)
            {
                values.Add(value);
                return;
            }
        }
        catch (JsonException)
        {
            // Counted below, as the word null is.
        }

        Skipped++;
    }

    // Moves the line that is not whole yet to the beginning; one that is too long is dropped as it comes.
    private void Keep(int begin, ref bool isInsideLine)
    {
        var rest = _filled - begin;
        if (isInsideLine || rest > MaxLine)
        {
            isInsideLine = isInsideLine || rest > 0;
            _filled = 0;
            return;
        }

        _buffer.AsSpan(begin, rest).CopyTo(_buffer);
        _filled = rest;
        if (_filled == _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Min(_buffer.Length * 2, MaxLine + 1));
        }
    }
}
