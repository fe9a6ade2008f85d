using FlinkReady.Witnesses.Contents;

namespace FlinkReady.Witnesses.Tests.Support;

/// <summary>A content in memory that remembers how it was read.</summary>
internal sealed class BytesContent(byte[] bytes, int mostAtOnce = int.MaxValue, bool tellsLength = true) : IContent
{
    public long? Length => tellsLength ? bytes.Length : null;

    public long Read { get; private set; }

    public ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var count = (int)Math.Clamp(bytes.Length - offset, 0, Math.Min(buffer.Length, mostAtOnce));
        bytes.AsMemory((int)Math.Min(offset, bytes.Length), count).CopyTo(buffer);
        Read += count;
        return new(count);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
