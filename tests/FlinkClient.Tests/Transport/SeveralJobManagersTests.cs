using FlinkReady.FlinkClient.Polls;
using FlinkReady.FlinkClient.Tests.Support;
using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.FlinkClient.Tests.Transport;

public sealed class SeveralJobManagersTests : IDisposable
{
    private readonly Clients _clients = new();
    private readonly FlinkStub _first = new();
    private readonly FlinkStub _second = new();

    [Fact]
    public async Task The_first_is_asked_as_long_as_it_answers()
    {
        using var reader = _clients.Reader(_first.Url, _second.Url);

        Assert.True((await PollAsync(reader)).IsUp);
        Assert.Empty(_second.Asked);
    }

    [Fact]
    public async Task The_next_is_asked_within_the_same_look_and_first_from_then_on()
    {
        using var reader = _clients.Reader($"http://127.0.0.1:{LoopbackPort.Free()}", _second.Url, _first.Url);

        var look = await PollAsync(reader);
        await PollAsync(reader);

        Assert.True(look.IsUp, look.JobsOverview.Failure?.Message);
        Assert.Empty(_first.Asked);
        Assert.Equal(2, _second.CountOf("/jobs/overview"));
    }

    [Theory]
    [InlineData(500, """{"errors":["Internal server error."]}""")]
    [InlineData(503, """{"errors":["Service temporarily unavailable due to an ongoing leader election. Please refresh."]}""")]
    [InlineData(404, "default backend")]
    public async Task A_JobManager_that_has_no_leader_is_passed_over(int status, string body)
    {
        _first.AnswerAll(body, status);
        using var reader = _clients.Reader(_first.Url, _second.Url);

        Assert.True((await PollAsync(reader)).IsUp);
        Assert.Equal(1, _first.CountOf("/jobs/overview"));
    }

    [Fact]
    public async Task A_jobs_own_500_is_asked_of_one_of_them_only()
    {
        _first.Answer($"/jobs/{FlinkStub.JobId}/checkpoints", """{"errors":["Internal server error."]}""", 500);
        using var reader = _clients.Reader(_first.Url, _second.Url);

        var look = await PollAsync(reader);

        Assert.Equal(FailureReason.Http5xx, look.Jobs[0].Checkpoints!.Failure!.Reason);
        Assert.Empty(_second.Asked);
    }

    [Fact]
    public async Task The_failure_of_all_of_them_is_one_failure()
    {
        using var reader = _clients.Reader($"http://127.0.0.1:{LoopbackPort.Free()}", $"http://127.0.0.1:{LoopbackPort.Free()}");

        var look = await PollAsync(reader);

        Assert.Equal(FailureReason.Connection, look.JobsOverview.Failure!.Reason);
        Assert.Single(look.Exchanges);
    }

    public void Dispose()
    {
        _clients.Dispose();
        _first.Dispose();
        _second.Dispose();
    }

    private static Task<ClusterSnapshot> PollAsync(IClusterReader reader) =>
        reader.ReadAsync(null, ReadOptions.Everything, TestContext.Current.CancellationToken);
}
