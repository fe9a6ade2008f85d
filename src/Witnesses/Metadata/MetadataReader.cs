using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Witnesses.Contents;

namespace FlinkReady.Witnesses.Metadata;

/// <summary>
/// Reads the <c>_metadata</c> of a checkpoint or savepoint, versions 2 (Flink 1.3) to 6 (2.1 on), up to its last operator. What lies behind it, a
/// serialised Java object, is not looked at.
/// </summary>
internal static class MetadataReader
{
    private const int Magic = 0x4960672D;
    private const int MasterMagic = unchecked((int)0xC96B1696);
    private const int OldestVersion = 2;
    private const int NewestVersion = 6;

    /// <summary>Reads a file.</summary>
    /// <param name="content">The file.</param>
    /// <param name="path">Its address, without a query.</param>
    /// <param name="limits">What it may cost.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="UnreadException">It is none, or larger than the limits allow.</exception>
    public static async Task<MetadataRead> ReadAsync(IContent content, string path, MetadataLimits limits, CancellationToken cancellationToken)
    {
        if (content.Length > limits.MaxBytes)
        {
            throw new UnreadException(UnreadReason.TooLarge, $"the file has {content.Length} bytes, more than the {limits.MaxBytes} that are read (maxBytes)") { FileBytes = content.Length };
        }

        using var window = new ForwardWindow(content, limits.MaxBytes, cancellationToken);
        var cursor = new MetadataCursor(window);
        var version = await VersionAsync(cursor);
        var checkpoint = await cursor.Int64Async("the checkpoint's number");
        if (checkpoint < 0)
        {
            throw cursor.Bad(sizeof(long), $"{checkpoint} can't be a checkpoint's number");
        }

        await SkipMasterStatesAsync(cursor);
        var count = await cursor.CountAsync(OperatorReader.Smallest, "operators");
        if (count > limits.MaxOperators)
        {
            throw new UnreadException(UnreadReason.TooLarge, $"{count} operators are more than the {limits.MaxOperators} that are read");
        }

        var reader = new OperatorReader(cursor, version, limits);
        var operators = new List<WitnessedOperator>(Math.Min(count, 256));
        for (var i = 0; i < count; i++)
        {
            operators.Add(await reader.ReadAsync());
        }

        var metadata = new CheckpointMetadata
        {
            Path = path,
            Version = version,
            CheckpointId = checkpoint,
            FileBytes = content.Length,
            HasChangelogInMemory = reader.HasChangelogInMemory,
            Operators = operators,
        };
        return new MetadataRead(metadata, window.Fetched, window.Offset);
    }

    private static async ValueTask<int> VersionAsync(MetadataCursor cursor)
    {
        if (await cursor.Int32Async("the file's mark") != Magic)
        {
            throw cursor.Bad(sizeof(int), "this is no checkpoint's metadata");
        }

        var version = await cursor.Int32Async("the version");
        return version switch
        {
            < OldestVersion => throw cursor.Bad(sizeof(int), $"version {version} is older than Flink 1.3"),
            > NewestVersion => throw cursor.Bad(sizeof(int), $"version {version} was written by a Flink newer than this program knows"),
            _ => version,
        };
    }

    private static async ValueTask SkipMasterStatesAsync(MetadataCursor cursor)
    {
        const string What = "the state of a master hook";
        var count = await cursor.CountAsync(2 * sizeof(int), "states of master hooks");
        for (var i = 0; i < count; i++)
        {
            if (await cursor.Int32Async(What) != MasterMagic)
            {
                throw cursor.Bad(sizeof(int), $"{What} has another mark");
            }

            await cursor.SkipBytesAsync(What);
        }
    }
}
