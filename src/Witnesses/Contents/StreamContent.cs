namespace FlinkReady.Witnesses.Contents;

/// <summary>A content that can only be read from its beginning: what is jumped over is read and thrown away.</summary>
internal sealed class StreamContent(Stream stream, long? length) : IContent
{
    private long _position;

    /// <inheritdoc/>
    public long? Length => length;

    /// <inheritdoc/>
    public async ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (_position < offset)
        {
            var skipped = await stream.ReadAsync(buffer[..(int)Math.Min(buffer.Length, offset - _position)], cancellationToken);
            if (skipped == 0)
            {
                return 0;
            }

            _position += skipped;
        }

        var read = await stream.ReadAsync(buffer, cancellationToken);
        _position += read;
        return read;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => stream.DisposeAsync();
}
