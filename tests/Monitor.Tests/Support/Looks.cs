using FlinkReady.FlinkClient.Polls;
using FlinkReady.FlinkClient.Recordings;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.Monitor.Tests.Support;

/// <summary>Looks made by hand: a cluster without high availability, so that <c>ha-enabled</c> fails, with jobs that have no checkpoints.</summary>
internal static class Looks
{
    public static ClusterSnapshot Up(DateTimeOffset at, params (string Id, string Name)[] jobs) => new()
    {
        Access = Made.Access,
        StartedAt = at,
        Elapsed = TimeSpan.Zero,
        Readings = ReadingSet.Of(
            Read(DashboardConfiguration.Key, at, new DashboardConfiguration(3000, "1.20.5", null)),
            Read(ClusterOverview.Key, at, new ClusterOverview("1.20.5", 1, 4, 2, jobs.Length)),
            Read(JobManagerConfiguration.Key, at, []),
            Read(TaskManagerList.Key, at, new TaskManagerList([])),
            Read(JobIdList.Key, at, new JobIdList([.. jobs.Select(job => new JobIdWithStatus(job.Id, "RUNNING"))])),
            Read(JobsOverview.Key, at, new JobsOverview([.. jobs.Select(job => Overview(at, job))]))),
        Jobs = [.. jobs.Select(job => Job(at, job))],
        Exchanges = [Exchange("/jobs/overview", at, null)],
    };

    /// <summary>The looks of a public report, one after the other.</summary>
    public static async Task<ClusterSnapshot[]> OfReportAsync(string report)
    {
        using var series = Recording.Open(SharedMaterial.PathOf("reports", report, "input")!);
        var looks = new List<ClusterSnapshot>();
        foreach (var snapshot in series.Snapshots)
        {
            looks.Add(await snapshot.Reader.ReadAsync(looks.LastOrDefault(), ReadOptions.Everything, TestContext.Current.CancellationToken));
        }

        return [.. looks];
    }

    public static ClusterSnapshot Down(DateTimeOffset at, FailureReason reason = FailureReason.Connection) => Unanswered(at, new Failure(reason, 0, "connection refused"));

    private static ClusterSnapshot Unanswered(DateTimeOffset at, Failure failure) =>
        Targets.UnansweredPoll.Of(Made.Access, at, TimeSpan.Zero, failure) with { Exchanges = [Exchange("/jobs/overview", at, failure)] };

    private static JobSnapshot Job(DateTimeOffset at, (string Id, string Name) job) => new()
    {
        Id = job.Id,
        Overview = Overview(at, job),
        ListedStatus = "RUNNING",
        Readings = ReadingSet.Of(
            Read(JobDetails.Key, at, new JobDetails(
            job.Id, job.Name, "RUNNING", "STREAMING", null, Made.Noon.ToUnixTimeMilliseconds(), at.ToUnixTimeMilliseconds(), 128, null, null,
            [new JobVertex("cbc357ccb763df2852fee8c4fc7d55f2", "Source", 1, 128, "RUNNING", new VertexTasks(0, 0, 0, 0, 1, 0, 0, 0, 0, 0), null)],
            new JobPlan("STREAMING", [new PlanNode("cbc357ccb763df2852fee8c4fc7d55f2", "Source", null)])), job.Id),
            Read(CheckpointConfig.Key, at, NoCheckpoints, job.Id)),
    };

    private static CheckpointConfig NoCheckpoints =>
        new("at_least_once", long.MaxValue, 600_000, 0, 1, null, "HashMapStateBackend", "JobManagerCheckpointStorage", false, 0, 0, true, false, "memory");

    private static JobOverview Overview(DateTimeOffset at, (string Id, string Name) job) =>
        new(job.Id, job.Name, "RUNNING", Made.Noon.ToUnixTimeMilliseconds(), -1, at.ToUnixTimeMilliseconds(), null, new JobOverviewTasks(1, 1, 0));

    private static Reading<T> Read<T>(SourceKey<T> key, DateTimeOffset at, T value, string jobId = "")
        where T : class => ReadingAccess.Answer(key, key.PathOf(jobId), at, value);

    private static Exchange Exchange(string path, DateTimeOffset at, Failure? failure) => new(path, path, failure is null ? 200 : 0, at, TimeSpan.FromMilliseconds(2), 10, failure);
}
