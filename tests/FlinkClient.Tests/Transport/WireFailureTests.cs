using System.Text;
using FlinkReady.FlinkClient.Polls;
using FlinkReady.FlinkClient.Tests.Support;
using FlinkReady.FlinkClient.Transport;
using FlinkReady.FlinkModel.Readings;
using Microsoft.Extensions.Time.Testing;

namespace FlinkReady.FlinkClient.Tests.Transport;

/// <summary>What can go wrong below HTTP.</summary>
public sealed class WireFailureTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(150);

    [Fact]
    public async Task A_refused_connection_says_so_and_the_rest_is_not_asked()
    {
        using var clients = new Clients();

        var look = await clients.PollAsync(Clients.To($"http://127.0.0.1:{LoopbackPort.Free()}"));

        Assert.Equal(FailureReason.Connection, look.JobsOverview.Failure!.Reason);
        Assert.Contains("refused", look.JobsOverview.Failure!.Message, StringComparison.Ordinal);
        Assert.Equal(look.JobsOverview.Failure, look.Config.Failure);
        Assert.Single(look.Exchanges);
    }

    [Fact]
    public async Task A_name_without_an_address_is_dns()
    {
        using var clients = new Clients();

        var look = await clients.PollAsync(Clients.To("http://no-such-host.invalid:8081"));

        Assert.Equal(FailureReason.Dns, look.JobsOverview.Failure!.Reason);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 11\r\n\r\n{\"jo")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"job\r\n")]
    public async Task An_answer_that_hangs_or_drips_ends_with_the_timeout(string begin)
    {
        using var clients = new Clients();
        await using var server = new RawServer(async (_, stream, token) =>
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(begin), token);
            while (begin.Length > 0)
            {
                await Task.Delay(20, token);
                await stream.WriteAsync(begin.EndsWith("Le", StringComparison.Ordinal) ? "n"u8.ToArray() : [], token);
            }

            await Task.Delay(Timeout.Infinite, token);
        });

        var look = await clients.PollAsync(Clients.To(server.Url) with { RequestTimeout = Short });

        Assert.Equal(FailureReason.Timeout, look.JobsOverview.Failure!.Reason);
        Assert.Contains("s:", look.JobsOverview.Failure!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 12)] // .NET takes a connection that closes without a byte for a stale one and tries three more.
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"jobs\":[", 3)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n{\"jobs\":[\r\n", 3)]
    public async Task A_connection_that_breaks_off_is_retried_and_then_a_connection_failure(string begin, int attempts)
    {
        using var clients = new Clients();
        await using var server = new RawServer(begin);

        var look = await clients.PollAsync(Clients.To(server.Url));

        Assert.Equal(FailureReason.Connection, look.JobsOverview.Failure!.Reason);
        Assert.Equal(attempts, server.Heads.Count(head => head.StartsWith("GET /jobs/overview ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_does_not_speak_HTTP_is_not_Flink()
    {
        using var clients = new Clients();
        await using var server = new RawServer("SSH-2.0-OpenSSH_9.2\r\nmore\r\n\r\n");

        var look = await clients.PollAsync(Clients.To(server.Url));

        Assert.Equal(FailureReason.NotFlink, look.JobsOverview.Failure!.Reason);
    }

    [Fact]
    public async Task A_TLS_alert_in_answer_to_plain_HTTP_says_use_https()
    {
        using var clients = new Clients();
        await using var server = new RawServer((_, stream, token) => stream.WriteAsync(new byte[] { 0x15, 3, 3, 0, 2, 2, 70, 10, 13, 10, 13, 10 }, token).AsTask());

        var look = await clients.PollAsync(Clients.To(server.Url));

        Assert.Equal(FailureReason.Tls, look.JobsOverview.Failure!.Reason);
        Assert.Contains("https://", look.JobsOverview.Failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_timeout_is_that_of_the_clock_that_was_handed_in()
    {
        var time = new FakeTimeProvider();
        using var clients = new Clients(time);
        await using var server = new RawServer((_, _, token) => Task.Delay(Timeout.Infinite, token));
        using var reader = clients.Reader(Clients.To(server.Url) with { RequestTimeout = TimeSpan.FromMinutes(1) });

        Assert.Equal(FailureReason.Timeout, (await LookWhileTimePassesAsync(reader, time)).JobsOverview.Failure!.Reason);
    }

    [Fact]
    public async Task A_target_that_dies_in_the_middle_of_a_look_is_left_alone_after_a_few_failures()
    {
        const int Jobs = 200;
        var jobs = string.Join(',', Enumerable.Range(0, Jobs).Select(i => $$"""{"jid":"{{i:x32}}","name":"j{{i}}","state":"RUNNING"}"""));
        using var clients = new Clients();
        await using var server = new RawServer((head, stream, token) => head.Split(' ')[1] switch
        {
            "/jobs/overview" => stream.WriteAsync(Encoding.UTF8.GetBytes(RawServer.Json($$"""{"jobs":[{{jobs}}]}""")), token).AsTask(),
            "/jobs" => stream.WriteAsync(Encoding.UTF8.GetBytes(RawServer.Json("""{"jobs":[]}""")), token).AsTask(),
            _ => Task.CompletedTask,
        });

        var look = await clients.PollAsync(Clients.To(server.Url));

        Assert.Equal(Jobs, look.Jobs.Count);
        var open = look.Jobs.Count(job => job.Details!.Failure!.Message.StartsWith("not asked", StringComparison.Ordinal));
        Assert.True(open > Jobs / 2, $"{open} of {Jobs}");
        Assert.True(server.Heads.Count < Jobs, $"{server.Heads.Count} requests");
        Assert.All(look.Jobs, job => Assert.Equal(FailureReason.Connection, job.Details!.Failure!.Reason));
    }

    [Fact]
    public async Task A_target_that_comes_back_is_up_in_the_next_look()
    {
        var time = new FakeTimeProvider();
        var isDead = true;
        using var clients = new Clients(time);
        await using var server = new RawServer((_, stream, token) =>
            Volatile.Read(ref isDead) ? Task.CompletedTask : stream.WriteAsync(Encoding.UTF8.GetBytes(RawServer.Json("""{"jobs":[]}""")), token).AsTask());
        using var reader = clients.Reader(server.Url);
        for (var i = 0; i < 4; i++)
        {
            Assert.False((await LookWhileTimePassesAsync(reader, time)).IsUp);
        }

        Volatile.Write(ref isDead, false);
        Assert.True((await LookWhileTimePassesAsync(reader, time)).IsUp);
    }

    // At an interval of a few seconds the breaker was open when the next poll began, so that the reason became the breaker itself.
    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public async Task A_target_that_stays_down_keeps_its_reason_and_is_asked_in_each_look(int jobManagers)
    {
        using var clients = new Clients();
        await using var server = new RawServer((_, _, _) => Task.CompletedTask);
        using var reader = clients.Reader([.. Enumerable.Range(0, jobManagers).Select(index => $"{server.Url}/{index}")]);
        for (var look = 1; look <= 4; look++)
        {
            var asked = server.Heads.Count;
            var snapshot = await reader.ReadAsync(null, ReadOptions.Everything, TestContext.Current.CancellationToken);

            Assert.Equal(FailureReason.Connection, snapshot.WhyDown!.Reason);
            Assert.DoesNotContain("not asked", snapshot.WhyDown.Message, StringComparison.Ordinal);
            Assert.True(server.Heads.Count > asked);
        }
    }

    [Fact]
    public async Task No_more_requests_are_in_flight_than_allowed()
    {
        var inFlight = 0;
        var most = 0;
        using var clients = new Clients();
        await using var server = new RawServer(async (head, stream, token) =>
        {
            var now = Interlocked.Increment(ref inFlight);
            InterlockedMax(ref most, now);
            await Task.Delay(10, token);
            Interlocked.Decrement(ref inFlight);
            await stream.WriteAsync(Encoding.UTF8.GetBytes(RawServer.Json("""{"jobs":[]}""")), token);
        });
        var connection = Clients.To(server.Url) with { MaxConcurrentRequests = 2 };
        using var reader = clients.Reader(connection);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => reader.ReadAsync(null, ReadOptions.Everything, TestContext.Current.CancellationToken)));

        Assert.InRange(most, 1, 2);
    }

    [Fact]
    public async Task A_look_that_is_cancelled_ends_with_what_it_has()
    {
        using var clients = new Clients();
        using var cancel = new CancellationTokenSource();
        await using var server = new RawServer(async (head, stream, token) =>
        {
            if (head.StartsWith("GET /jobs/overview ", StringComparison.Ordinal))
            {
                await stream.WriteAsync(Encoding.UTF8.GetBytes(RawServer.Json("""{"jobs":[]}""")), token);
                return;
            }

            await cancel.CancelAsync();
            await Task.Delay(Timeout.Infinite, token);
        });
        using var reader = clients.Reader(server.Url);

        var look = await reader.ReadAsync(null, ReadOptions.Everything, cancel.Token);

        Assert.NotNull(look.JobsOverview.Value);
        Assert.Equal(FailureReason.Cancelled, look.JobIds.Failure!.Reason);
        Assert.False(look.IsUp);
    }

    [Fact]
    public async Task Nothing_but_GET_without_a_body_reaches_the_wire()
    {
        using var invoker = new HttpMessageInvoker(new ReadOnlyHandler { InnerHandler = new SocketsHttpHandler() });
        foreach (var method in (HttpMethod[])[HttpMethod.Post, HttpMethod.Put, HttpMethod.Patch, HttpMethod.Delete, HttpMethod.Head])
        {
            using var request = new HttpRequestMessage(method, $"http://127.0.0.1:{LoopbackPort.Free()}/jars");
            await Assert.ThrowsAsync<InvalidOperationException>(() => invoker.SendAsync(request, TestContext.Current.CancellationToken));
        }

        using var withBody = new HttpRequestMessage(HttpMethod.Get, "http://127.0.0.1/") { Content = new StringContent("x") };
        await Assert.ThrowsAsync<InvalidOperationException>(() => invoker.SendAsync(withBody, TestContext.Current.CancellationToken));
    }

    private static async Task<ClusterSnapshot> LookWhileTimePassesAsync(IClusterReader reader, FakeTimeProvider time)
    {
        var look = reader.ReadAsync(null, ReadOptions.Everything, TestContext.Current.CancellationToken);
        while (!look.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(500));
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        return await look;
    }

    private static void InterlockedMax(ref int target, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref target)) < value && Interlocked.CompareExchange(ref target, value, seen) != seen)
        {
        }
    }
}
