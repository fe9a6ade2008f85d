using System.Text.Json;
using FlinkReady.FlinkModel.Payloads;

namespace FlinkReady.FlinkClient.Tests.Endpoints;

/// <summary>What is read of the exception of a job that Flink refused to restore. The causes are those of the recordings of restores, 1.20.5 and 2.3.0.</summary>
public sealed class RestoreRefusalTests
{
    private const string Id = "e7d10c5c3dca7d2059d631494000fce8";
    private const string Begin = "org.apache.flink.runtime.client.JobInitializationException: Could not start the JobMaster.\n\tat a.B.c(B.java:1)\nCaused by: java.util.concurrent.CompletionException: x\n\t... 4 more\nCaused by: ";
    private const string Loading = "\n\tat org.apache.flink.runtime.checkpoint.Checkpoints.loadCheckpointMetadata(Checkpoints.java:121)\n";

    [Theory]
    [InlineData("java.lang.IllegalStateException: Failed to rollback to checkpoint/savepoint file:/sp/savepoint-65d022-dfbc. Cannot map checkpoint/savepoint state for operator " + Id + " to the new program, because the operator is not available in the new program.", RestoreRefusalKind.NoOperator, Id, null, null)]
    [InlineData("java.lang.IllegalStateException: Failed to rollback to checkpoint/savepoint file:/state for operator 0123456789abcdef0123456789abcdef/sp. Cannot map checkpoint/savepoint state for operator " + Id + " to the new program", RestoreRefusalKind.NoOperator, Id, null, null)]
    [InlineData("java.lang.IllegalStateException: Failed to rollback to checkpoint/savepoint Checkpoint Metadata. Max parallelism mismatch between checkpoint/savepoint state and new program. Cannot map operator " + Id + " with max parallelism 128 to new program with max parallelism 256. This indicates", RestoreRefusalKind.MaxParallelismMismatch, Id, 128, 256)]
    [InlineData("java.lang.IllegalStateException: The state for task " + Id + " can not be restored. The maximum parallelism (128) of the restored state is lower than the configured parallelism (130). Please reduce", RestoreRefusalKind.ParallelismAboveMaximum, Id, 128, 130)]
    [InlineData("java.lang.IllegalStateException: There is no operator for the state " + Id, RestoreRefusalKind.NoOperatorForLatestCheckpoint, Id, null, null)]
    [InlineData("java.io.IOException: Unexpected magic number. This can have multiple reasons: (1) You are", RestoreRefusalKind.Unreadable, null, null, null)]
    [InlineData("java.io.FileNotFoundException: Cannot find checkpoint or savepoint file/directory 's3://b/sp' on file system 's3'.", RestoreRefusalKind.Unreadable, null, null, null)]
    [InlineData("com.amazonaws.services.s3.model.AmazonS3Exception: Forbidden" + Loading, RestoreRefusalKind.Unreadable, null, null, null)]
    public void Each_refusal_is_told_with_its_operator_and_figures(string cause, RestoreRefusalKind kind, string? id, int? stored, int? configured)
    {
        // A long path stands before the figures: they are read before anything is cut.
        Assert.Equal(new RestoreRefusal(kind, id, stored, configured), Trace(Begin + cause)!.Refusal);
        Assert.Equal(new RestoreRefusal(kind, id, stored, configured), Trace(Begin + cause.Replace("Failed to rollback", "Failed " + new string('x', 3000), StringComparison.Ordinal))!.Refusal);
    }

    [Theory]
    [InlineData("java.lang.IllegalArgumentException: Not a valid path")]
    [InlineData("java.lang.IllegalStateException: the table orders can not be restored")]
    [InlineData("java.lang.RuntimeException: Cannot instantiate user function.")]
    public void Another_failure_is_no_refusal(string cause) => Assert.Null(Trace(Begin + cause)!.Refusal);

    [Theory]
    [InlineData("java.lang.Error: first\n\tat a.B.c(B.java:1)\nCaused by: java.io.IOException: last\n\tat a.B.c(B.java:1)\n", "java.io.IOException: last")]
    [InlineData("java.lang.Error: only", "java.lang.Error: only")]
    [InlineData("java.io.IOException: no s3://key:hidden@bucket/sp", "java.io.IOException: no s3://******@bucket/sp")]
    [InlineData("java.sql.SQLException: jdbc:x?user=a&password=hidden&b=c", "java.sql.SQLException: jdbc:x?user=a&password=******&b=c")]
    [InlineData("a.B: {\"token\": \"seseme\"}", "a.B: {\"token\": \"******\"}")]
    [InlineData("a.B: Authorization: Bearer abcdefgh", "a.B: Authorization: Bearer ******")]
    public void The_root_cause_is_the_first_line_of_the_last_cause_without_secrets(string trace, string expected) => Assert.Equal(expected, Trace(trace)!.RootCause);

    [Fact]
    public void A_long_root_cause_is_cut() => Assert.Equal(new string('x', 200) + "…", Trace(new string('x', 5000))!.RootCause);

    /// <summary>A secret that the end of what is shown would cut in two has to be masked as a whole.</summary>
    [Fact]
    public void A_secret_at_the_cut_is_masked()
    {
        var cause = Trace($"a.B: {new string('x', 180)} s3://user:hidden{new string('y', 60)}@bucket/sp")!.RootCause!;

        Assert.DoesNotContain("user", cause, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", cause, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_surrogate_pair_costs_the_reason_and_nothing_else()
    {
        var entry = Assert.Single(JsonSerializer.Deserialize("""{"exceptionHistory":{"entries":[{"stacktrace":"a.B: \ud800","exceptionName":"n","timestamp":5}]}}""", FlinkJson.Default.JobExceptions)!.History!.Entries!);

        Assert.Equal(("n", 5, null), (entry.ExceptionName, entry.TimestampMs, entry.Trace?.RootCause));
    }

    private static FailureTrace? Trace(string trace) => Assert.Single(JsonSerializer.Deserialize(
        JsonSerializer.Serialize(new { exceptionHistory = new { entries = new[] { new { exceptionName = "n", stacktrace = trace, timestamp = 5 } } } }), FlinkJson.Default.JobExceptions)!.History!.Entries!).Trace;
}
