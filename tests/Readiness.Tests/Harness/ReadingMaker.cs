using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.Readiness.Tests.Harness;

/// <summary>Makes of an answer in a fixture what the client makes of it on the wire.</summary>
internal static class ReadingMaker
{
    /// <summary>
    /// <c>{"body": …}</c> is a 200, <c>{"status": n, "body": {"errors": […]}}</c> an error of Flink, <c>{"error": "timeout"}</c> no answer at all.
    /// </summary>
    public static Reading<T> Make<T>(SourceKey<T> key, string path, DateTimeOffset at, JsonElement answer)
        where T : class
    {
        if (RuleFixture.Text(answer, "error") is { } reason)
        {
            Assert.True(FailureReasons.TryParse(reason, out var known), $"{reason} is no failure reason");
            return Reading<T>.Failed(key, path, at, TimeSpan.Zero, new Failure(known, 0, $"no answer ({reason})"));
        }

        var status = answer.TryGetProperty("status", out var number) ? number.GetInt32() : 200;
        var body = answer.GetProperty("body");
        return status switch
        {
            200 => ReadingAccess.Answer(key, path, at, body.Deserialize((JsonTypeInfo<T>)FlinkJson.Default.GetTypeInfo(typeof(T))!)!),
            404 => Reading<T>.Absent(key, path, at, TimeSpan.Zero, FirstLine(body)),
            503 => Reading<T>.Failed(key, path, at, TimeSpan.Zero, new Failure(FailureReason.LeaderElection, status, FirstLine(body))),
            _ => Reading<T>.Failed(key, path, at, TimeSpan.Zero, new Failure(status >= 500 ? FailureReason.Http5xx : FailureReason.Http4xx, status, FirstLine(body))),
        };
    }

    private static string FirstLine(JsonElement body) => body.GetProperty("errors")[0].GetString()!.Split('\n')[0];
}
