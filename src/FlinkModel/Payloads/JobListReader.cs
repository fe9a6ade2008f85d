using System.Text.Json;

namespace FlinkReady.FlinkModel.Payloads;

/// <summary>Reads the two lists of jobs by hand: of a large cluster they are the longest answers of most polls.</summary>
internal static class JobListReader
{
    /// <summary>The payload of <c>/jobs/overview</c>; null where the body is null.</summary>
    /// <exception cref="JsonException">It is not what Flink promises.</exception>
    public static JobsOverview? ReadOverview(ref Utf8JsonReader reader) =>
        BodyReading.IsObject(ref reader) ? new JobsOverview(ReadJobs<JobOverview>(ref reader, ReadEntry)) : null;

    /// <summary>The payload of <c>/jobs</c>; null where the body is null.</summary>
    /// <exception cref="JsonException">It is not what Flink promises.</exception>
    public static JobIdList? ReadIds(ref Utf8JsonReader reader) =>
        BodyReading.IsObject(ref reader) ? new JobIdList(ReadJobs<JobIdWithStatus>(ref reader, ReadId)) : null;

    private static BoundedList<T>? ReadJobs<T>(ref Utf8JsonReader reader, ReadEntry<T> read)
        where T : class
    {
        BoundedList<T>? jobs = null;
        while (BodyReading.ReadName(ref reader))
        {
            if (BodyReading.IsAt(ref reader, "jobs"u8))
            {
                jobs = BodyReading.List(ref reader, read);
            }
            else
            {
                reader.Skip();
            }
        }

        return jobs;
    }

    private static JobIdWithStatus? ReadId(ref Utf8JsonReader reader)
    {
        if (!BodyReading.IsObject(ref reader))
        {
            return null;
        }

        string? id = null, status = null;
        while (BodyReading.ReadName(ref reader))
        {
            if (BodyReading.IsAt(ref reader, "id"u8))
            {
                id = BodyReading.Shared(ref reader);
            }
            else if (BodyReading.IsAt(ref reader, "status"u8))
            {
                status = BodyReading.Shared(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return new JobIdWithStatus(id ?? throw new JsonException(), status);
    }

    private static JobOverview? ReadEntry(ref Utf8JsonReader reader)
    {
        if (!BodyReading.IsObject(ref reader))
        {
            return null;
        }

        var fields = default(EntryFields);
        while (BodyReading.ReadName(ref reader))
        {
            if (!fields.ReadWord(ref reader) && !fields.ReadNumber(ref reader))
            {
                reader.Skip();
            }
        }

        return fields.ToOverview();
    }

    private static JobOverviewTasks? ReadTasks(ref Utf8JsonReader reader)
    {
        if (!BodyReading.IsObject(ref reader))
        {
            return null;
        }

        int? total = null, running = null, finished = null;
        while (BodyReading.ReadName(ref reader))
        {
            if (BodyReading.IsAt(ref reader, "total"u8))
            {
                total = BodyReading.Int(ref reader);
            }
            else if (BodyReading.IsAt(ref reader, "running"u8))
            {
                running = BodyReading.Int(ref reader);
            }
            else if (BodyReading.IsAt(ref reader, "finished"u8))
            {
                finished = BodyReading.Int(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return new JobOverviewTasks(total, running, finished);
    }

    private struct EntryFields
    {
        private string? _id;
        private string? _name;
        private string? _state;
        private string? _schedulerType;
        private long? _startTimeMs;
        private long? _endTimeMs;
        private long? _lastModificationMs;
        private long? _durationMs;
        private JobOverviewTasks? _tasks;

        public readonly JobOverview ToOverview() => new(
            _id ?? throw new JsonException(), _name ?? throw new JsonException(), _state, _startTimeMs, _endTimeMs, _lastModificationMs, _schedulerType, _tasks, _durationMs);

        public bool ReadWord(ref Utf8JsonReader reader)
        {
            if (BodyReading.IsAt(ref reader, "jid"u8))
            {
                _id = BodyReading.Shared(ref reader);
            }
            else if (BodyReading.IsAt(ref reader, "name"u8))
            {
                _name = BodyReading.Shared(ref reader);
            }
            else if (BodyReading.IsAt(ref reader, "state"u8))
            {
                _state = BodyReading.Shared(ref reader);
            }
            else if (BodyReading.IsAt(ref reader, "schedulerType"u8))
            {
                _schedulerType = BodyReading.Shared(ref reader);
            }
            else
            {
                return false;
            }

            return true;
        }

        public bool ReadNumber(ref Utf8JsonReader reader)
        {
            if (BodyReading.IsAt(ref reader, "start-time"u8))
            {
                _startTimeMs = BodyReading.Moment(ref reader);
            }
            else if (BodyReading.IsAt(ref reader, "end-time"u8))
            {
                _endTimeMs = BodyReading.Moment(ref reader);
            }
            else if (BodyReading.IsAt(ref reader, "last-modification"u8))
            {
                _lastModificationMs = BodyReading.Moment(ref reader);
            }
            else if (BodyReading.IsAt(ref reader, "duration"u8))
            {
                _durationMs = BodyReading.Amount(ref reader);
            }
            else if (BodyReading.IsAt(ref reader, "tasks"u8))
            {
                _tasks = ReadTasks(ref reader);
            }
            else
            {
                return false;
            }

            return true;
        }
    }
}
