using System.Text.Json.Nodes;

namespace FlinkReady.Monitor.Tests.Comparing;

/// <summary>Files as a pipeline keeps them, of one small program: a source with a uid, and a keyed operator with another one below it.</summary>
internal static class CompareFiles
{
    // murmur3_128 of the uids "source-uid" and "value-process-uid": the vectors of Flink's hasher.
    public const string SourceId = "bef22c5df1ab33dd94bb7a6ecac555fb";
    public const string ProcessId = "ca4f5fe9a637b656f09ea78b3e7a15b9";

    // M(0, 0), and the operator below it without uid: what the same graph gives where nobody set one.
    public const string AutoSourceId = "bc764cd8ddf7a0cff126f51c16239658";
    public const string AutoProcessId = "0a448493b4782967b150582570326227";

    /// <summary>The body of a plan; nothing in it is chained, so the unchained plan is the same.</summary>
    public static string Plan(string source = SourceId, string process = ProcessId, int parallelism = 2, string processName = "count") => new JsonObject
    {
        ["plan"] = new JsonObject { ["jid"] = "1", ["name"] = "orders", ["type"] = "STREAMING", ["nodes"] = Nodes(source, process, parallelism, processName) },
    }.ToJsonString();

    /// <summary>The body of <c>GET /jobs/:id</c>.</summary>
    public static string Job(string source = SourceId, string process = ProcessId) => new JsonObject
    {
        ["jid"] = "1",
        ["name"] = "orders",
        ["state"] = "RUNNING",
        ["vertices"] = new JsonArray(Vertex(source, "Source: in"), Vertex(process, "count")),
        ["plan"] = new JsonObject { ["type"] = "STREAMING", ["nodes"] = Nodes(source, process, 2, "count") },
    }.ToJsonString();

    private static JsonObject Vertex(string id, string name) => new() { ["id"] = id, ["name"] = name, ["parallelism"] = 2, ["maxParallelism"] = 128 };

    private static JsonArray Nodes(string source, string process, int parallelism, string processName) => new(
        new JsonObject
        {
            ["id"] = process,
            ["parallelism"] = parallelism,
            ["description"] = $"{processName}<br/>",
            ["inputs"] = new JsonArray(new JsonObject { ["num"] = 0, ["id"] = source, ["ship_strategy"] = "HASH", ["exchange"] = "pipelined_bounded" }),
        },
        new JsonObject { ["id"] = source, ["parallelism"] = parallelism, ["description"] = "Source: in<br/>" });
}
