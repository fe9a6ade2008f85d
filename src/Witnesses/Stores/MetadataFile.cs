using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Witnesses.Contents;
using FlinkReady.Witnesses.Metadata;

namespace FlinkReady.Witnesses.Stores;

/// <summary>A <c>_metadata</c> that somebody names on this machine.</summary>
public static class MetadataFile
{
    private const string Name = "_metadata";

    /// <summary>Reads it.</summary>
    /// <param name="path">The file, or the folder of the checkpoint.</param>
    /// <param name="limits">What it may cost.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="UnreadException">It can't be had, with the reason.</exception>
    public static Task<CheckpointMetadata> ReadAsync(string path, MetadataLimits limits, CancellationToken cancellationToken) =>
        new Patience(limits.MaxDuration, TimeProvider.System).WaitAsync("the file", async token =>
        {
            var file = Path.GetFullPath(Directory.Exists(path) ? Path.Combine(path, Name) : path);
            await using var content = Open(file);
            return (await MetadataReader.ReadAsync(content, file, limits, token)).Metadata;
        }, cancellationToken);

    private static FileContent Open(string file)
    {
        try
        {
            return FileContent.Open(file) ?? throw new UnreadException(UnreadReason.BadMetadata, "it is empty, or no file");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UnreadException(UnreadReason.Gone, "there is no such file", e);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException or NotSupportedException)
        {
            throw new UnreadException(e is UnauthorizedAccessException ? UnreadReason.Denied : UnreadReason.Failed, "it can't be read: check its permissions", e);
        }
    }
}
