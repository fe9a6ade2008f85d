using System.Text.Json;

namespace FlinkReady.FlinkModel.Payloads;

/// <summary>Reads <see cref="JobVertex"/> by hand.</summary>
internal static class JobVertexReader
{
    // Most vertices have all of their subtasks running: one object for all that have as many.
    private static readonly VertexTasks?[] AllRunning = new VertexTasks?[256];

    /// <summary>The vertex; null where there is null.</summary>
    public static JobVertex? Read(ref Utf8JsonReader reader)
    {
        if (!BodyReading.IsObject(ref reader))
        {
            return null;
        }

        var fields = default(VertexFields);
        while (BodyReading.ReadName(ref reader))
        {
            if (!fields.Read(ref reader))
            {
                reader.Skip();
            }
        }

        return fields.ToVertex();
    }

    private static VertexTasks? Tasks(ref Utf8JsonReader reader)
    {
        if (!BodyReading.IsObject(ref reader))
        {
            return null;
        }

        var (counts, sum) = (default(TaskCounts), 0L);
        while (BodyReading.ReadName(ref reader))
        {
            var place = TaskCounts.PlaceOf(ref reader);
            if (place < 0)
            {
                reader.Skip();
                continue;
            }

            reader.Read();
            counts[place] = BodyReading.Int(ref reader) ?? throw new JsonException();
        }

        foreach (var count in (ReadOnlySpan<int>)counts)
        {
            sum += Math.Abs((long)count);
        }

        var running = counts[4];
        if (running != sum || running is < 0 or >= 256)
        {
            return counts.ToTasks();
        }

        return AllRunning[running] ??= counts.ToTasks();
    }

    private static VertexMetrics? Metrics(ref Utf8JsonReader reader)
    {
        if (!BodyReading.IsObject(ref reader))
        {
            return null;
        }

        double? backPressured = null, idle = null, busy = null;
        while (BodyReading.ReadName(ref reader))
        {
            if (BodyReading.IsAt(ref reader, "accumulated-backpressured-time"u8))
            {
                backPressured = LenientNumberConverter.Read(ref reader);
            }
            else if (BodyReading.IsAt(ref reader, "accumulated-idle-time"u8))
            {
                idle = LenientNumberConverter.Read(ref reader);
            }
            else if (BodyReading.IsAt(ref reader, "accumulated-busy-time"u8))
            {
                busy = LenientNumberConverter.Read(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return new VertexMetrics(backPressured) { AccumulatedIdleMs = idle, AccumulatedBusyMs = busy };
    }

    private struct VertexFields
    {
        private string? _id;
        private string? _name;
        private int? _parallelism;
        private int? _maxParallelism;
        private string? _status;
        private VertexTasks? _tasks;
        private VertexMetrics? _metrics;
        private string? _slotSharingGroupId;

        public readonly JobVertex ToVertex() =>
            new(_id ?? throw new JsonException(), _name ?? throw new JsonException(), _parallelism, _maxParallelism, _status, _tasks, _metrics) { SlotSharingGroupId = _slotSharingGroupId };

        public bool Read(ref Utf8JsonReader reader)
        {
            if (BodyReading.IsAt(ref reader, "id"u8))
            {
                _id = BodyReading.Shared(ref reader) ?? throw new JsonException();
            }
            else if (BodyReading.IsAt(ref reader, "name"u8))
            {
                _name = BodyReading.Shared(ref reader) ?? throw new JsonException();
            }
            else if (BodyReading.IsAt(ref reader, "parallelism"u8))
            {
                _parallelism = BodyReading.Parallelism(ref reader);
            }
            else if (BodyReading.IsAt(ref reader, "maxParallelism"u8))
            {
                _maxParallelism = BodyReading.Parallelism(ref reader);
            }
            else if (BodyReading.IsAt(ref reader, "status"u8))
            {
                _status = BodyReading.Shared(ref reader);
            }
            else if (BodyReading.IsAt(ref reader, "tasks"u8))
            {
                _tasks = Tasks(ref reader);
            }
            else if (BodyReading.IsAt(ref reader, "metrics"u8))
            {
                _metrics = Metrics(ref reader);
            }
            else if (BodyReading.IsAt(ref reader, "slotSharingGroupId"u8))
            {
                _slotSharingGroupId = BodyReading.Shared(ref reader);
            }
            else
            {
                return false;
            }

            return true;
        }
    }

    [System.Runtime.CompilerServices.InlineArray(10)]
    private struct TaskCounts
    {
        private int _first;

        // In the order of VertexTasks.
        public static int PlaceOf(ref Utf8JsonReader reader) =>
            reader.ValueTextEquals("CREATED"u8) ? 0
            : reader.ValueTextEquals("SCHEDULED"u8) ? 1
            : reader.ValueTextEquals("DEPLOYING"u8) ? 2
            : reader.ValueTextEquals("INITIALIZING"u8) ? 3
            : reader.ValueTextEquals("RUNNING"u8) ? 4
            : reader.ValueTextEquals("FINISHED"u8) ? 5
            : reader.ValueTextEquals("CANCELING"u8) ? 6
            : reader.ValueTextEquals("CANCELED"u8) ? 7
            : reader.ValueTextEquals("FAILED"u8) ? 8
            : reader.ValueTextEquals("RECONCILING"u8) ? 9
            : -1;

        public readonly VertexTasks ToTasks() => new(this[0], this[1], this[2], this[3], this[4], this[5], this[6], this[7], this[8], this[9]);
    }
}
