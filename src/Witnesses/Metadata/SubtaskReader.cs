namespace FlinkReady.Witnesses.Metadata;

/// <summary>Reads what one subtask of an operator keeps, and adds it up.</summary>
internal sealed class SubtaskReader(MetadataCursor cursor, StateHandleReader handles, int version)
{
    // A number, three more, a count, a size and a type; merged: a kind, a number, a size, a type and a length.
    private const int SmallestChannel = (4 * sizeof(int)) + sizeof(long) + 1;
    private const int SmallestMergedChannel = 1 + sizeof(int) + sizeof(long) + 1 + sizeof(int);

    /// <summary>Reads the subtask behind its index.</summary>
    public async ValueTask AddAsync(StateTally tally)
    {
        if (version == 2)
        {
            await cursor.Int64Async("a subtask");
            if (await cursor.Int32Async("a subtask") is not 0 and var chained)
            {
                throw cursor.Bad(sizeof(int), $"a subtask has {chained} parts of state as only Flink 1.2 wrote them");
            }
        }

        await AddOperatorStateAsync(tally, "managed operator state");
        await AddOperatorStateAsync(tally, "raw operator state");
        Add(tally, await handles.KeyedStateAsync());
        Add(tally, await handles.KeyedStateAsync());
        if (version > 2)
        {
            await AddChannelsAsync(tally, "input channels");
            await AddChannelsAsync(tally, "output channels");
        }
    }

    private static void Add(StateTally tally, long? bytes)
    {
        if (bytes is { } some)
        {
            tally.Add(some);
        }
    }

    private async ValueTask AddOperatorStateAsync(StateTally tally, string what)
    {
        switch (await cursor.Int32Async(what))
        {
            case 0:
                break;
            case 1:
                Add(tally, await handles.OperatorStateAsync());
                break;
            case var other:
                throw cursor.Bad(sizeof(int), $"{other} is neither yes nor no: is there {what}?");
        }
    }

    private async ValueTask AddChannelsAsync(StateTally tally, string what)
    {
        var channels = await cursor.CountAsync(version < 6 ? SmallestChannel : SmallestMergedChannel, what);
        for (var i = 0; i < channels; i++)
        {
            tally.Add(await ChannelAsync(what));
        }
    }

    // Several channels share a stream, so each one's own size counts.
    private async ValueTask<long> ChannelAsync(string what)
    {
        var kind = version < 6 ? 1 : await cursor.ByteAsync(what);
        if (kind is < 1 or > 4)
        {
            throw cursor.Bad(1, $"{kind} is no kind of {what}");
        }

        await cursor.Int32Async(what);
        var isMerged = kind > 2;
        if (!isMerged)
        {
            await cursor.Int32Async(what);
            await cursor.Int32Async(what);
            cursor.Skip((long)await cursor.CountAsync(sizeof(long), "offsets") * sizeof(long), "offsets");
        }

        var size = await cursor.SizeAsync(what);
        await handles.StreamAsync(what);
        if (isMerged)
        {
            await cursor.SkipBytesAsync(what);
        }

        return size;
    }
}
