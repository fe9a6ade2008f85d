using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Witnesses.Contents;

namespace FlinkReady.Witnesses.Metadata;

/// <summary>Reads the entry of one operator (Flink: <c>MetadataV2Serializer</c> to <c>MetadataV6Serializer</c>).</summary>
internal sealed class OperatorReader(MetadataCursor cursor, int version, MetadataLimits limits)
{
    private const int LargestParallelism = 1 << 15;

    // Of version 3 on the index alone, where it is finished.
    private const int SmallestSubtask = sizeof(int);

    private readonly StateHandleReader _handles = new(cursor);
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private long _subtasks;

    /// <summary>Bytes of the smallest entry: its id, two numbers, a number or a stream, a count.</summary>
    public static int Smallest => 16 + (2 * sizeof(int)) + 1 + sizeof(int);

    /// <summary>See <see cref="StateHandleReader.HasChangelogInMemory"/>.</summary>
    public bool HasChangelogInMemory => _handles.HasChangelogInMemory;

    /// <summary>Reads the next entry.</summary>
    public async ValueTask<WitnessedOperator> ReadAsync()
    {
        var hasTexts = version >= 5;
        var name = hasTexts ? await cursor.TextAsync("an operator's name") : null;
        var uid = hasTexts ? await cursor.TextAsync("an operator's uid") : null;
        var id = await IdAsync(uid);
        var parallelism = await ParallelismAsync("parallelism");
        var maxParallelism = await ParallelismAsync("maximum parallelism");
        if (version >= 4 && parallelism > maxParallelism)
        {
            throw cursor.Bad(2 * sizeof(int), $"a parallelism of {parallelism} is more than the maximum of {maxParallelism}");
        }

        var tally = new StateTally();
        var coordinator = await CoordinatorAsync();
        if (coordinator is { } bytes)
        {
            tally.Add(bytes);
        }

        await SubtasksAsync(tally, parallelism);
        var isNameless = string.IsNullOrEmpty(name);
        return new WitnessedOperator(id)
        {
            // An entry without a name was made by a coordinator: that it has no uid doesn't say that its operator has none.
            Name = isNameless ? null : name,
            Uid = isNameless && uid?.Length == 0 ? null : uid,
            HasState = tally.IsAny,
            StateBytes = tally.Bytes,
            CoordinatorBytes = version > 2 ? coordinator ?? 0 : null,
            Parallelism = parallelism,
            MaxParallelism = maxParallelism,
        };
    }

    private async ValueTask<string> IdAsync(string? uid)
    {
        var id = await cursor.IdAsync("an operator's id");
        if (!_ids.Add(id))
        {
            throw cursor.Bad(16, $"the operator {id} is there twice");
        }

        return uid is not { Length: > 0 } || UidHash.IdOf(uid) == id ? id : throw cursor.Bad(16, $"{id} is not the id that the operator's uid makes");
    }

    private async ValueTask<int> ParallelismAsync(string what)
    {
        var value = await cursor.Int32Async(what);
        return value is >= 1 and <= LargestParallelism ? value : throw cursor.Bad(sizeof(int), $"{value} can't be a {what}");
    }

    private async ValueTask<long?> CoordinatorAsync()
    {
        const string What = "a coordinator's state";
        if (version == 2)
        {
            await cursor.Int32Async("an operator");
            return null;
        }

        switch (await cursor.ByteAsync(What))
        {
            case 0:
                return null;
            case 1:
                await cursor.SkipTextAsync(What);
                return await cursor.SkipBytesAsync(What);
            case var type:
                throw cursor.Bad(1, $"{What} can't be of kind {type}");
        }
    }

    private async ValueTask SubtasksAsync(StateTally tally, int parallelism)
    {
        var count = await cursor.Int32Async("subtasks");
        if (count < 0 && version > 2)
        {
            // All of them are finished.
            return;
        }

        cursor.Counted(count, SmallestSubtask, "subtasks");
        _subtasks += count;
        if (_subtasks > limits.MaxSubtasks)
        {
            throw new UnreadException(UnreadReason.TooLarge, $"more than {limits.MaxSubtasks} subtasks");
        }

        var subtask = new SubtaskReader(cursor, _handles, version);
        for (var i = 0; i < count; i++)
        {
            var index = await cursor.Int32Async("the index of a subtask");
            var isFinished = index < 0 && version > 2;
            var place = isFinished ? -(index + 1) : index;
            if (place < 0 || place >= parallelism)
            {
                throw cursor.Bad(sizeof(int), $"there is no subtask {index} at a parallelism of {parallelism}");
            }

            if (!isFinished)
            {
                await subtask.AddAsync(tally);
            }
        }
    }
}
