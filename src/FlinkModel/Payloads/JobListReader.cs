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
            if (reader.ValueTextEquals("jobs"u8))
            {
                reader.Read();
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
            if (reader.ValueTextEquals("id"u8))
            {
                reader.Read();
                id = BodyReading.Shared(ref reader);
            }
            else if (reader.ValueTextEquals("status"u8))
            {
                reader.Read();
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
            if (reader.ValueTextEquals("total"u8))
            {
                reader.Read();
                total = BodyReading.Int(ref reader);
            }
            else if (reader.ValueTextEquals("running"u8))
            {
                reader.Read();
                running = BodyReading.Int(ref reader);
            }
            else if (reader.ValueTextEquals("finished"u8))
            {
                reader.Read();
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
            if (reader.ValueTextEquals("jid"u8))
            {
                reader.Read();
                _id = BodyReading.Shared(ref reader);
            }
            else if (reader.ValueTextEquals("name"u8))
            {
                reader.Read();
                _name = BodyReading.Shared(ref reader);
            }
            else if (reader.ValueTextEquals("state"u8))
            {
                reader.Read();
                _state = BodyReading.Shared(ref reader);
            }
            else if (reader.ValueTextEquals("schedulerType"u8))
            {
                reader.Read();
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
            if (reader.ValueTextEquals("start-time"u8))
            {
                reader.Read();
                _startTimeMs = BodyReading.Moment(ref reader);
            }
            else if (reader.ValueTextEquals("end-time"u8))
            {
                reader.Read();
                _endTimeMs = BodyReading.Moment(ref reader);
            }
            else if (reader.ValueTextEquals("last-modification"u8))
            {
                reader.Read();
                _lastModificationMs = BodyReading.Moment(ref reader);
            }
            else if (reader.ValueTextEquals("duration"u8))
            {
                reader.Read();
                _durationMs = BodyReading.Amount(ref reader);
            }
            else if (reader.ValueTextEquals("tasks"u8))
            {
                reader.Read();
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
