namespace FlinkReady.FlinkClient.Transport;

/// <summary>Passes a body on, counts it, and stops it at the limit.</summary>
internal sealed class LimitedStream(Stream body, int status, long limit) : Stream
{
    /// <summary>Sees each part of the body as it passes; null for nobody.</summary>
    public Action<ReadOnlySpan<byte>>? Passed { get; set; }

    /// <summary>Cuts what passes, after <see cref="Passed"/> saw it; null for nobody.</summary>
    public BodyGuard? Guard { get; set; }

    /// <summary>Bytes so far.</summary>
    public long Count { get; private set; }

    /// <summary>The first byte that is not white space, once there was one.</summary>
    public byte? FirstByte { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => Count; set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            var read = await ReadPartAsync(buffer, cancellationToken);
            var length = Guard is { } guard ? guard.Pass(buffer.Span[..read]) : read;

            // A part of which nothing is left is not the end.
            if (length > 0 || read == 0 || buffer.IsEmpty)
            {
                return length;
            }
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Bodies are read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private async ValueTask<int> ReadPartAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var read = await body.ReadAsync(buffer, cancellationToken);
        Count += read;
        if (Count > limit)
        {
            throw new BodyTooLargeException(status, limit);
        }

        Passed?.Invoke(buffer.Span[..read]);
        if (FirstByte is null)
        {
            var text = buffer.Span[..read].TrimStart(" \t\r\n"u8);
            FirstByte = text.IsEmpty ? null : text[0];
        }

        return read;
    }
}
