using System.Text.Json.Nodes;
using FlinkReady.Fleet.Clusters;

namespace FlinkReady.Fleet.Answers;

/// <summary>The answers about one job that come from its execution graph.</summary>
internal static class JobAnswers
{
    private static readonly TimeSpan CacheTime = TimeSpan.FromSeconds(3);

    /// <summary>The parallelism of each vertex at a moment.</summary>
    public static IEnumerable<int> Parallelisms(JobRun run, JobCondition condition) =>
        run.Traits.Graph.Vertices.Select(vertex => Scaled(vertex!["parallelism"]!.GetValue<int>(), condition));

    /// <summary>Sets the one count of <paramref name="counts"/> that belongs to a state, whatever the case of its name; all others to 0.</summary>
    public static void Count(JsonObject counts, string? state, int number)
    {
        foreach (var name in counts.Select(count => count.Key).ToList())
        {
            counts[name] = string.Equals(name, state, StringComparison.OrdinalIgnoreCase) ? number : 0;
        }
    }

    /// <summary>
    /// <c>/jobs/:jobid</c>: the graph is as old as Flink's cache lets it be, while <c>now</c> is the present.
    /// </summary>
    public static Answer Details(SimulatedCluster cluster, JobRun run, DateTimeOffset now)
    {
        var cachedAt = new DateTimeOffset(now.Ticks - (now.Ticks % CacheTime.Ticks), TimeSpan.Zero);
        var seenAt = cachedAt > run.StartedAt ? cachedAt : now;
        var condition = run.At(seenAt);
        var body = run.Traits.Graph.Job.DeepClone().AsObject();
        Describe(body, run, condition, now);
        if (cluster.Templates.HasApplications)
        {
            body["application-id"] = condition.TaskState is null ? null : run.Id;
            body["schedulerType"] = condition.TaskState is null ? null : run.Traits.IsAdaptive ? "Adaptive" : "Default";
        }

        if (condition.TaskState is null)
        {
            WithoutGraph(body, cluster.Templates.HasApplications);
            return Answer.Ok(body);
        }

        foreach (var vertex in body["vertices"]!.AsArray())
        {
            var parallelism = Scaled(vertex!["parallelism"]!.GetValue<int>(), condition);
            vertex["parallelism"] = parallelism;
            vertex["status"] = condition.TaskState;
            vertex["start-time"] = condition.ModifiedAt.ToUnixTimeMilliseconds();
            vertex["end-time"] = condition.IsTerminal ? condition.ModifiedAt.ToUnixTimeMilliseconds() : -1;
            vertex["duration"] = condition.IsTerminal ? 0 : (now - condition.ModifiedAt).Ticks / TimeSpan.TicksPerMillisecond;
            Count(vertex["tasks"]!.AsObject(), condition.TaskState, parallelism);
        }

        Count(body["status-counts"]!.AsObject(), condition.TaskState, body["vertices"]!.AsArray().Count);
        var plan = body["plan"]!;
        plan["jid"] = run.Id;
        plan["name"] = run.Traits.Name;
        foreach (var node in plan["nodes"]!.AsArray())
        {
            node!["parallelism"] = Scaled(node["parallelism"]!.GetValue<int>(), condition);
        }

        return Answer.Ok(body);
    }

    public static Answer Config(SimulatedCluster cluster, JobRun run)
    {
        var body = cluster.Templates.Copy("job-config");
        body["jid"] = run.Id;
        body["name"] = run.Traits.Name;
        return Answer.Ok(body);
    }

    public static Answer Exceptions(SimulatedCluster cluster, JobRun run, DateTimeOffset now)
    {
        var body = cluster.Templates.Copy("exceptions");
        var entries = body["exceptionHistory"]!["entries"]!.AsArray();
        foreach (var failedAt in run.Failures(now))
        {
            var entry = cluster.Templates.Copy("exception-entry");
            entry["timestamp"] = failedAt.ToUnixTimeMilliseconds();
            entries.Add(entry);
        }

        return Answer.Ok(body);
    }

    public static Answer ResourceRequirements(SimulatedCluster cluster, JobRun run)
    {
        if (!run.Traits.IsAdaptive)
        {
            return Answer.Of(500, cluster.Templates.Copy("errors/other-scheduler"));
        }

        var body = new JsonObject();
        foreach (var vertex in run.Traits.Graph.Vertices)
        {
            body[vertex!["id"]!.GetValue<string>()] = new JsonObject
            {
                ["parallelism"] = new JsonObject { ["lowerBound"] = 1, ["upperBound"] = vertex["parallelism"]!.GetValue<int>() },
            };
        }

        return Answer.Ok(body);
    }

    private static void Describe(JsonObject body, JobRun run, JobCondition condition, DateTimeOffset now)
    {
        body["jid"] = run.Id;
        body["name"] = run.Traits.Name;
        body["state"] = condition.State;
        body["start-time"] = run.StartedAt.ToUnixTimeMilliseconds();
        body["end-time"] = condition.IsTerminal ? condition.ModifiedAt.ToUnixTimeMilliseconds() : -1;
        body["duration"] = ((condition.IsTerminal ? condition.ModifiedAt : now) - run.StartedAt).Ticks / TimeSpan.TicksPerMillisecond;
        body["now"] = now.ToUnixTimeMilliseconds();
        var timestamps = body["timestamps"]!.AsObject();
        foreach (var state in timestamps.Select(timestamp => timestamp.Key).ToList())
        {
            timestamps[state] = TimestampOf(state, run, condition)?.ToUnixTimeMilliseconds() ?? 0;
        }
    }

    // The adaptive scheduler leaves RESTARTING at 0.
    private static DateTimeOffset? TimestampOf(string state, JobRun run, JobCondition condition) => state switch
    {
        "INITIALIZING" => run.StartedAt,
        _ when condition.TaskState is null => null,
        "CREATED" => run.StartedAt + TimeSpan.FromMilliseconds(900),
        "RUNNING" when condition.Restarts > 0 => condition.ModifiedAt,
        "RUNNING" => run.StartedAt + TimeSpan.FromSeconds(1),
        "RESTARTING" when condition.Restarts > 0 && !run.Traits.IsAdaptive => condition.ModifiedAt,
        "CANCELED" when condition.IsTerminal => condition.ModifiedAt,
        "CANCELLING" when condition.IsTerminal => condition.ModifiedAt - TimeSpan.FromMilliseconds(40),
        _ => null,
    };

    // What Flink shows before the graph exists.
    private static void WithoutGraph(JsonObject body, bool typedPlan)
    {
        body["maxParallelism"] = -1;
        body["vertices"] = new JsonArray();
        body["status-counts"] = new JsonObject();
        body["plan"] = typedPlan
            ? new JsonObject { ["jid"] = "", ["name"] = "", ["type"] = "", ["nodes"] = new JsonArray() }
            : new JsonObject();
    }

    private static int Scaled(int parallelism, JobCondition condition) => Math.Max(1, (int)Math.Ceiling(parallelism * condition.ParallelismShare));
}
