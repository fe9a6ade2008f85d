using System.Text.Json;

namespace FlinkReady.FlinkModel.Payloads;

/// <summary>
/// Reads <see cref="CheckpointStatistics"/> by hand: the answer that is asked for most. Of the history the paths are left out, which nothing asks for, and which
/// were a third of what an answer left behind.
/// </summary>
internal static class CheckpointStatisticsReader
{
    /// <summary>The payload; null where the body is null.</summary>
    public static CheckpointStatistics? Read(ref Utf8JsonReader reader)
    {
        if (!BodyReading.IsObject(ref reader))
        {
            return null;
        }

        CheckpointCounts? counts = null;
        LatestCheckpoints? latest = null;
        IReadOnlyList<CheckpointEntry>? history = null;
        while (BodyReading.ReadName(ref reader))
        {
            if (BodyReading.IsAt(ref reader, "counts"u8))
            {
                counts = Counts(ref reader);
            }
            else if (BodyReading.IsAt(ref reader, "latest"u8))
            {
                latest = Latest(ref reader);
            }
            else if (BodyReading.IsAt(ref reader, "history"u8))
            {
                history = BodyReading.List(ref reader, static (ref reader) => Entry(ref reader, keepsPath: false));
            }
            else
            {
                reader.Skip();
            }
        }

        return new CheckpointStatistics(counts, latest, history);
    }

    private static CheckpointCounts? Counts(ref Utf8JsonReader reader)
    {
        if (!BodyReading.IsObject(ref reader))
        {
            return null;
        }

        long? restored = null, completed = null, failed = null, inProgress = null;
        while (BodyReading.ReadName(ref reader))
        {
            ref var place = ref restored;
            if (reader.ValueTextEquals("completed"u8))
            {
                place = ref completed;
            }
            else if (reader.ValueTextEquals("failed"u8))
            {
                place = ref failed;
            }
            else if (reader.ValueTextEquals("in_progress"u8))
            {
                place = ref inProgress;
            }
            else if (!reader.ValueTextEquals("restored"u8))
            {
                reader.Skip();
                continue;
            }

            reader.Read();
            place = BodyReading.Amount(ref reader);
        }

        return new CheckpointCounts(restored, completed, failed, inProgress);
    }

    private static LatestCheckpoints? Latest(ref Utf8JsonReader reader)
    {
        if (!BodyReading.IsObject(ref reader))
        {
            return null;
        }

        CheckpointEntry? completed = null, savepoint = null, failed = null;
        RestoredCheckpoint? restored = null;
        while (BodyReading.ReadName(ref reader))
        {
            if (BodyReading.IsAt(ref reader, "completed"u8))
            {
                completed = Entry(ref reader, keepsPath: true);
            }
            else if (BodyReading.IsAt(ref reader, "savepoint"u8))
            {
                savepoint = Entry(ref reader, keepsPath: true);
            }
            else if (BodyReading.IsAt(ref reader, "failed"u8))
            {
                failed = Entry(ref reader, keepsPath: true);
            }
            else if (BodyReading.IsAt(ref reader, "restored"u8))
            {
                restored = Restored(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return new LatestCheckpoints(completed, savepoint, failed, restored);
    }

    private static RestoredCheckpoint? Restored(ref Utf8JsonReader reader)
    {
        if (!BodyReading.IsObject(ref reader))
        {
            return null;
        }

        long? id = null, restoreMs = null;
        bool? isSavepoint = null;
        string? path = null;
        while (BodyReading.ReadName(ref reader))
        {
            if (BodyReading.IsAt(ref reader, "id"u8))
            {
                id = BodyReading.Long(ref reader);
            }
            else if (BodyReading.IsAt(ref reader, "restore_timestamp"u8))
            {
                restoreMs = BodyReading.Moment(ref reader);
            }
            else if (BodyReading.IsAt(ref reader, "is_savepoint"u8))
            {
                isSavepoint = BodyReading.Flag(ref reader);
            }
            else if (BodyReading.IsAt(ref reader, "external_path"u8))
            {
                path = BodyReading.Text(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return new RestoredCheckpoint(id, restoreMs, isSavepoint, path);
    }

    private static CheckpointEntry? Entry(ref Utf8JsonReader reader, bool keepsPath)
    {
        if (!BodyReading.IsObject(ref reader))
        {
            return null;
        }

        var fields = default(CheckpointFields);
        while (BodyReading.ReadName(ref reader))
        {
            fields.Read(ref reader, keepsPath);
        }

        return fields.ToEntry();
    }
}
