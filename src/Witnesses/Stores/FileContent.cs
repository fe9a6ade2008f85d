using FlinkReady.Witnesses.Contents;
using Microsoft.Win32.SafeHandles;

namespace FlinkReady.Witnesses.Stores;

/// <summary>An open file. It can be read to its end even where Flink deletes it meanwhile.</summary>
internal sealed class FileContent(SafeFileHandle file) : IContent, IDisposable
{
    private readonly long _length = RandomAccess.GetLength(file);

    /// <inheritdoc/>
    public long? Length => _length;

    /// <summary>Where the open file really lies; null where the system doesn't tell.</summary>
    public string? RealPath => new FileInfo($"/proc/self/fd/{file.DangerousGetHandle()}").LinkTarget;

    /// <inheritdoc/>
    public async ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await RandomAccess.ReadAsync(file, buffer, offset, cancellationToken);
        }
        catch (IOException e)
        {
            throw new UnreadException(UnreadReason.Failed, "the file can't be read any further", e);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();
}
