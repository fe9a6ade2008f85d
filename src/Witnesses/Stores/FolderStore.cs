using FlinkReady.Witnesses.Contents;

namespace FlinkReady.Witnesses.Stores;

/// <summary>Files of this machine, of a mounted volume as a rule.</summary>
/// <param name="prefix">The folder as Flink's paths name it.</param>
/// <param name="folder">Where it is here.</param>
internal sealed class FolderStore(StoreAddress prefix, string folder) : IMetadataStore
{
    /// <inheritdoc/>
    public StoreAddress Prefix => prefix;

    /// <inheritdoc/>
    public Task<IContent> OpenAsync(IReadOnlyList<string> below, CancellationToken cancellationToken) => Task.FromResult<IContent>(Open(Path.Combine([folder, .. below])));

    private FileContent Open(string path)
    {
        try
        {
            var root = RealPath.Of(folder) ?? throw new UnreadException(UnreadReason.Failed, $"there is no folder {folder}: is the volume mounted?");
            var seeming = RealPath.Of(path) ?? throw new UnreadException(UnreadReason.Gone, $"there is no file {path}");
            Confine(root, seeming, path);
            var content = FileContent.Open(seeming) ?? throw new UnreadException(UnreadReason.BadMetadata, $"{path} is empty, or no file");
            try
            {
                // What was opened counts: a link may have been put there since.
                Confine(root, content.RealPath ?? seeming, path);
                return content;
            }
            catch
            {
                content.Dispose();
                throw;
            }
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UnreadException(UnreadReason.Gone, $"there is no file {path}", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new UnreadException(UnreadReason.Denied, $"{path} may not be read: check the file's mode and the user that this program runs as", e);
        }
        catch (Exception e) when (e is IOException or NotSupportedException)
        {
            throw new UnreadException(UnreadReason.Failed, $"{path} can't be read", e);
        }
    }

    private static void Confine(string root, string real, string path)
    {
        if (!real.StartsWith(root.EndsWith('/') ? root : root + "/", StringComparison.Ordinal))
        {
            throw new UnreadException(UnreadReason.Refused, $"{path} is not read: a link leads out of the store's folder");
        }
    }
}
