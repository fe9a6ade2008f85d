using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace FlinkReady.FlinkModel.Payloads;

/// <summary>
/// The readers of the answers that make up most of a poll: the two lists of jobs, and the two long ones of a job. They only ever save time: a body that one of them refuses is read again by the source-generated
/// reader, which decides and says where it is broken.
/// </summary>
public static class HandReaders
{
    /// <summary>Reads a whole body.</summary>
    /// <typeparam name="T">The payload.</typeparam>
    /// <param name="body">The body.</param>
    /// <param name="type">The source-generated reader.</param>
    /// <returns>The payload; null where the body is null.</returns>
    /// <exception cref="JsonException">It is not what Flink promises.</exception>
    public static T? Read<T>(ReadOnlySpan<byte> body, JsonTypeInfo<T> type)
        where T : class
    {
        if (typeof(T) != typeof(JobDetails) && typeof(T) != typeof(CheckpointStatistics) && typeof(T) != typeof(JobsOverview) && typeof(T) != typeof(JobIdList))
        {
            return JsonSerializer.Deserialize(body, type);
        }

        try
        {
            var reader = new Utf8JsonReader(body);
            reader.Read();
            object? payload = typeof(T) == typeof(JobDetails) ? JobDetailsReader.Read(ref reader)
                : typeof(T) == typeof(CheckpointStatistics) ? CheckpointStatisticsReader.Read(ref reader)
                : typeof(T) == typeof(JobsOverview) ? JobListReader.ReadOverview(ref reader)
                : JobListReader.ReadIds(ref reader);
            if (!reader.Read())
            {
                return (T?)payload;
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Half a surrogate pair is no text: InvalidOperationException.
        }

        return JsonSerializer.Deserialize(body, type);
    }
}
