using System.Text;
using FlinkReady.FlinkClient.Polls;
using FlinkReady.FlinkClient.Tests.Support;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.FlinkClient.Tests.Looks;

/// <summary>A cluster whose answers take more memory than one target may make the program keep.</summary>
public sealed class MemoryLimitTests : IDisposable
{
    private const int Jobs = 40;

    private readonly FlinkStub _flink = new();
    private readonly Clients _clients = new();

    [Fact]
    public async Task What_does_not_fit_is_left_out_and_counted_and_what_was_read_stays()
    {
        ListJobs(Jobs);
        using var reader = _clients.Reader(_flink.Url);
        var options = ReadOptions.Everything with { MaxMemory = 200_000 };

        var first = await reader.ReadAsync(null, options, TestContext.Current.CancellationToken);
        var second = await reader.ReadAsync(first, options, TestContext.Current.CancellationToken);

        Assert.True(first.IsUp);
        var known = first.Jobs.Where(job => job.Details?.Value is not null).Select(job => job.Id).ToList();
        Assert.InRange(known.Count, 2, Jobs - 2);
        Assert.All(first.Jobs.Where(job => job.Details is { Value: null }), job => Assert.Equal(FailureReason.TooLarge, job.Details!.Failure!.Reason));
        Assert.Equal(Jobs - known.Count, first.LeftOut!.Count);
        Assert.Contains("maxTargetMemory", first.LeftOut.Why, StringComparison.Ordinal);
        Assert.Superset(known.ToHashSet(), second.Jobs.Where(job => job.Details?.Value is not null).Select(job => job.Id).ToHashSet());
    }

    // The same wherever it comes from: a recording, the command line, a witness.
    [Fact]
    public async Task A_job_of_which_only_what_was_added_does_not_fit_is_counted()
    {
        var file = new CheckpointMetadata { Path = new string('a', 200_000), Version = 6, CheckpointId = 7, Operators = [] };
        using var reader = new AddingReader(_clients.Reader(_flink.Url), (job, room) => job with
        {
            Readings = job.Readings.With(room.Fit(Reading<CheckpointMetadata>.Of(CheckpointMetadata.Key, file.Path, DateTimeOffset.UnixEpoch, TimeSpan.Zero, file), job.Readings.Get(CheckpointMetadata.Key))),
        });
        var options = ReadOptions.Everything with { MaxMemory = 200_000 };

        var first = await reader.ReadAsync(null, options, TestContext.Current.CancellationToken);
        var second = await reader.ReadAsync(first, options, TestContext.Current.CancellationToken);
        var third = await reader.ReadAsync(second, ReadOptions.Everything, TestContext.Current.CancellationToken);

        Assert.NotNull(Assert.Single(first.Jobs).Details!.Value);
        Assert.Equal((1, 1), (first.LeftOut?.Count, second.LeftOut?.Count));
        Assert.Contains("maxTargetMemory", first.LeftOut!.Why, StringComparison.Ordinal);
        Assert.NotNull(third.Jobs[0].Readings.Value(CheckpointMetadata.Key));
        Assert.Null(third.LeftOut);
    }

    [Fact]
    public async Task With_room_for_all_nothing_is_left_out()
    {
        ListJobs(Jobs);

        var poll = await _clients.PollAsync(Clients.To(_flink.Url));

        Assert.Null(poll.LeftOut);
        Assert.All(poll.Jobs, job => Assert.NotNull(job.Details!.Value));
    }

    [Fact]
    public async Task Of_more_jobs_than_are_read_of_one_target_the_rest_is_counted()
    {
        const int Beyond = 5;
        var list = string.Join(',', Enumerable.Range(0, BoundedList<JobOverview>.Most + Beyond).Select(job => $$"""{"jid":"{{job:x32}}","name":"job","state":"FINISHED"}"""));
        _flink.Answer("/jobs/overview", $$"""{"jobs":[{{list}}]}""");

        var poll = await _clients.Reader(_flink.Url).ReadAsync(null, ReadOptions.Everything with { JobFilter = _ => false }, TestContext.Current.CancellationToken);

        Assert.Equal(Beyond, poll.LeftOut!.Count);
        Assert.Equal(BoundedList<JobOverview>.Most, poll.FilteredJobs);
    }

    [Fact]
    public async Task A_job_of_more_vertices_than_are_read_is_unknown()
    {
        var vertices = string.Join(',', Enumerable.Range(0, BoundedList<JobVertex>.Most + 1).Select(vertex => $$"""{"id":"{{vertex:x32}}","name":"v"}"""));
        _flink.Answer($"/jobs/{FlinkStub.JobId}", $$"""{"jid":"{{FlinkStub.JobId}}","name":"orders","state":"RUNNING","vertices":[{{vertices}}]}""");

        var poll = await _clients.PollAsync(Clients.To(_flink.Url));

        Assert.Contains("20001", Assert.Single(poll.Jobs).Details!.Failure!.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _clients.Dispose();
        _flink.Dispose();
    }

    // Each job has a description of its own of 10,000 letters.
    private void ListJobs(int count)
    {
        var (list, ids) = (new StringBuilder(), new StringBuilder());
        for (var job = 0; job < count; job++)
        {
            var (id, comma) = ($"{job:x32}", job == 0 ? string.Empty : ",");
            list.Append($$"""{{comma}}{"jid":"{{id}}","name":"job-{{job}}","state":"RUNNING","start-time":1000,"tasks":{"total":2,"running":2} }""");
            ids.Append($$"""{{comma}}{"id":"{{id}}","status":"RUNNING"}""");
            var description = new string((char)('a' + (job % 26)), 10_000) + job;
            _flink.Answer($"/jobs/{id}", FlinkStub.JobDetails().Replace(FlinkStub.JobId, id, StringComparison.Ordinal).Replace("Source: a<br/>", description, StringComparison.Ordinal));
        }

        _flink.Answer("/jobs/overview", $$"""{"jobs":[{{list}}]}""");
        _flink.Answer("/jobs", $$"""{"jobs":[{{ids}}]}""");
    }
}
