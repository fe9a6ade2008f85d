using FlinkReady.FlinkClient.Polls;
using FlinkReady.FlinkClient.Tests.Support;
using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.FlinkClient.Tests.Looks;

/// <summary>Answers that don't agree on who they are about.</summary>
public sealed class StrangeJobTests : IDisposable
{
    private readonly FlinkStub _flink = new();
    private readonly Clients _clients = new();

    [Fact]
    public async Task An_answer_about_another_job_is_a_bad_payload()
    {
        _flink.Answer($"/jobs/{FlinkStub.JobId}", FlinkStub.JobDetails().Replace(FlinkStub.JobId, new string('0', 32), StringComparison.Ordinal));

        var poll = await _clients.PollAsync(Clients.To(_flink.Url));

        var job = Assert.Single(poll.Jobs);
        Assert.Equal(FailureReason.BadPayload, job.Details!.Failure!.Reason);
        Assert.Contains("another job", job.Details!.Failure!.Message, StringComparison.Ordinal);
        Assert.Contains(poll.Exchanges, exchange => exchange.Path == $"/jobs/{FlinkStub.JobId}" && exchange.Failure is { Reason: FailureReason.BadPayload });
    }

    [Fact]
    public async Task An_id_in_other_case_is_the_same_job_in_each_list_and_each_poll()
    {
        using var reader = _clients.Reader(_flink.Url);
        var upper = FlinkStub.JobId.ToUpperInvariant();
        _flink.Answer("/jobs", $$"""{"jobs":[{"id":"{{upper}}","status":"RUNNING"}]}""");

        var first = await reader.ReadAsync(null, ReadOptions.Everything, TestContext.Current.CancellationToken);
        _flink.Answer("/jobs/overview", FlinkStub.JobsOverview().Replace(FlinkStub.JobId, upper, StringComparison.Ordinal));
        var second = await reader.ReadAsync(first, ReadOptions.Everything, TestContext.Current.CancellationToken);

        Assert.Equal("RUNNING", Assert.Single(first.Jobs).ListedStatus);
        Assert.Equal(FlinkStub.JobId, Assert.Single(second.Jobs).Id);
    }

    public void Dispose()
    {
        _clients.Dispose();
        _flink.Dispose();
    }
}
