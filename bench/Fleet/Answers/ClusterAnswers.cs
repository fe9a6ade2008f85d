using System.Globalization;
using System.Text.Json.Nodes;
using FlinkReady.Fleet.Clusters;

namespace FlinkReady.Fleet.Answers;

/// <summary>The answers about the cluster itself.</summary>
internal static class ClusterAnswers
{
    private const int SlotsPerTaskManager = 64;

    public static Answer Config(SimulatedCluster cluster) => Answer.Ok(cluster.Templates.Copy("config"));

    public static Answer Overview(SimulatedCluster cluster, DateTimeOffset now)
    {
        var runs = cluster.Runs(now);
        var (taskManagers, free) = Slots(runs, now);
        var body = cluster.Templates.Copy("overview");
        body["taskmanagers"] = taskManagers;
        body["slots-total"] = taskManagers * SlotsPerTaskManager;
        body["slots-available"] = free;
        body["jobs-running"] = runs.Count(run => !run.At(now).IsTerminal);
        body["jobs-finished"] = 0;
        body["jobs-cancelled"] = runs.Count(run => run.At(now).IsTerminal);
        body["jobs-failed"] = 0;
        return Answer.Ok(body);
    }

    public static Answer JobManagerConfiguration(SimulatedCluster cluster, IEnumerable<(string Key, string Value)> extra)
    {
        var body = cluster.Templates.Copy(cluster.IsHighlyAvailable ? "jobmanager-config" : "jobmanager-config-plain").AsArray();
        if (cluster.IsAdaptive)
        {
            body.Add(new JsonObject { ["key"] = "jobmanager.scheduler", ["value"] = "adaptive" });
        }

        foreach (var (key, value) in extra)
        {
            body.Add(new JsonObject { ["key"] = key, ["value"] = value });
        }

        return Answer.Ok(body);
    }

    public static Answer TaskManagers(SimulatedCluster cluster, DateTimeOffset now)
    {
        var (count, free) = Slots(cluster.Runs(now), now);
        var body = cluster.Templates.Copy("taskmanagers");
        var template = body["taskmanagers"]![0]!;
        var all = new JsonArray();
        for (var number = 0; number < count; number++)
        {
            var entry = template.DeepClone();
            var port = (40000 + number).ToString(CultureInfo.InvariantCulture);
            entry["id"] = $"10.0.0.{number % 250 + 1}:{port}-{number:x6}";
            entry["path"] = $"pekko.tcp://flink@10.0.0.{number % 250 + 1}:{port}/user/rpc/taskmanager_0";
            entry["timeSinceLastHeartbeat"] = now.ToUnixTimeMilliseconds() - 1500 - (number % 7 * 100);
            entry["slotsNumber"] = SlotsPerTaskManager;
            entry["freeSlots"] = number == count - 1 ? free : 0;
            all.Add(entry);
        }

        body["taskmanagers"] = all;
        return Answer.Ok(body);
    }

    public static Answer JobIds(SimulatedCluster cluster, DateTimeOffset now) => Answer.Ok(new JsonObject
    {
        ["jobs"] = new JsonArray([.. cluster.Runs(now).Select(run => new JsonObject { ["id"] = run.Id, ["status"] = run.At(now).State })]),
    });

    // The one metric that is asked for of all jobs at once.
    public static Answer LargestMetadata() => Answer.Ok(new JsonArray(new JsonObject { ["id"] = "lastCheckpointMetadataSize", ["max"] = 14907.0 }));

    // As in a session cluster: an application around each job.
    public static Answer Applications(SimulatedCluster cluster, DateTimeOffset now) => Answer.Ok(new JsonObject
    {
        ["applications"] = new JsonArray([.. cluster.Runs(now).Select(run => new JsonObject
        {
            ["id"] = run.Id,
            ["name"] = $"SingleJobApplication({run.Traits.Name})",
            ["start-time"] = 0,
            ["end-time"] = -1,
            ["duration"] = 0,
            ["status"] = run.At(now).IsTerminal ? "CANCELED" : "RUNNING",
            ["jobs"] = new JsonObject { [run.At(now).State] = 1 },
        })]),
    });

    public static Answer JobsOverview(SimulatedCluster cluster, DateTimeOffset now)
    {
        var jobs = new JsonArray();
        foreach (var run in cluster.Runs(now))
        {
            var condition = run.At(now);
            var entry = cluster.Templates.Copy("jobs-overview-entry").AsObject();
            entry["jid"] = run.Id;
            entry["name"] = run.Traits.Name;
            if (entry.ContainsKey("schedulerType"))
            {
                entry["schedulerType"] = condition.TaskState is null ? null : run.Traits.IsAdaptive ? "Adaptive" : "Default";
            }

            entry["start-time"] = run.StartedAt.ToUnixTimeMilliseconds();
            entry["end-time"] = condition.IsTerminal ? condition.ModifiedAt.ToUnixTimeMilliseconds() : -1;
            entry["duration"] = ((condition.IsTerminal ? condition.ModifiedAt : now) - run.StartedAt).Ticks / TimeSpan.TicksPerMillisecond;
            entry["state"] = condition.State;
            entry["last-modification"] = condition.TaskState is null ? 0 : condition.ModifiedAt.ToUnixTimeMilliseconds();
            var total = condition.TaskState is null ? 0 : JobAnswers.Parallelisms(run, condition).Sum();
            var tasks = entry["tasks"]!.AsObject();
            JobAnswers.Count(tasks, condition.TaskState, total);
            tasks["total"] = total;
            jobs.Add(entry);
        }

        return Answer.Ok(new JsonObject { ["jobs"] = jobs });
    }

    // Every job takes as many slots as its widest vertex (one slot sharing group).
    private static (int TaskManagers, int FreeSlots) Slots(IReadOnlyList<JobRun> runs, DateTimeOffset now)
    {
        var used = runs.Sum(run => run.At(now) is { IsTerminal: false } condition ? JobAnswers.Parallelisms(run, condition).Max() : 0);
        var taskManagers = (used / SlotsPerTaskManager) + 2;
        return (taskManagers, (taskManagers * SlotsPerTaskManager) - used);
    }
}
