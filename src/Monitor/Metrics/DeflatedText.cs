using System.IO.Compression;

namespace FlinkReady.Monitor.Metrics;

/// <summary>
/// A text in deflate blocks (RFC 1951) that end at a byte's end and refer to nothing before them: such texts can be put one behind the other. Immutable.
/// </summary>
/// <param name="Bytes">The blocks, none of them the last of a stream.</param>
internal sealed record DeflatedText(ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Compresses a text given in pieces; it must not be empty.</summary>
    public static DeflatedText Of(IEnumerable<ReadOnlyMemory<byte>> text)
    {
        var output = new MemoryStream();
        using var deflate = new DeflateStream(output, CompressionLevel.Fastest);
        foreach (var piece in text)
        {
            deflate.Write(piece.Span);
        }

        // A flush fills up the last byte and leaves the stream open. What closing it writes later is not part of the copy.
        deflate.Flush();
        return new DeflatedText(output.ToArray());
    }
}
