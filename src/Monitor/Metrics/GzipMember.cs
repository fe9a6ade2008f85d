using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace FlinkReady.Monitor.Metrics;

/// <summary>
/// The beginning of a gzip member (RFC 1952), put together from texts of which the long ones were compressed before. Another text can be appended without
/// compressing the first again: the page's large part changes with polls, its small part with every scrape.
/// </summary>
internal sealed class GzipMember
{
    // ID1 ID2, deflate, no flags, no time, no extra flags, operating system unknown.
    private static readonly byte[] Header = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255];

    private readonly Crc32 _checksum = new();
    private readonly List<ReadOnlyMemory<byte>> _pieces = [Header];
    private readonly long _textLength;

    /// <summary>Puts a member together.</summary>
    /// <param name="texts">Each in pieces, with what it is compressed where that was done before.</param>
    public GzipMember(IEnumerable<(IEnumerable<ReadOnlyMemory<byte>> Text, DeflatedText? Deflated)> texts)
    {
        var together = new List<ReadOnlyMemory<byte>>();
        foreach (var (text, deflated) in texts)
        {
            foreach (var piece in text)
            {
                _checksum.Append(piece.Span);
                _textLength += piece.Length;
                if (deflated is null)
                {
                    together.Add(piece);
                }
            }

            if (deflated is not null)
            {
                Compress(together);
                _pieces.Add(deflated.Bytes);
            }
        }

        Compress(together);
        Length = _pieces.Sum(piece => (long)piece.Length);
    }

    /// <summary>The compressed bytes in pieces, header included; they end at a byte's end, with the deflate stream still open.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Pieces => _pieces;

    /// <summary>Length of <see cref="Pieces"/>.</summary>
    public long Length { get; }

    /// <summary>What follows <see cref="Pieces"/> so that the whole is a gzip member of all texts and this one.</summary>
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
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[4..], (uint)(_textLength + text.Length));
        output.Write(trailer);
        return output.ToArray();
    }

    private void Compress(List<ReadOnlyMemory<byte>> together)
    {
        if (together.Count > 0)
        {
            _pieces.Add(DeflatedText.Of(together).Bytes);
            together.Clear();
        }
    }
}
