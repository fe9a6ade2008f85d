namespace FlinkReady.Monitor.Tests.Cli;

/// <summary>A stream that can't be written, and says why as the operating system would.</summary>
internal sealed class BrokenStream(Exception fault) : MemoryStream
{
    public override void Write(byte[] buffer, int offset, int count) => throw fault;

    public override void Write(ReadOnlySpan<byte> buffer) => throw fault;

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => throw fault;

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => throw fault;
}
