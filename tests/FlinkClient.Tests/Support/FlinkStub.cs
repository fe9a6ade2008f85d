using System.Text.RegularExpressions;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace FlinkReady.FlinkClient.Tests.Support;

/// <summary>A small cluster: one job, every endpoint with a short body of Flink's shape. Tests replace single answers.</summary>
internal sealed class FlinkStub : IDisposable
{
    public const string JobId = "10ad844e9065868ae36d57c2da9b6193";

    private const string Vertex = "cbc357ccb763df2852fee8c4fc7d55f2";
    private int _priority = 1000;

    public FlinkStub()
    {
        Answer("/config", """{"refresh-interval":3000,"flink-version":"2.3.0","features":{"web-submit":true,"web-cancel":true,"web-rescale":false}}""");
        Answer("/overview", """{"taskmanagers":1,"slots-total":4,"slots-available":3,"jobs-running":1,"flink-version":"2.3.0"}""");
        Answer("/jobmanager/config", """[{"key":"state.backend.type","value":"rocksdb"}]""");
        Answer("/taskmanagers", """{"taskmanagers":[{"id":"tm-1","timeSinceLastHeartbeat":1700000000000,"slotsNumber":4,"freeSlots":3,"memoryConfiguration":{"taskHeap":100,"managedMemory":200,"totalFlinkMemory":900}}]}""");
        Answer("/jobs", $$$$"""{"jobs":[{"id":"{{{{JobId}}}}","status":"RUNNING"}]}""");
        Answer("/jobs/overview", JobsOverview());
        Answer("/jobs/metrics", """[{"id":"lastCheckpointMetadataSize","max":14907.0}]""");
        Answer("/applications/overview", """{"applications":[]}""");
        Answer($"/jobs/{JobId}", JobDetails());
        Answer($"/jobs/{JobId}/config", $$$$"""{"jid":"{{{{JobId}}}}","name":"orders","execution-config":{"restart-strategy":"Restart deactivated.","job-parallelism":2}}""");
        Answer($"/jobs/{JobId}/checkpoints", """{"counts":{"restored":0,"completed":7,"failed":1,"in_progress":0},"latest":{"completed":{"id":7,"status":"COMPLETED","is_savepoint":false,"trigger_timestamp":1,"latest_ack_timestamp":2,"state_size":10,"end_to_end_duration":1,"external_path":"s3://b/chk-7"}},"history":[]}""");
        Answer($"/jobs/{JobId}/checkpoints/config", """{"mode":"exactly_once","interval":2000,"timeout":600000,"state_backend":"HashMapStateBackend","checkpoint_storage":"FileSystemCheckpointStorage"}""");
        Answer($"/jobs/{JobId}/checkpoints/details/7", $$$$"""{"id":7,"tasks":{"{{{{Vertex}}}}":{"state_size":10,"persisted_data":0}}}""");
        Answer($"/jobs/{JobId}/exceptions", """{"exceptionHistory":{"entries":[{"exceptionName":"java.lang.RuntimeException","timestamp":5}],"truncated":false}}""");
    }

    public WireMockServer Server { get; } = WireMockServer.Start();

    public string Url => Server.Url!;

    /// <summary>Paths with their queries, in the order they came in.</summary>
    public IReadOnlyList<string> Asked => [.. Server.LogEntries.Select(entry => new Uri(entry.RequestMessage!.Url!).PathAndQuery)];

    public static string JobsOverview(string state = "RUNNING", long startTime = 1000, long lastModification = 2000, long duration = 1_000_000_000, int running = 2) =>
        $$$$"""{"jobs":[{"jid":"{{{{JobId}}}}","name":"orders","state":"{{{{state}}}}","start-time":{{{{startTime}}}},"end-time":-1,"duration":{{{{duration}}}},"last-modification":{{{{lastModification}}}},"tasks":{"total":2,"running":{{{{running}}}},"finished":0}}]}""";

    public static string JobDetails(string state = "RUNNING", string? scheduler = null) =>
        $$$$"""{"jid":"{{{{JobId}}}}","name":"orders","state":"{{{{state}}}}","job-type":"STREAMING",{{{{(scheduler is null ? "" : $"\"schedulerType\":\"{scheduler}\",")}}}}"start-time":1000,"now":99,"maxParallelism":-1,"timestamps":{"RUNNING":1500},"vertices":[{"id":"{{{{Vertex}}}}","name":"Source: a","parallelism":2,"maxParallelism":128,"status":"RUNNING","tasks":{"RUNNING":2},"metrics":{"accumulated-backpressured-time":"NaN"}}],"plan":{"type":"STREAMING","nodes":[{"id":"{{{{Vertex}}}}","description":"Source: a<br/>"}]}}""";

    /// <summary>Answers a path from now on, whatever its query.</summary>
    public FlinkStub Answer(string path, string body, int status = 200, string contentType = "application/json; charset=UTF-8", Action<IResponseBuilder>? more = null)
    {
        var response = Response.Create().WithStatusCode(status).WithHeader("Content-Type", contentType).WithBody(body);
        more?.Invoke(response);
        Server.Given(Request.Create().WithPath(path)).AtPriority(--_priority).RespondWith(response);
        return this;
    }

    /// <summary>Answers every path the same way.</summary>
    public FlinkStub AnswerAll(string body, int status, string contentType = "application/json", Action<IResponseBuilder>? more = null)
    {
        Server.Reset();
        return Answer("/*", body, status, contentType, more);
    }

    public int CountOf(string pattern) => Asked.Count(path => Regex.IsMatch(path, $"^{pattern}$"));

    public void Dispose() => Server.Dispose();
}
