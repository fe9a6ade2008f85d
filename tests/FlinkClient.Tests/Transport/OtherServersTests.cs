using FlinkReady.FlinkClient.Tests.Support;
using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.FlinkClient.Tests.Transport;

/// <summary>Ports of Flink that are no JobManager's REST API say so, as far as their answers tell.</summary>
public sealed class OtherServersTests
{
    // As a HistoryServer of 2.3.0 answers.
    private const string HistoryConfig = """{"refresh-interval":10000,"flink-version":"2.3.0","features":{"web-submit":false,"web-cancel":false,"web-rescale":false,"web-history":true}}""";
    private const string NoFile = """{"errors":["File not found."]}""";

    [Theory]
    [InlineData("""{"jobs":[]}""")]
    [InlineData("""{"jobs":[{"jid":"10ad844e9065868ae36d57c2da9b6193","name":"orders","state":"FINISHED"}]}""")]
    public async Task A_HistoryServer_is_called_one_and_is_no_cluster(string jobs)
    {
        using var flink = new FlinkStub();
        using var clients = new Clients();
        flink.AnswerAll(NoFile, 404).Answer("/config", HistoryConfig).Answer("/jobs/overview", jobs);

        var look = await clients.PollAsync(Clients.To(flink.Url));

        Assert.False(look.IsUp);
        Assert.Equal(FailureReason.NotFlink, look.WhyDown!.Reason);
        Assert.Contains("HistoryServer", look.WhyDown.Message, StringComparison.Ordinal);
        Assert.Contains("rest.port", look.WhyDown.Message, StringComparison.Ordinal);
        Assert.Empty(look.Jobs);
    }

    [Fact]
    public async Task A_HistoryServer_that_answers_everything_is_one_all_the_same()
    {
        using var flink = new FlinkStub();
        using var clients = new Clients();
        flink.Answer("/config", HistoryConfig);

        Assert.Contains("HistoryServer", (await clients.PollAsync(Clients.To(flink.Url))).WhyDown!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_JobManager_says_that_it_has_no_history()
    {
        using var flink = new FlinkStub();
        using var clients = new Clients();
        flink.Answer("/config", HistoryConfig.Replace("\"web-history\":true", "\"web-history\":false", StringComparison.Ordinal));

        Assert.True((await clients.PollAsync(Clients.To(flink.Url))).IsUp);
    }

    // As the RPC port of a JobManager of 2.3.0 does.
    [Fact]
    public async Task A_port_that_closes_without_a_word_may_be_an_RPC_port()
    {
        using var clients = new Clients();
        await using var server = new RawServer((_, stream, _) =>
        {
            stream.Close();
            return Task.CompletedTask;
        });

        var failure = (await clients.PollAsync(Clients.To(server.Url))).WhyDown!;

        Assert.Equal(FailureReason.Connection, failure.Reason);
        Assert.Contains("rest.port", failure.Message, StringComparison.Ordinal);
    }

    // What began to answer does speak HTTP.
    [Fact]
    public async Task One_that_breaks_off_within_an_answer_is_none()
    {
        using var clients = new Clients();
        await using var server = new RawServer((_, stream, token) => stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"jobs\":["u8.ToArray(), token).AsTask());

        Assert.DoesNotContain("rest.port", (await clients.PollAsync(Clients.To(server.Url))).WhyDown!.Message, StringComparison.Ordinal);
    }
}
