namespace FlinkReady.Monitor.Web;

/// <summary>
/// Bytes in pieces small enough to stay out of the large object heap: written once, read by many. As a stream it takes what is
/// written; <see cref="OpenRead"/> gives each reader a place of its own in the same pieces.
/// </summary>
internal sealed class ChunkedBytes : Stream
{
    private const int Size = 64 * 1024;

    private readonly List<byte[]> _full = [];
    private byte[] _last = new byte[Size];
    private int _used;

    /// <summary>Bytes so far.</summary>
    public override long Length => ((long)_full.Count * Size) + _used;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Position { get => Length; set => throw new NotSupportedException(); }

    /// <summary>The pieces, in their order.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Pieces
    {
        get
        {
            foreach (var piece in _full)
            {
                yield return piece;
            }

            yield return _last.AsMemory(0, _used);
        }
    }

    /// <summary>Cuts off what the last piece does not need. Nothing is written any more.</summary>
    public void Complete() => Array.Resize(ref _last, _used);

    /// <summary>A reader from the beginning.</summary>
    public Stream OpenRead() => new Reader(Pieces.GetEnumerator());

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            if (_used == Size)
            {
                _full.Add(_last);
                _last = new byte[Size];
                _used = 0;
            }

            var count = Math.Min(buffer.Length, Size - _used);
            buffer[..count].CopyTo(_last.AsSpan(_used));
            _used += count;
            buffer = buffer[count..];
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private sealed class Reader(IEnumerator<ReadOnlyMemory<byte>> pieces) : Stream
    {
        private ReadOnlyMemory<byte> _rest;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(Span<byte> buffer)
        {
            while (_rest.IsEmpty)
            {
                if (!pieces.MoveNext())
                {
                    return 0;
                }

                _rest = pieces.Current;
            }

            var count = Math.Min(buffer.Length, _rest.Length);
            _rest.Span[..count].CopyTo(buffer);
            _rest = _rest[count..];
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
