using System.Text.Json.Nodes;
using FlinkReady.Fleet.Clusters;

namespace FlinkReady.Fleet.Answers;

/// <summary>The REST API of one simulated JobManager.</summary>
/// <param name="cluster">The cluster.</param>
/// <param name="time">Its clock.</param>
/// <param name="find">Finds a run by its id; null: in the cluster, which has to look through all of them.</param>
public sealed class JobManager(SimulatedCluster cluster, TimeProvider time, Func<string, JobRun?>? find = null)
{
    /// <summary>Keys and values beside the recorded ones.</summary>
    public IReadOnlyList<(string Key, string Value)> ExtraConfiguration { get; init; } = [];

    /// <summary>The answer to a request.</summary>
    /// <param name="method">Other methods than GET are not found, as in Flink.</param>
    /// <param name="target">Path and query below the cluster's root.</param>
    public Answer Respond(string method, string target)
    {
        var now = time.GetUtcNow();
        var path = Normalised(target);
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (method != "GET")
        {
            return Errors(404, $"Not found: {path}");
        }

        return cluster.Leader(now) switch
        {
            LeaderState.Electing => Answer.Of(503, cluster.Templates.Copy("errors/leader-election")),
            LeaderState.Lost when path != "/config" => Answer.Of(500, cluster.Templates.Copy("errors/unreachable")),
            LeaderState.LostButCached when path != "/config" && parts.Length < 2 => Answer.Of(500, cluster.Templates.Copy("errors/unreachable")),
            LeaderState.LostButCached when path is "/jobs/overview" => Answer.Of(500, cluster.Templates.Copy("errors/unreachable")),
            _ => Route(path, parts, now),
        };
    }

    private Answer Route(string path, string[] parts, DateTimeOffset now) => parts switch
    {
        ["config"] => ClusterAnswers.Config(cluster),
        ["overview"] => ClusterAnswers.Overview(cluster, now),
        ["taskmanagers"] => ClusterAnswers.TaskManagers(cluster, now),
        ["jobmanager", "config"] => ClusterAnswers.JobManagerConfiguration(cluster, ExtraConfiguration),
        ["jobs"] => ClusterAnswers.JobIds(cluster, now),
        ["jobs", "overview"] => ClusterAnswers.JobsOverview(cluster, now),
        ["applications", "overview"] when cluster.Templates.HasApplications => ClusterAnswers.Applications(cluster, now),
        ["jobs", "metrics"] => ClusterAnswers.LargestMetadata(),
        ["jobs", var id, .. var rest] => Job(path, id, rest, now),
        _ => Errors(404, $"Unable to load requested file {path}."),
    };

    private Answer Job(string path, string id, string[] rest, DateTimeOffset now)
    {
        if (id.Length != 32 || !id.All(char.IsAsciiHexDigit))
        {
            return Answer.Of(400, cluster.Templates.Copy("errors/bad-parameter"));
        }

        if ((find is null ? cluster.Run(id.ToLowerInvariant(), now) : find(id.ToLowerInvariant())) is not { } run)
        {
            return Answer.Of(404, cluster.Templates.Copy("errors/unknown-job"));
        }

        return rest switch
        {
            [] => JobAnswers.Details(cluster, run, now),
            ["config"] => JobAnswers.Config(cluster, run),
            ["exceptions"] => JobAnswers.Exceptions(cluster, run, now),
            ["resource-requirements"] => JobAnswers.ResourceRequirements(cluster, run),
            ["checkpoints"] => CheckpointAnswers.Statistics(cluster, run, now),
            ["checkpoints", "config"] => CheckpointAnswers.Config(cluster, run, now),
            ["checkpoints", "details", var checkpoint] => CheckpointAnswers.Details(cluster, run, checkpoint, now),
            _ => Errors(404, $"Unable to load requested file {path}."),
        };
    }

    private static string Normalised(string target)
    {
        var query = target.IndexOf('?', StringComparison.Ordinal);
        var path = (query < 0 ? target : target[..query]).TrimEnd('/');
        return path.StartsWith("/v1/", StringComparison.Ordinal) ? path[3..] : path;
    }

    private static Answer Errors(int status, string message) => Answer.Of(status, new JsonObject { ["errors"] = new JsonArray(message) });
}
