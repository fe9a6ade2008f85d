using System.Globalization;

namespace FlinkReady.FlinkClient.Files;

/// <summary>
/// The one door for files of users. What it reads has a limit, and it waits for no file longer than a few seconds: a path may be a pipe that nobody
/// writes to, a device without an end, or lie on a mount that hangs.
/// </summary>
public static class BoundedFile
{
    private const int Chunk = 64 * 1024;

    /// <summary>The content.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maxBytes">The most that it may hold.</param>
    /// <param name="start">What it has to begin with: what begins otherwise is not read to its end.</param>
    /// <exception cref="WrongStartException">It begins otherwise.</exception>
    /// <exception cref="IOException">It can't be read, is longer, is something else, or did not answer in time. The message goes behind "it".</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read, or is a folder.</exception>
    public static byte[] Read(string path, long maxBytes, FileStart start = FileStart.Any) =>
        Patience.Wait($"read {start} {maxBytes} {path}", () => ReadAll(path, maxBytes, start));

    private static byte[] ReadAll(string path, long maxBytes, FileStart start)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        using var content = new MemoryStream();
        var chunk = new byte[Chunk];
        int read;
        while ((read = stream.Read(chunk)) > 0)
        {
            if (content.Length + read > maxBytes)
            {
                throw new IOException(string.Create(CultureInfo.InvariantCulture, $"it is larger than {maxBytes / 1024} KiB"));
            }

            if (content.Length == 0 && WhyNot(start, chunk.AsSpan(0, read)) is { } reason)
            {
                throw new WrongStartException(reason);
            }

            content.Write(chunk, 0, read);
        }

        return content.ToArray();
    }

    // A byte order mark, white space and then an object: what a device without an end gives is none of it.
    private static string? WhyNot(FileStart start, ReadOnlySpan<byte> first) => start switch
    {
        FileStart.JsonObject => first.TrimStart((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]).TrimStart(" \t\r\n"u8) is [not (byte)'{', ..] ? "it is no JSON" : null,
        FileStart.ZipArchive => first.StartsWith("PK"u8) ? null : "it is no zip archive",
        _ => null,
    };
}

/// <summary>What a file begins with.</summary>
public enum FileStart
{
    /// <summary>Anything.</summary>
    Any,

    /// <summary>A JSON object.</summary>
    JsonObject,

    /// <summary>A zip archive.</summary>
    ZipArchive,
}
