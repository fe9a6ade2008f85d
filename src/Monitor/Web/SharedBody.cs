using System.IO.Compression;

namespace FlinkReady.Monitor.Web;

/// <summary>
/// A long answer as one compressed block that all of its readers share: put together when somebody asks, kept until what it tells has changed and
/// somebody asks again. Whoever can't read it compressed gets it unpacked piece by piece.
/// </summary>
internal sealed class SharedBody : IDisposable
{
    private readonly SemaphoreSlim _one = new(1);
    private volatile Block? _last;

    /// <summary>The block; one at a time is put together.</summary>
    /// <param name="key">What it tells of.</param>
    /// <param name="version">Changes when what it tells does.</param>
    /// <param name="write">Writes it as it is read.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<ChunkedBytes> GetAsync(string key, long version, Action<Stream> write, CancellationToken cancellationToken)
    {
        if (Find(key, version) is { } known)
        {
            return known;
        }

        await _one.WaitAsync(cancellationToken);
        try
        {
            if (Find(key, version) is { } meanwhile)
            {
                return meanwhile;
            }

            // What is about to be replaced must not stay beside its successor.
            _last = null;
            var block = Compress(write);
            _last = new Block(key, version, block);
            return block;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private ChunkedBytes? Find(string key, long version) => _last is { } last && last.Key == key && last.Version == version ? last.Bytes : null;

    private static ChunkedBytes Compress(Action<Stream> write)
    {
        var block = new ChunkedBytes();
        using (var gzip = new GZipStream(block, CompressionLevel.Fastest, leaveOpen: true))
        {
            write(gzip);
        }

        block.Complete();
        return block;
    }

    private sealed record Block(string Key, long Version, ChunkedBytes Bytes);
}
