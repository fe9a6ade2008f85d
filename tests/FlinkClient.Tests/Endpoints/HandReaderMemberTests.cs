using System.Collections;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using FlinkReady.FlinkClient.Tests.Support;
using FlinkReady.FlinkModel.Payloads;

namespace FlinkReady.FlinkClient.Tests.Endpoints;

/// <summary>A member that somebody adds to a payload is read by the hand-written readers too: else it would be missing without a word.</summary>
public sealed class HandReaderMemberTests
{
    private int _number;

    [Fact]
    public void Every_member_of_a_job_is_read()
    {
        var body = BodyOf(FlinkJson.Default.JobDetails);
        var reader = Start(body);

        AssertWhole(body, FlinkJson.Default.JobDetails, JobDetailsReader.Read(ref reader)!);
    }

    [Fact]
    public void Every_member_of_checkpoint_statistics_is_read()
    {
        var body = BodyOf(FlinkJson.Default.CheckpointStatistics);
        var reader = Start(body);

        AssertWhole(body, FlinkJson.Default.CheckpointStatistics, CheckpointStatisticsReader.Read(ref reader)!);
    }

    [Fact]
    public void Every_member_of_the_lists_of_jobs_is_read()
    {
        var body = BodyOf(FlinkJson.Default.JobsOverview);
        var reader = Start(body);
        AssertWhole(body, FlinkJson.Default.JobsOverview, JobListReader.ReadOverview(ref reader)!);

        body = BodyOf(FlinkJson.Default.JobIdList);
        reader = Start(body);
        AssertWhole(body, FlinkJson.Default.JobIdList, JobListReader.ReadIds(ref reader)!);
    }

    private static Utf8JsonReader Start(byte[] body)
    {
        var reader = new Utf8JsonReader(body);
        reader.Read();
        return reader;
    }

    private static void AssertWhole<T>(byte[] body, JsonTypeInfo<T> type, T byHand)
        where T : class
    {
        var generated = JsonSerializer.Deserialize(body, type)!;
        Assert.DoesNotContain("null", Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(generated, type)), StringComparison.Ordinal);
        Assert.Equal(Written.Of(generated), Written.Of(byHand));
    }

    // A body that has a value of its own for each member of the payload, and of the payloads in it.
    private byte[] BodyOf(JsonTypeInfo type) => Encoding.UTF8.GetBytes(ValueOf(type.Type).ToJsonString());

    private JsonNode ValueOf(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        _number++;
        if (type == typeof(string))
        {
            return $"text {_number}";
        }

        if (type == typeof(bool))
        {
            return true;
        }

        if (type.IsPrimitive)
        {
            return _number;
        }

        if (type.IsAssignableTo(typeof(IReadOnlyDictionary<string, long>)))
        {
            return new JsonObject { ["RUNNING"] = _number };
        }

        if (type.IsAssignableTo(typeof(IEnumerable)))
        {
            return new JsonArray(ValueOf(type.GetGenericArguments()[0]), ValueOf(type.GetGenericArguments()[0]));
        }

        var members = FlinkJson.Default.GetTypeInfo(type)!.Properties;
        Assert.NotEmpty(members);
        return new JsonObject(members.Select(member => KeyValuePair.Create(member.Name, (JsonNode?)ValueOf(member.PropertyType))));
    }
}
