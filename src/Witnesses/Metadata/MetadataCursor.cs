using FlinkReady.Witnesses.Contents;

namespace FlinkReady.Witnesses.Metadata;

/// <summary>
/// The primitives of the format, each checked before anything is taken for granted: a count against the bytes that are left, a length against zero,
/// a text against its encoding. What a check refuses names the byte and what was expected there.
/// </summary>
internal sealed class MetadataCursor(ForwardWindow window)
{
    /// <summary>Bytes of the smallest text: its length.</summary>
    public const int SmallestText = 2;

    /// <summary>Bytes before the place.</summary>
    public long Offset => window.Offset;

    /// <summary>One byte.</summary>
    public ValueTask<byte> ByteAsync(string what) => window.ReadByteAsync(what);

    /// <summary>Four bytes.</summary>
    public ValueTask<int> Int32Async(string what) => window.ReadInt32Async(what);

    /// <summary>Eight bytes.</summary>
    public ValueTask<long> Int64Async(string what) => window.ReadInt64Async(what);

    /// <summary>Sixteen bytes as hex, as REST prints an id.</summary>
    public async ValueTask<string> IdAsync(string what) => Convert.ToHexStringLower((await window.ReadBytesAsync(16, what)).Span);

    /// <summary>A number of things that follow, each of at least <paramref name="smallest"/> bytes.</summary>
    public async ValueTask<int> CountAsync(int smallest, string what)
    {
        var count = await window.ReadInt32Async(what);
        Counted(count, smallest, what);
        return count;
    }

    /// <summary>Refuses a number of things for which there isn't room.</summary>
    public void Counted(int count, int smallest, string what)
    {
        if (count < 0 || (long)count * smallest > window.Left)
        {
            throw Bad(sizeof(int), $"{count} {what} can't be: {window.Left} bytes are left");
        }
    }

    /// <summary>A size of something that lies elsewhere.</summary>
    public async ValueTask<long> SizeAsync(string what)
    {
        var size = await window.ReadInt64Async(what);
        return size >= 0 ? size : throw Bad(sizeof(long), $"{size} can't be the size of {what}");
    }

    /// <summary>A text.</summary>
    public async ValueTask<string> TextAsync(string what)
    {
        var length = await window.ReadUInt16Async(what);
        var bytes = await window.ReadBytesAsync(length, what);
        return JavaText.Decode(bytes.Span) ?? throw Bad(length, $"{what} is no text");
    }

    /// <summary>Jumps over a text.</summary>
    public async ValueTask SkipTextAsync(string what) => window.Skip(await window.ReadUInt16Async(what), what);

    /// <summary>Jumps over bytes that tell their length, and returns it.</summary>
    public async ValueTask<int> SkipBytesAsync(string what)
    {
        var length = await window.ReadInt32Async(what);
        if (length < 0)
        {
            throw Bad(sizeof(int), $"{length} can't be the length of {what}");
        }

        window.Skip(length, what);
        return length;
    }

    /// <summary>Jumps over bytes.</summary>
    public void Skip(long count, string what) => window.Skip(count, what);

    /// <summary>Refuses the file.</summary>
    /// <param name="back">How many bytes before the place the trouble lies.</param>
    /// <param name="message">What is there instead of what.</param>
    public UnreadException Bad(long back, string message) => new(UnreadReason.BadMetadata, $"byte {window.Offset - back}: {message}");
}
