using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace FlinkReady.Monitor.Metrics;

/// <summary>
/// The beginning of a gzip member (RFC 1952): a compressed text that another text can be appended to without compressing the first
/// again. The page's large part changes with polls, its small part with every scrape.
/// </summary>
internal sealed class GzipPrefix
{
    // ID1 ID2, deflate, no flags, no time, no extra flags, operating system unknown.
    private static readonly byte[] Header = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255];

    private readonly Crc32 _checksum;
    private readonly long _length;

    private GzipPrefix(byte[] bytes, Crc32 checksum, long length)
    {
        Bytes = bytes;
        _checksum = checksum;
        _length = length;
    }

    /// <summary>The compressed bytes, header included; they end at a byte's end, with the deflate stream still open.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Compresses a text given in pieces.</summary>
    public static GzipPrefix Of(IEnumerable<ReadOnlyMemory<byte>> text)
    {
        var output = new MemoryStream();
        output.Write(Header);
        var checksum = new Crc32();
        long length = 0;
        using var deflate = new DeflateStream(output, CompressionLevel.Fastest);
        foreach (var piece in text)
        {
            checksum.Append(piece.Span);
            deflate.Write(piece.Span);
            length += piece.Length;
        }

        // A flush fills up the last byte and leaves the stream open. What closing it writes later is not part of the copy.
        deflate.Flush();
        return new GzipPrefix(output.ToArray(), checksum, length);
    }

    /// <summary>What follows <see cref="Bytes"/> so that the whole is a gzip member of both texts.</summary>
    public byte[] Close(ReadOnlySpan<byte> text)
    {
        var output = new MemoryStream();
        using (var deflate = new DeflateStream(output, CompressionLevel.Fastest, leaveOpen: true))
        {
            deflate.Write(text);
        }

        if (text.IsEmpty)
        {
            // A compressor that was given nothing writes nothing; the stream needs its last block.
            output.Write([0x03, 0x00]);
        }

        var checksum = _checksum.Clone();
        checksum.Append(text);
        Span<byte> trailer = stackalloc byte[8];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, checksum.GetCurrentHashAsUInt32());
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[4..], (uint)(_length + text.Length));
        output.Write(trailer);
        return output.ToArray();
    }
}
