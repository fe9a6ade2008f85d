using System.Text.Json;
using FlinkReady.FlinkModel.Payloads;

namespace FlinkReady.FlinkClient.Tests.Endpoints;

/// <summary>What is read of a stack trace: the class behind a future's wrapper, nothing else. The traces have the form that Java's <c>Throwable</c> gives them.</summary>
public sealed class WrappedNameTests
{
    private const string NoSlots = "org.apache.flink.runtime.jobmanager.scheduler.NoResourceAvailableException";

    [Theory]
    [InlineData("java.util.concurrent.CompletionException: java.util.concurrent.CompletionException: " + NoSlots + ": Could not acquire the minimum required resources.\n\tat a.b.C.d(C.java:1)\n", NoSlots)]
    [InlineData("java.util.concurrent.CompletionException: " + NoSlots + "\n\tat a.b.C.d(C.java:1)\n", NoSlots)]
    [InlineData("java.util.concurrent.ExecutionException: the work failed: badly\n\tat a.b.C.d(C.java:1)\nCaused by: com.example.Outer$Inner: x\n", "com.example.Outer$Inner")]
    [InlineData("java.util.concurrent.CompletionException\n\tat a.b.C.d(C.java:1)\nCaused by: java.util.concurrent.ExecutionException: java.lang.Error: y\n", "java.lang.Error")]
    [InlineData("java.util.concurrent.CompletionException: java.lang.Error", "java.lang.Error")]
    [InlineData("java.util.concurrent.CompletionException", null)]
    [InlineData("java.util.concurrent.CompletionException: only a sentence", null)]
    [InlineData("java.lang.IllegalStateException: x\n\tat a.b.C.d(C.java:1)\nCaused by: java.lang.Error: y\n", null)]
    [InlineData("", null)]
    [InlineData("password=secret: x", null)]
    public void Only_the_class_behind_a_wrapper_is_read(string trace, string? expected)
    {
        var text = JsonSerializer.Serialize(new { exceptionHistory = new { entries = new[] { new { exceptionName = "n", stacktrace = trace, timestamp = 5 } } } });

        Assert.Equal(expected, Read(text).Trace?.WrappedName);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("""{"a":["b"]}""")]
    public void A_trace_of_another_type_is_none(string trace)
    {
        var entry = Read($$$"""{"exceptionHistory":{"entries":[{"stacktrace":{{{trace}}},"exceptionName":"n","timestamp":5}]}}""");

        Assert.Null(entry.Trace);
        Assert.Equal(("n", 5), (entry.ExceptionName, entry.TimestampMs));
    }

    private static ExceptionEntry Read(string text) => Assert.Single(JsonSerializer.Deserialize(text, FlinkJson.Default.JobExceptions)!.History!.Entries!);
}
