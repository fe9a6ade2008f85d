using FlinkReady.FlinkClient.Polls;
using FlinkReady.FlinkClient.Tests.Support;
using FlinkReady.FlinkModel.Deployments;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.FlinkClient.Tests.Looks;

/// <summary>What others than the cluster say of its jobs holds as long as they say it, whether the cluster answers or not.</summary>
public sealed class DeclaredTests : IDisposable
{
    private readonly FlinkStub _flink = new();
    private readonly Clients _clients = new();
    private readonly IClusterReader _reader;
    private DeclaredReadings _declared = DeclaredReadings.None;
    private ClusterSnapshot? _previous;

    public DeclaredTests() => _reader = _clients.Reader(_flink.Url);

    public void Dispose()
    {
        _reader.Dispose();
        _clients.Dispose();
        _flink.Dispose();
    }

    [Fact]
    public async Task A_resource_that_changes_while_the_cluster_is_down_joins_the_jobs_that_are_kept()
    {
        _declared = OfJob(SessionJob("1"));
        await PollAsync();
        _flink.Answer("/jobs/overview", "", 500);
        _declared = OfJob(SessionJob("2"));

        var job = await PollAsync();

        Assert.False(_previous!.IsUp);
        Assert.Equal("2", job.Readings.Value(DeploymentResource.SessionJobKey)?.Name);
        Assert.NotNull(job.Readings.Value(JobDetails.Key));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(500)]
    public async Task A_resource_that_is_withdrawn_is_not_kept(int status)
    {
        _declared = OfJob(SessionJob("1"));
        await PollAsync();
        _flink.Answer("/jobs/overview", FlinkStub.JobsOverview(), status);
        _declared = DeclaredReadings.None;

        var job = await PollAsync();

        Assert.Null(job.Readings.Find(DeploymentResource.SessionJobKey));
        Assert.NotNull(job.Readings.Value(JobDetails.Key));
    }

    [Fact]
    public async Task What_is_said_as_before_is_the_same_reading_in_the_same_place()
    {
        _declared = OfJob(SessionJob("1"));
        var first = await PollAsync();
        var second = await PollAsync();

        Assert.Same(first.Readings, second.Readings);
    }

    private static DeclaredReadings OfJob(DeploymentResource resource)
    {
        var reading = Reading<DeploymentResource>.Of(DeploymentResource.SessionJobKey, resource.Address, DateTimeOffset.UnixEpoch, TimeSpan.Zero, resource, resource.Stamp);
        return DeclaredReadings.None with { OfJobs = new Dictionary<string, ReadingSet> { [FlinkStub.JobId] = ReadingSet.Of(reading) } };
    }

    private static DeploymentResource SessionJob(string name) =>
        new("FlinkSessionJob", "orders", name, new Dictionary<string, DeclaredValue>(), new Dictionary<string, DeclaredValue>());

    private async Task<JobSnapshot> PollAsync()
    {
        var options = ReadOptions.Incremental(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60)) with { Declared = () => _declared };
        _previous = await _reader.ReadAsync(_previous, options, TestContext.Current.CancellationToken);
        return Assert.Single(_previous.Jobs);
    }
}
