using System.Text;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Witnesses.Contents;
using FlinkReady.Witnesses.Prometheus;

namespace FlinkReady.Witnesses.Tests.Prometheus;

public sealed class PrometheusWitnessTests
{
    private const long Start = 1_795_912_900_000;

    private static readonly string JobId = new('0', 32), A = new('a', 32), B = new('b', 32), C = new('c', 32), D = new('d', 32);
    private static readonly VertexOperatorCount[] Vertices = [new(A, 2), new(B, 2)];

    [Fact]
    public async Task One_question_is_asked_below_the_servers_path()
    {
        await using var server = Server(_ => Rows((A, A), (C, A), (B, B), (D, B)));
        var reading = await ReadAsync(server, Start + 21_404, new() { ["namespace"] = "a\"b\\c" });
        Assert.Equal(OperatorIdsResult.Whole, reading.Result);
        Assert.Equal(new Uri(server.Url, "prefix/").AbsoluteUri, reading.Set!.Origin);
        var asked = Uri.UnescapeDataString(Assert.Single(server.Asked));
        Assert.StartsWith("GET /prefix/api/v1/query?query=group by (task_id, ", asked);
        Assert.Contains("operator_id!=\"\", namespace=\"a\\\"b\\\\c\"}[21s]))&time=1795912921.404", asked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_missing_of_a_long_run_is_asked_for_at_its_beginning()
    {
        await using var server = Server(query => query.Contains("time=1795913500.000", StringComparison.Ordinal) ? Rows((A, A), (C, A)) : Rows((B, B), (D, B)));
        var reading = await ReadAsync(server, Start + 3_600_000);
        Assert.Equal(OperatorIdsResult.Whole, reading.Result);
        Assert.Equal(2, server.Asked.Count);
        Assert.All(server.Asked, asked => Assert.Contains("[600s]", Uri.UnescapeDataString(asked), StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_missing_of_a_short_run_is_missing_yet()
    {
        await using var server = Server(_ => Rows((B, B), (D, B)));
        Assert.Equal(OperatorIdsResult.Partial, (await ReadAsync(server, Start + 500_000)).Result);
        Assert.Single(server.Asked);
    }

    [Theory]
    [InlineData(401, UnreadReason.Denied)]
    [InlineData(403, UnreadReason.Denied)]
    [InlineData(404, UnreadReason.Failed)]
    [InlineData(302, UnreadReason.Failed)]
    [InlineData(502, UnreadReason.Failed)]
    public async Task A_status_has_its_reason(int status, object reason)
    {
        await using var server = Server(_ => "no", status);
        Assert.Equal(reason, (await Assert.ThrowsAsync<UnreadException>(() => ReadAsync(server, Start + 1000))).Reason);
        Assert.Single(server.Asked);
    }

    [Fact]
    public async Task An_error_of_the_query_says_why()
    {
        await using var server = Server(_ => "{\"status\":\"error\",\"error\":\"query timed out\"}", 503);
        Assert.Contains("query timed out", (await Assert.ThrowsAsync<UnreadException>(() => ReadAsync(server, Start + 1000))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_not_read_on()
    {
        await using var server = Server(_ => new string(' ', 2_000_000));
        Assert.Equal(UnreadReason.TooLarge, (await Assert.ThrowsAsync<UnreadException>(() => ReadAsync(server, Start + 1000, limits: new() { MaxBodyBytes = 1_000_000 }))).Reason);
    }

    [Fact]
    public async Task No_answer_ends_with_the_time_for_it()
    {
        var ended = new TaskCompletionSource();
        await using var server = new RequestServer(async context =>
        {
            await ended.Task;
            context.Response.Abort();
        });
        var failure = await Assert.ThrowsAsync<UnreadException>(() => ReadAsync(server, Start + 1000, limits: new() { Timeout = TimeSpan.FromMilliseconds(200) }));
        ended.SetResult();
        Assert.Equal((UnreadReason.Failed, "no answer within 0.2 s"), (failure.Reason, failure.Message));
    }

    [Theory]
    [InlineData("name space")]
    [InlineData("")]
    [InlineData("a\"}")]
    public async Task A_matcher_that_names_no_label_is_said_so(string label)
    {
        await using var server = Server(_ => Rows());
        Assert.Equal(UnreadReason.NotConfigured, (await Assert.ThrowsAsync<UnreadException>(() => ReadAsync(server, Start + 1000, new() { [label] = "x" }))).Reason);
        Assert.Empty(server.Asked);
    }

    private static RequestServer Server(Func<string, string> body, int status = 200) => new(async context =>
    {
        context.Response.StatusCode = status;
        await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(body(context.Request.RawUrl!)));
        context.Response.Close();
    });

    private static string Rows(params (string Id, string Vertex)[] rows) =>
        $"{{\"status\":\"success\",\"data\":{{\"resultType\":\"vector\",\"result\":[{string.Join(',', rows.Select(row => $"{{\"metric\":{{\"operator_id\":\"{row.Id}\",\"task_id\":\"{row.Vertex}\"}},\"value\":[1,\"1\"]}}"))}]}}}}";

    private static async Task<OperatorIdsReading> ReadAsync(RequestServer server, long nowMs, Dictionary<string, string>? matchers = null, PrometheusLimits? limits = null)
    {
        using var client = new HttpMessageInvoker(new SocketsHttpHandler { AllowAutoRedirect = false });
        return await new PrometheusWitness(new Uri(server.Url, "prefix/"), matchers ?? [], client, limits ?? new(), TimeProvider.System)
            .ReadAsync(new RunGraph(JobId, Start, nowMs, Vertices, 0), TestContext.Current.CancellationToken);
    }
}
