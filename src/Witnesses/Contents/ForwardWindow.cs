using System.Buffers;
using System.Buffers.Binary;

namespace FlinkReady.Witnesses.Contents;

/// <summary>
/// Reads a content's numbers and bytes from its beginning to its end through a buffer of fixed size. What is jumped over and does not lie in the
/// buffer is never asked for. Numbers are big-endian, as Java's <c>DataOutput</c> writes them.
/// </summary>
/// <param name="content">What is read.</param>
/// <param name="maxBytes">The end, where the content doesn't tell its own.</param>
/// <param name="cancellationToken">Ends every read.</param>
internal sealed class ForwardWindow(IContent content, long maxBytes, CancellationToken cancellationToken) : IDisposable
{
    /// <summary>Bytes of the buffer.</summary>
    public const int Size = 256 * 1024;

    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(Size);
    private readonly long _end = content.Length ?? maxBytes;
    private long _base;
    private int _from;
    private int _to;

    /// <summary>Bytes before the place.</summary>
    public long Offset => _base + _from;

    /// <summary>Bytes from the place to the end.</summary>
    public long Left => _end - Offset;

    /// <summary>Bytes that the content gave.</summary>
    public long Fetched { get; private set; }

    private int Available => _to - _from;

    /// <summary>One byte.</summary>
    /// <param name="what">What it belongs to, for the message where the content ends before.</param>
    public ValueTask<byte> ReadByteAsync(string what) => Available >= sizeof(byte) ? new(TakeByte()) : FetchByteAsync(what);

    /// <summary>Two bytes without a sign.</summary>
    /// <param name="what">What they belong to.</param>
    public ValueTask<int> ReadUInt16Async(string what) => Available >= sizeof(ushort) ? new(TakeUInt16()) : FetchUInt16Async(what);

    /// <summary>Four bytes.</summary>
    /// <param name="what">What they belong to.</param>
    public ValueTask<int> ReadInt32Async(string what) => Available >= sizeof(int) ? new(TakeInt32()) : FetchInt32Async(what);

    /// <summary>Eight bytes.</summary>
    /// <param name="what">What they belong to.</param>
    public ValueTask<long> ReadInt64Async(string what) => Available >= sizeof(long) ? new(TakeInt64()) : FetchInt64Async(what);

    /// <summary>The next <paramref name="count"/> bytes, at most <see cref="Size"/>; good until the next read.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> ReadBytesAsync(int count, string what)
    {
        await FetchAsync(count, what);
        _from += count;
        return _buffer.AsMemory(_from - count, count);
    }

    /// <summary>Goes on behind the next <paramref name="count"/> bytes, zero or more.</summary>
    public void Skip(long count, string what)
    {
        if (count > Left)
        {
            throw EndsBefore(count, what);
        }

        if (count <= Available)
        {
            _from += (int)count;
        }
        else
        {
            _base = Offset + count;
            _from = _to = 0;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private byte TakeByte() => _buffer[_from++];

    private int TakeUInt16()
    {
        _from += sizeof(ushort);
        return BinaryPrimitives.ReadUInt16BigEndian(_buffer.AsSpan(_from - sizeof(ushort)));
    }

    private int TakeInt32()
    {
        _from += sizeof(int);
        return BinaryPrimitives.ReadInt32BigEndian(_buffer.AsSpan(_from - sizeof(int)));
    }

    private long TakeInt64()
    {
        _from += sizeof(long);
        return BinaryPrimitives.ReadInt64BigEndian(_buffer.AsSpan(_from - sizeof(long)));
    }

    private async ValueTask<byte> FetchByteAsync(string what)
    {
        await FetchAsync(sizeof(byte), what);
        return TakeByte();
    }

    private async ValueTask<int> FetchUInt16Async(string what)
    {
        await FetchAsync(sizeof(ushort), what);
        return TakeUInt16();
    }

    private async ValueTask<int> FetchInt32Async(string what)
    {
        await FetchAsync(sizeof(int), what);
        return TakeInt32();
    }

    private async ValueTask<long> FetchInt64Async(string what)
    {
        await FetchAsync(sizeof(long), what);
        return TakeInt64();
    }

    private async ValueTask FetchAsync(int count, string what)
    {
        if (count > Left)
        {
            throw EndsBefore(count, what);
        }

        if (Available >= count)
        {
            return;
        }

        _buffer.AsSpan(_from.._to).CopyTo(_buffer);
        (_base, _from, _to) = (_base + _from, 0, Available);
        while (_to < count)
        {
            var room = (int)Math.Min(Size - _to, _end - _base - _to);
            var read = await content.ReadAsync(_base + _to, _buffer.AsMemory(_to, room), cancellationToken);
            if (read == 0)
            {
                throw new UnreadException(UnreadReason.BadMetadata, $"the file ends at byte {_base + _to}, within {what}");
            }

            Fetched += read;
            _to += read;
        }
    }

    private UnreadException EndsBefore(long count, string what) => content.Length is null
        ? new(UnreadReason.TooLarge, $"the file has more than {maxBytes} bytes (maxBytes)")
        : new(UnreadReason.BadMetadata, $"byte {Offset}: {count} bytes of {what} are expected, but only {Left} are left");
}
