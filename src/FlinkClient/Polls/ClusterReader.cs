using System.Collections.Immutable;
using FlinkReady.FlinkClient.Endpoints;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.FlinkClient.Polls;

/// <inheritdoc cref="IClusterReader"/>
internal sealed class ClusterReader(IAnswerSource source, TimeProvider time) : IClusterReader
{
    public TargetAccess Access => source.Access;

    public async Task<ClusterSnapshot> ReadAsync(ClusterSnapshot? previous, ReadOptions options, CancellationToken cancellationToken)
    {
        var look = new Poll(source, time, cancellationToken);
        var snapshot = await ReadClusterAsync(look, previous, options);
        var jobs = snapshot.IsUp
            ? await ReadJobsAsync(look, snapshot, previous, options)
            : JobSelection.KeptAsTheyWere(previous, options);
        var secondLook = await LookAgainAsync(look, snapshot, cancellationToken);
        return snapshot with
        {
            Jobs = jobs.Selected,
            FilteredJobs = jobs.Filtered,
            SecondListing = secondLook,
            Exchanges = look.Exchanges,
            Elapsed = look.Elapsed,
        };
    }

    public void Dispose() => source.Dispose();

    private async Task<ClusterSnapshot> ReadClusterAsync(Poll look, ClusterSnapshot? previous, ReadOptions options)
    {
        // Alone and first: whether this fails tells whether anything else is worth asking.
        var jobsOverview = await look.AskAsync(FlinkEndpoints.JobsOverview, FlinkEndpoints.JobsOverview.Template, previous?.JobsOverview);
        if (jobsOverview.Failure is { } failure)
        {
            look.GiveUpAfter(failure);
        }

        var wasDown = previous is null || !previous.IsUp;
        Reading<DashboardConfiguration>? config = null;
        Reading<ClusterOverview>? overview = null;
        Reading<IReadOnlyList<ConfigurationEntry>>? jobManagerConfig = null;
        Reading<TaskManagerList>? taskManagers = null;
        Reading<JobIdList>? jobIds = null;
        await ForAllAsync<Func<Task>>(
            [
                async () => jobIds = await look.AskAsync(FlinkEndpoints.Jobs, FlinkEndpoints.Jobs.Template, previous?.JobIds),
                async () => taskManagers = await look.AskAsync(FlinkEndpoints.TaskManagers, FlinkEndpoints.TaskManagers.Template, previous?.TaskManagers),
                async () => overview = await SlowAsync(FlinkEndpoints.Overview, previous?.Overview),
                async () => config = await SlowAsync(FlinkEndpoints.Config, previous?.Config),
                async () => jobManagerConfig = await SlowAsync(FlinkEndpoints.JobManagerConfig, previous?.JobManagerConfiguration),
            ],
            ask => ask());

        // Without /jobs it takes /overview of this very look to call the cluster up.
        if (!jobIds!.IsAnswered && overview!.ReadAt < look.StartedAt)
        {
            overview = await look.AskAsync(FlinkEndpoints.Overview, FlinkEndpoints.Overview.Template, overview);
        }

        return new ClusterSnapshot
        {
            Access = source.Access,
            StartedAt = look.StartedAt,
            Elapsed = look.Elapsed,
            Config = config!,
            Overview = overview!,
            JobManagerConfiguration = jobManagerConfig!,
            TaskManagers = taskManagers!,
            JobIds = jobIds,
            JobsOverview = jobsOverview,
            Jobs = [],
            Exchanges = [],
        };

        Task<Reading<T>> SlowAsync<T>(Endpoint<T> endpoint, Reading<T>? earlier)
            where T : class =>
            earlier is { IsAnswered: true } && !wasDown && options.SlowInterval is { } interval && !JobSchedule.IsDue(earlier.ReadAt, interval, look.StartedAt)
                ? Task.FromResult(earlier)
                : look.AskAsync(endpoint, endpoint.Template, earlier);
    }

    private async Task<JobSelection> ReadJobsAsync(Poll look, ClusterSnapshot snapshot, ClusterSnapshot? previous, ReadOptions options)
    {
        var selection = JobSelection.Of(snapshot, previous, options);
        var scheduler = SchedulerKind.Of(snapshot.JobManagerConfiguration.Value, snapshot.Config.Value?.FlinkVersion ?? snapshot.Overview.Value?.FlinkVersion);
        var reader = new JobReader(look, scheduler);
        var jobs = new JobSnapshot[selection.Selected.Count];
        await ForAllAsync(Enumerable.Range(0, jobs.Length), async index =>
        {
            var job = selection.Selected[index];
            var due = selection.DueOf(job, options, look.StartedAt, snapshot.Config.Value?.RefreshIntervalMs);
            jobs[index] = due == JobDue.Nothing ? job : await reader.ReadAsync(job, due);
            options.JobRead?.Invoke(snapshot, jobs[index]);
        });
        return selection.WithReadings(jobs, options);
    }

    private async Task<SecondListing?> LookAgainAsync(Poll look, ClusterSnapshot snapshot, CancellationToken cancellationToken)
    {
        var ids = snapshot.JobIds;
        if (!IsOfThisLook(ids) || !IsOfThisLook(snapshot.JobsOverview)
            || ids.Value?.Jobs is not { } listed || snapshot.JobsOverview.Value?.Jobs is not { } seen)
        {
            return null;
        }

        var known = seen.Select(job => job.Id).ToImmutableHashSet(StringComparer.OrdinalIgnoreCase);
        if (listed.All(job => JobSchedule.IsTerminal(job.Status) || known.Contains(job.Id))
            || !await source.MayLookAgainAsync(snapshot.JobsOverview.ReadAt, cancellationToken))
        {
            return null;
        }

        var jobsOverview = await look.AskAsync(FlinkEndpoints.JobsOverview, FlinkEndpoints.JobsOverview.Template, null);
        return new SecondListing(await look.AskAsync(FlinkEndpoints.Jobs, FlinkEndpoints.Jobs.Template, null), jobsOverview);

        bool IsOfThisLook<T>(Reading<T> reading)
            where T : class => reading.ReadAt >= snapshot.StartedAt;
    }

    private Task ForAllAsync<T>(IEnumerable<T> items, Func<T, Task> action) =>
        Parallel.ForEachAsync(items, new ParallelOptions { MaxDegreeOfParallelism = source.Workers }, async (item, _) => await action(item));
}
