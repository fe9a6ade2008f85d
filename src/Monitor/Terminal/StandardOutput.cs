namespace FlinkReady.Monitor.Terminal;

/// <summary>
/// Standard output, whose faults are the user's to mend: a full disk, a reader that has left, a descriptor that was closed before the program began.
/// They are told in one line with exit code 2, as with any output that can't be written.
/// </summary>
internal sealed class StandardOutput(Stream stream) : Stream
{
    // errno of the platform; .NET passes it on as the result code.
    private const int BrokenPipe = 32;
    private const int NoSpace = 28;

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    /// <exception cref="UsageException">It can't be written.</exception>
    public override void Write(byte[] buffer, int offset, int count)
    {
        try
        {
            stream.Write(buffer, offset, count);
        }
        catch (Exception exception) when (IsFault(exception))
        {
            throw Told(exception);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="UsageException">It can't be written.</exception>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            await stream.WriteAsync(buffer, cancellationToken);
        }
        catch (Exception exception) when (IsFault(exception))
        {
            throw Told(exception);
        }
    }

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    /// <exception cref="UsageException">It can't be written.</exception>
    public override void Flush()
    {
        try
        {
            stream.Flush();
        }
        catch (Exception exception) when (IsFault(exception))
        {
            throw Told(exception);
        }
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    private static bool IsFault(Exception exception) => exception is IOException or UnauthorizedAccessException;

    private static UsageException Told(Exception exception) => new(exception switch
    {
        { HResult: BrokenPipe } => "standard output was closed before everything was written",
        { HResult: NoSpace } => "standard output can't be written: no space left on the device",
        // The error of a descriptor that is not open for writing.
        UnauthorizedAccessException => "standard output can't be written: it is closed",
        _ => $"standard output can't be written: {exception.Message.ReplaceLineEndings(" ")}",
    });
}
