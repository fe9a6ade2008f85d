using System.Text;
using FlinkReady.FlinkClient.Tests.Support;
using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.FlinkClient.Tests.Transport;

/// <summary>Every reason that an HTTP answer can be turned into.</summary>
public sealed class HttpFailureTests : IDisposable
{
    private const string Election = """{"errors":["Service temporarily unavailable due to an ongoing leader election. Please refresh."]}""";
    private const string Unreachable = """{"errors":["Internal server error.","<Exception on server side:\norg.apache.flink.RecipientUnreachableException: Could not send message\n\tat x"]}""";

    private readonly FlinkStub _flink = new();
    private readonly Clients _clients = new();

    [Theory]
    [InlineData(401, "<html>", FailureReason.Unauthorized, "credentials")]
    [InlineData(403, "", FailureReason.Forbidden, "credentials")]
    [InlineData(400, """{"errors":["Bad request"]}""", FailureReason.Http4xx, "Bad request")]
    [InlineData(400, "<html>400 The plain HTTP request was sent to HTTPS port</html>", FailureReason.Tls, "https://")]
    [InlineData(404, "<html>not found</html>", FailureReason.NotFlink, "prefix")]
    [InlineData(404, "default backend - 404", FailureReason.NotFlink, "prefix")]
    [InlineData(404, """{"errors":["Unable to load requested file /x."]}""", FailureReason.Http4xx, "prefix")]
    [InlineData(404, """{"errors":["Not found: /jobs/overview"]}""", FailureReason.NotFlink, "SQL Gateway")]
    [InlineData(405, "", FailureReason.Http4xx, "405")]
    [InlineData(500, Unreachable, FailureReason.Http5xx, "RecipientUnreachableException: Could not send message")]
    [InlineData(204, "", FailureReason.NotFlink, "204")]
    [InlineData(200, "", FailureReason.BadPayload, "empty")]
    [InlineData(200, "   \n", FailureReason.BadPayload, "empty")]
    [InlineData(200, "<html>log in</html>", FailureReason.NotFlink, "HTML")]
    [InlineData(200, "OK", FailureReason.NotFlink, "not JSON")]
    [InlineData(200, "{\"jobs\":[{\"jid\":\"10ad", FailureReason.BadPayload, "broken")]
    [InlineData(200, "{}", FailureReason.BadPayload, "jobs is missing")]
    [InlineData(200, "null", FailureReason.NotFlink, "not JSON")]
    [InlineData(200, "[]", FailureReason.BadPayload, "unexpected type")]
    [InlineData(200, """{"jobs":[null]}""", FailureReason.BadPayload, "null")]
    [InlineData(200, """{"jobs":[{"jid":"../../secret","name":"x"}]}""", FailureReason.BadPayload, "32 hex digits")]
    [InlineData(200, """{"jobs":[{"jid":"10ad844e9065868ae36d57c2da9b6193"}]}""", FailureReason.BadPayload, "")]
    [InlineData(200, """{"jobs":[{"jid":"10ad844e9065868ae36d57c2da9b6193","name":null}]}""", FailureReason.BadPayload, "")]
    [InlineData(200, """{"jobs":[{"jid":"10ad844e9065868ae36d57c2da9b6193","name":"x","start-time":"soon"}]}""", FailureReason.BadPayload, "$.jobs[0].start-time")]
    public async Task An_answer_that_is_none_has_its_reason(int status, string body, FailureReason reason, string hint)
    {
        _flink.AnswerAll(body, status, contentType: body.StartsWith('<') ? "text/html" : "application/json");

        var look = await PollAsync();

        var failure = look.JobsOverview.Failure!;
        Assert.Equal(reason, failure.Reason);
        Assert.Equal(status, failure.Status);
        Assert.Contains(hint, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
        Assert.False(look.IsUp);
        Assert.Equal(reason, look.Exchanges[0].Failure!.Reason);
    }

    [Theory]
    [InlineData(429, "", FailureReason.Http4xx)]
    [InlineData(502, "<html>", FailureReason.Http5xx)]
    [InlineData(503, Election, FailureReason.LeaderElection)]
    [InlineData(503, "upstream connect error", FailureReason.Http5xx)]
    [InlineData(504, "", FailureReason.Http5xx)]
    public async Task What_may_pass_is_asked_three_times_at_most(int status, string body, FailureReason reason)
    {
        _flink.Answer("/jobs/overview", body, status);

        var look = await PollAsync();

        Assert.Equal(reason, look.JobsOverview.Failure!.Reason);
        Assert.Equal(3, _flink.CountOf("/jobs/overview"));
    }

    [Fact]
    public async Task What_passed_by_the_second_attempt_is_a_value()
    {
        var attempts = 0;
        await using var server = new RawServer((head, stream, token) =>
        {
            var answer = head.StartsWith("GET /jobs/overview ", StringComparison.Ordinal) && Interlocked.Increment(ref attempts) == 1
                ? RawServer.Json("", 503, "Retry-After: 0\r\n")
                : RawServer.Json("""{"jobs":[]}""");
            return stream.WriteAsync(Encoding.UTF8.GetBytes(answer), token).AsTask();
        });

        var look = await _clients.PollAsync(Clients.To(server.Url));

        Assert.True(look.IsUp);
        Assert.Equal(2, attempts);
    }

    [Fact]
    public async Task A_server_that_asks_for_long_patience_is_not_asked_again_in_this_look()
    {
        _flink.Answer("/jobs/overview", "", 429, more: response => response.WithHeader("Retry-After", "3600"));

        await PollAsync();

        Assert.Equal(1, _flink.CountOf("/jobs/overview"));
    }

    [Fact]
    public async Task Flinks_own_500_is_neither_retried_nor_a_reason_to_stop_asking()
    {
        foreach (var path in (string[])["/checkpoints", "/checkpoints/config", "/config", "/exceptions"])
        {
            _flink.Answer($"/jobs/{FlinkStub.JobId}{path}", Unreachable, 500);
        }

        using var reader = _clients.Reader(_flink.Url);
        for (var i = 0; i < 5; i++)
        {
            var look = await reader.ReadAsync(null, FlinkClient.Polls.ReadOptions.Everything, TestContext.Current.CancellationToken);
            Assert.Equal(FailureReason.Http5xx, Assert.Single(look.Jobs).Checkpoints!.Failure!.Reason);
        }

        Assert.Equal(5, _flink.CountOf(".*/checkpoints"));
    }

    [Fact]
    public async Task A_target_that_lets_nobody_in_is_asked_once_and_everything_failed_for_that_reason()
    {
        _flink.AnswerAll("", 401);

        var look = await PollAsync();

        Assert.Single(_flink.Asked);
        Assert.Single(look.Exchanges);
        Assert.Equal(FailureReason.Unauthorized, look.Overview.Failure!.Reason);
        Assert.Equal(FailureReason.Unauthorized, look.TaskManagers.Failure!.Reason);
    }

    [Fact]
    public async Task A_cluster_in_fail_over_is_asked_what_its_JobManager_knows_by_itself()
    {
        foreach (var path in (string[])["/overview", "/jobs", "/jobs/overview", "/taskmanagers"])
        {
            _flink.Answer(path, Unreachable, 500);
        }

        var look = await PollAsync();

        Assert.False(look.IsUp);
        Assert.NotNull(look.Config.Value);
        Assert.Equal(FailureReason.Http5xx, look.JobsOverview.Failure!.Reason);
        Assert.Empty(look.Jobs);
    }

    [Fact]
    public async Task A_hundred_megabytes_are_cut_off_at_the_limit()
    {
        long sent = 0;
        await using var server = new RawServer(async (_, stream, token) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{\"jobs\":\""u8.ToArray(), token);
            var chunk = new byte[1024 * 1024];
            Array.Fill(chunk, (byte)'x');
            for (var i = 0; i < 100; i++)
            {
                await stream.WriteAsync(chunk, token);
                Interlocked.Add(ref sent, chunk.Length);
            }
        });

        var look = await _clients.PollAsync(Clients.To(server.Url) with { MaxBodyBytes = 2 * 1024 * 1024 });

        Assert.Equal(FailureReason.TooLarge, look.JobsOverview.Failure!.Reason);
        Assert.Contains("2 MiB", look.JobsOverview.Failure!.Message, StringComparison.Ordinal);
        Assert.True(Interlocked.Read(ref sent) < 50 * 1024 * 1024);
    }

    [Fact]
    public async Task A_length_beyond_the_limit_is_not_even_begun()
    {
        await using var server = new RawServer("HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n");

        var look = await _clients.PollAsync(Clients.To(server.Url) with { MaxBodyBytes = 1024 * 1024 });

        Assert.Equal(FailureReason.TooLarge, look.JobsOverview.Failure!.Reason);
    }

    [Fact]
    public async Task Json_nested_a_hundred_thousand_deep_is_refused()
    {
        _flink.Answer("/jobs/overview", "{\"x\":" + new string('[', 100_000) + new string(']', 100_000) + ",\"jobs\":[]}");

        var look = await PollAsync();

        Assert.Equal(FailureReason.BadPayload, look.JobsOverview.Failure!.Reason);
    }

    [Theory]
    [InlineData("""{"jobs":[],"jobs":[{"jid":"10ad844e9065868ae36d57c2da9b6193","name":"x","unknown":{"a":[1]}}],"more":true}""")]
    [InlineData("\uFEFF{\"jobs\":[{\"jid\":\"10ad844e9065868ae36d57c2da9b6193\",\"name\":\"x\"}]}")]
    public async Task Unknown_missing_and_repeated_fields_do_no_harm(string body)
    {
        _flink.Answer("/jobs/overview", body);

        var look = await PollAsync();

        Assert.Equal("x", Assert.Single(look.Jobs).Name);
        Assert.Null(look.Jobs[0].Overview!.State);
    }

    [Theory]
    [InlineData("\\ud800")]
    [InlineData("\\u0000\\u001b[31m")]
    public async Task Hostile_names_are_read_as_they_are_or_refused_but_never_thrown(string name)
    {
        _flink.Answer("/jobs/overview", $$"""{"jobs":[{"jid":"10ad844e9065868ae36d57c2da9b6193","name":"{{name}}"}]}""");

        var look = await PollAsync();

        Assert.True(look.IsUp || look.JobsOverview.Failure!.Reason == FailureReason.BadPayload);
    }

    [Fact]
    public async Task Bytes_that_are_no_UTF_8_are_refused()
    {
        await using var server = new RawServer(RawServer.Json("x").Replace("Content-Length: 1", "Content-Length: 12", StringComparison.Ordinal)[..^1] + "{\"jobs\":\"\u00ff\u00fe\"");

        var look = await _clients.PollAsync(Clients.To(server.Url));

        Assert.Equal(FailureReason.BadPayload, look.JobsOverview.Failure!.Reason);
    }

    public void Dispose()
    {
        _clients.Dispose();
        _flink.Dispose();
    }

    private Task<ClusterSnapshot> PollAsync() => _clients.PollAsync(Clients.To(_flink.Url));
}
