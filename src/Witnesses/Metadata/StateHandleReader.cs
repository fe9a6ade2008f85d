namespace FlinkReady.Witnesses.Metadata;

/// <summary>
/// Reads the handles of state (Flink: <c>MetadataV2V3SerializerBase</c>) and keeps their sizes only. A path in them is jumped over, never looked at.
/// </summary>
internal sealed class StateHandleReader(MetadataCursor cursor)
{
    private const int Offset = sizeof(long);
    private const int DeepestNesting = 4;

    // A handle's type is all that every handle has.
    private const int SmallestHandle = 1;

    /// <summary>Whether a part of a changelog was seen that lies inside the file.</summary>
    public bool HasChangelogInMemory { get; private set; }

    /// <summary>The bytes of a stream; null where there is none.</summary>
    /// <param name="what">What it belongs to.</param>
    /// <param name="nesting">Handles around it.</param>
    public async ValueTask<long?> StreamAsync(string what, int nesting = 0)
    {
        var type = await cursor.ByteAsync(what);
        switch (type)
        {
            case 0:
                return null;
            case 1:
                await cursor.SkipTextAsync("the name of inline state");
                return await cursor.SkipBytesAsync("inline state");
            case 2:
                var size = await cursor.SizeAsync("a file");
                await cursor.SkipTextAsync("the path of a file");
                return size;
            case 3:
                return await KeyGroupsAsync(Deeper(nesting));
            case 6:
                await cursor.SkipTextAsync("the relative path of a file");
                return await cursor.SizeAsync("a file");
            case 15:
                return await SegmentAsync();
            case 16:
                return 0;
            default:
                throw cursor.Bad(1, $"{type} is no kind of stream, in {what}");
        }
    }

    /// <summary>Operator state, managed or raw: its bytes; null where there is none.</summary>
    public async ValueTask<long?> OperatorStateAsync()
    {
        const string What = "operator state";
        var type = await cursor.ByteAsync(What);
        if (type == 0)
        {
            return null;
        }

        if (type is not (4 or 17))
        {
            throw cursor.Bad(1, $"{type} is no kind of operator state");
        }

        var names = await cursor.CountAsync(MetadataCursor.SmallestText + 1 + sizeof(int), "names of operator state");
        for (var i = 0; i < names; i++)
        {
            await cursor.SkipTextAsync("a name of operator state");
            if (await cursor.ByteAsync(What) is > 2 and var mode)
            {
                throw cursor.Bad(1, $"{mode} is no way to distribute operator state");
            }

            cursor.Skip((long)await cursor.CountAsync(Offset, "offsets") * Offset, "offsets");
        }

        if (type == 4)
        {
            return await StreamAsync(What) ?? 0;
        }

        await cursor.SkipTextAsync("the directory of a task's merged files");
        await cursor.SkipTextAsync("the directory of shared merged files");
        var isEmpty = await cursor.ByteAsync(What) != 0;
        var bytes = await StreamAsync(What) ?? 0;

        // With file merging every operator has such a handle, so that its directories are known.
        return isEmpty && names == 0 ? null : bytes;
    }

    /// <summary>Keyed state, managed or raw: its bytes; null where there is none.</summary>
    public async ValueTask<long?> KeyedStateAsync(int nesting = 0)
    {
        var type = await cursor.ByteAsync("keyed state");
        switch (type)
        {
            case 0:
                return null;
            case 3 or 7:
                return await KeyGroupsAsync(nesting);
            case 12:
                var bytes = await KeyGroupsAsync(nesting);
                await cursor.SkipTextAsync("the id of keyed state");
                return bytes;
            case 5 or 11:
                return await IncrementalAsync(hasId: type == 11, nesting);
            case 8 or 14:
                return await ChangelogAsync(hasId: type == 14, Deeper(nesting));
            case 9:
                return await ChangelogInMemoryAsync();
            case 10 or 13:
                return await ChangelogOnFilesAsync(hasStorage: type == 13, nesting);
            default:
                throw cursor.Bad(1, $"{type} is no kind of keyed state");
        }
    }

    private async ValueTask<long> SegmentAsync()
    {
        const string What = "a segment of a merged file";
        await cursor.SizeAsync(What);
        var size = await cursor.SizeAsync(What);
        await cursor.Int32Async(What);
        await cursor.SkipTextAsync(What);
        await cursor.SkipTextAsync(What);
        return size;
    }

    private async ValueTask<long> KeyGroupsAsync(int nesting)
    {
        await cursor.Int32Async("key groups");
        cursor.Skip((long)await cursor.CountAsync(Offset, "key groups") * Offset, "offsets of key groups");
        return await StreamAsync("keyed state", nesting) ?? 0;
    }

    private async ValueTask<long> IncrementalAsync(bool hasId, int nesting)
    {
        const string What = "incremental state";
        await cursor.Int64Async(What);
        await cursor.SkipTextAsync(What);
        await KeyGroupRangeAsync(What);
        if (hasId)
        {
            // -1 where it was restored from a file that doesn't tell it.
            await cursor.Int64Async(What);
        }

        var tally = new StateTally();
        tally.Add(await StreamAsync(What, nesting) ?? 0);
        await FilesAsync(tally, nesting);
        await FilesAsync(tally, nesting);
        if (hasId)
        {
            await cursor.SkipTextAsync(What);
        }

        return tally.Bytes;
    }

    private async ValueTask FilesAsync(StateTally tally, int nesting)
    {
        var files = await cursor.CountAsync(MetadataCursor.SmallestText + SmallestHandle, "files of incremental state");
        for (var i = 0; i < files; i++)
        {
            await cursor.SkipTextAsync("the name of a file of incremental state");
            tally.Add(await StreamAsync("a file of incremental state", nesting) ?? 0);
        }
    }

    private async ValueTask<long> ChangelogAsync(bool hasId, int nesting)
    {
        const string What = "a changelog";
        await KeyGroupRangeAsync(What);
        await cursor.Int64Async(What);
        var tally = new StateTally();
        for (var part = 0; part < 2; part++)
        {
            var handles = await cursor.CountAsync(SmallestHandle, "parts of a changelog");
            for (var i = 0; i < handles; i++)
            {
                tally.Add(await KeyedStateAsync(nesting) ?? 0);
            }
        }

        await cursor.Int64Async(What);
        if (hasId)
        {
            await cursor.Int64Async(What);
            await cursor.SkipTextAsync(What);
        }

        return tally.Bytes;
    }

    private async ValueTask<long> ChangelogInMemoryAsync()
    {
        const string What = "changes in memory";
        HasChangelogInMemory = true;
        await KeyGroupRangeAsync(What);
        await cursor.Int64Async(What);
        await cursor.Int64Async(What);
        var tally = new StateTally();
        var changes = await cursor.CountAsync(2 * sizeof(int), What);
        for (var i = 0; i < changes; i++)
        {
            await cursor.Int32Async(What);
            tally.Add(await cursor.SkipBytesAsync(What));
        }

        await cursor.SkipTextAsync(What);
        return tally.Bytes;
    }

    private async ValueTask<long> ChangelogOnFilesAsync(bool hasStorage, int nesting)
    {
        const string What = "changes on files";
        await KeyGroupRangeAsync(What);
        var tally = new StateTally();
        var files = await cursor.CountAsync(Offset + SmallestHandle, What);
        for (var i = 0; i < files; i++)
        {
            await cursor.Int64Async(What);
            tally.Add(await StreamAsync(What, nesting) ?? 0);
        }

        await cursor.Int64Async(What);
        await cursor.Int64Async(What);
        await cursor.SkipTextAsync(What);
        if (hasStorage)
        {
            await cursor.SkipTextAsync(What);
        }

        return tally.Bytes;
    }

    private async ValueTask KeyGroupRangeAsync(string what)
    {
        await cursor.Int32Async(what);
        await cursor.Int32Async(what);
    }

    private int Deeper(int nesting) => nesting < DeepestNesting ? nesting + 1 : throw cursor.Bad(1, $"handles of state lie more than {DeepestNesting} deep in each other");
}
