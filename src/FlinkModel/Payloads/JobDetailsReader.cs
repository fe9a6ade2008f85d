using System.Text.Json;

namespace FlinkReady.FlinkModel.Payloads;

/// <summary>Reads <see cref="JobDetails"/> by hand: the longest answer of a job.</summary>
internal static class JobDetailsReader
{
    /// <summary>The payload; null where the body is null.</summary>
    /// <exception cref="JsonException">It is not what Flink promises.</exception>
    public static JobDetails? Read(ref Utf8JsonReader reader)
    {
        if (!BodyReading.IsObject(ref reader))
        {
            return null;
        }

        var fields = default(JobFields);
        while (BodyReading.ReadName(ref reader))
        {
            if (!fields.ReadWord(ref reader) && !fields.ReadNumber(ref reader) && !fields.ReadPart(ref reader))
            {
                reader.Skip();
            }
        }

        return fields.ToDetails();
    }

    private struct JobFields
    {
        private string? _id;
        private string? _name;
        private string? _state;
        private string? _jobType;
        private string? _schedulerType;
        private long? _startTimeMs;
        private long? _nowMs;
        private int? _maxParallelism;
        private int? _pendingOperators;
        private Moments? _timestamps;
        private BoundedList<JobVertex>? _vertices;
        private JobPlan? _plan;

        public readonly JobDetails ToDetails() => new(
            _id ?? throw new JsonException(), _name ?? throw new JsonException(), _state, _jobType, _schedulerType, _startTimeMs, _nowMs, _maxParallelism, _pendingOperators, _timestamps, _vertices, _plan);

        public bool ReadWord(ref Utf8JsonReader reader)
        {
            if (BodyReading.IsAt(ref reader, "jid"u8))
            {
                _id = BodyReading.Shared(ref reader) ?? throw new JsonException();
            }
            else if (BodyReading.IsAt(ref reader, "name"u8))
            {
                _name = BodyReading.Shared(ref reader) ?? throw new JsonException();
            }
            else if (BodyReading.IsAt(ref reader, "state"u8))
            {
                _state = BodyReading.Shared(ref reader);
            }
            else if (BodyReading.IsAt(ref reader, "job-type"u8))
            {
                _jobType = BodyReading.Shared(ref reader);
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
            else if (BodyReading.IsAt(ref reader, "now"u8))
            {
                _nowMs = BodyReading.Moment(ref reader);
            }
            else if (BodyReading.IsAt(ref reader, "maxParallelism"u8))
            {
                _maxParallelism = BodyReading.Parallelism(ref reader);
            }
            else if (BodyReading.IsAt(ref reader, "pending-operators"u8))
            {
                _pendingOperators = BodyReading.Int(ref reader);
            }
            else
            {
                return false;
            }

            return true;
        }

        public bool ReadPart(ref Utf8JsonReader reader)
        {
            if (BodyReading.IsAt(ref reader, "timestamps"u8))
            {
                _timestamps = reader.TokenType == JsonTokenType.Null ? null : Moments.Read(ref reader);
            }
            else if (BodyReading.IsAt(ref reader, "vertices"u8))
            {
                _vertices = BodyReading.List<JobVertex>(ref reader, JobVertexReader.Read);
            }
            else if (BodyReading.IsAt(ref reader, "plan"u8))
            {
                _plan = JobPlanReader.Read(ref reader);
            }
            else
            {
                return false;
            }

            return true;
        }
    }
}
