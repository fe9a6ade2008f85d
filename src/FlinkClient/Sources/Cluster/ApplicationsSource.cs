using FlinkReady.FlinkClient.Endpoints;
using FlinkReady.FlinkModel.Options;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.FlinkClient.Sources.Cluster;

/// <summary>
/// The applications of the cluster, from Flink 2.3 on. Asked where no job is listed, since one that failed before its job leaves nothing else, where the list
/// of jobs changed, and in every tenth poll.
/// </summary>
internal sealed class ApplicationsSource : FollowUpSource
{
    private readonly Endpoint<ApplicationList> _endpoint = new(ApplicationList.Key, FlinkJson.Default.ApplicationList, PayloadFaults.In);

    /// <inheritdoc/>
    public override SourceKey Key => ApplicationList.Key;

    /// <inheritdoc/>
    public override Endpoint Endpoint => _endpoint;

    /// <inheritdoc/>
    public override async Task<Reading?> ReadAsync(IRequester requester, ClusterTurn turn)
    {
        var version = turn.Now.Value(ClusterOverview.Key)?.FlinkVersion ?? turn.Now.Value(DashboardConfiguration.Key)?.FlinkVersion;
        if (!FlinkVersion.TryParse(version, out var known) || !known.IsAtLeast(2, 3))
        {
            return null;
        }

        var earlier = turn.Before.Get(ApplicationList.Key);
        return turn.IsSlowDue(ApplicationList.Key) || HasNoJob(turn.Now) || !Listed(turn.Now).SetEquals(Listed(turn.Before))
            ? await requester.AskAsync(_endpoint, ApplicationList.Key.Template, earlier)
            : earlier;
    }

    private static bool HasNoJob(ReadingSet readings) => readings.Value(JobsOverview.Key)?.Jobs is not { Count: > 0 };

    private static HashSet<(string Id, string? State)> Listed(ReadingSet readings) => [.. (readings.Value(JobsOverview.Key)?.Jobs ?? []).Select(static job => (job.Id, job.State))];
}
