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

    /// <summary>Opens a file; null where it is empty. So are pipes and devices, which are better not opened.</summary>
    /// <exception cref="IOException">There is none, or it can't be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be opened.</exception>
    public static FileContent? Open(string path)
    {
        // A link has a length of its own.
        var real = Stores.RealPath.Of(path) ?? path;
        if (new FileInfo(real).Length == 0)
        {
            return null;
        }

        var file = File.OpenHandle(real, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.SequentialScan);
        try
        {
            return new FileContent(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The first bytes, at most <paramref name="most"/>.</summary>
    public byte[] ReadStart(int most)
    {
        var bytes = new byte[Math.Min(most, _length)];
        var count = 0;
        for (int read; (read = RandomAccess.Read(file, bytes.AsSpan(count), count)) > 0;)
        {
            count += read;
        }

        return bytes[..count];
    }

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
