using System.Text.Json.Nodes;
using FlinkReady.Fleet.Clusters;

namespace FlinkReady.Fleet.Answers;

/// <summary>The answers about a job's checkpoints.</summary>
internal static class CheckpointAnswers
{
    public static Answer Config(SimulatedCluster cluster, JobRun run, DateTimeOffset now)
    {
        var traits = run.Traits;
        var body = cluster.Templates.Copy("checkpoints-config");
        var hasGraph = run.At(now).TaskState is not null;
        body["mode"] = traits.CheckpointInterval is null ? "at_least_once" : "exactly_once";
        body["interval"] = traits.CheckpointInterval?.Ticks / TimeSpan.TicksPerMillisecond ?? long.MaxValue;
        body["externalization"]!["enabled"] = traits.Retained;
        body["externalization"]!["delete_on_cancellation"] = !traits.Retained;
        body["state_backend"] = !hasGraph ? "Unknown" : traits.OnRocksDb ? "EmbeddedRocksDBStateBackend" : "HashMapStateBackend";
        body["checkpoint_storage"] = !hasGraph ? "Unknown" : traits.OnFiles ? "FileSystemCheckpointStorage" : "JobManagerCheckpointStorage";
        body["unaligned_checkpoints"] = traits.Unaligned;
        return Answer.Ok(body);
    }

    public static Answer Statistics(SimulatedCluster cluster, JobRun run, DateTimeOffset now)
    {
        var condition = run.At(now);
        if (condition.TaskState is null)
        {
            return Answer.Of(500, cluster.Templates.Copy("errors/initializing"));
        }

        var log = LogOf(run, now);
        var body = cluster.Templates.Copy("checkpoints");
        var counts = body["counts"]!;
        var restored = log.RestoredId is not null;
        counts["restored"] = restored ? condition.Restarts + (run.RecoveredAt is null ? 0 : 1) : 0;
        counts["total"] = log.Completed + log.Failed + log.InProgress;
        counts["in_progress"] = log.InProgress;
        counts["completed"] = log.Completed;
        counts["failed"] = log.Failed;
        Summarise(body["summary"]!.AsObject(), run, log);

        var history = body["history"]!.AsArray();
        var latest = body["latest"]!;
        foreach (var checkpoint in log.Latest(10))
        {
            history.Add(CheckpointEntry.Of(cluster, run, checkpoint));
        }

        latest["completed"] = log.LatestCompleted is { } completed ? CheckpointEntry.Of(cluster, run, completed) : null;
        latest["failed"] = log.LatestFailed is { } failed ? CheckpointEntry.Of(cluster, run, failed) : null;
        if (log.RestoredId is { } id)
        {
            var entry = cluster.Templates.Copy("checkpoint-restored");
            entry["id"] = id;
            entry["restore_timestamp"] = condition.ModifiedAt.ToUnixTimeMilliseconds();
            entry["external_path"] = CheckpointEntry.PathOf(run, id);
            latest["restored"] = entry;
        }

        return Answer.Ok(body);
    }

    public static Answer Details(SimulatedCluster cluster, JobRun run, string id, DateTimeOffset now)
    {
        if (!long.TryParse(id, out var number))
        {
            return Answer.Of(400, cluster.Templates.Copy("errors/bad-parameter"));
        }

        var checkpoint = LogOf(run, now).Latest(10).FirstOrDefault(entry => entry.Id == number);
        if (checkpoint is null)
        {
            return Answer.Of(404, cluster.Templates.Copy("errors/unknown-checkpoint"));
        }

        return Answer.Ok(CheckpointEntry.WithTasks(cluster, run, checkpoint));
    }

    private static CheckpointLog LogOf(JobRun run, DateTimeOffset now) =>
        new(run, run.At(now) is { IsTerminal: true } condition ? condition.ModifiedAt : now);

    private static void Summarise(JsonObject summary, JobRun run, CheckpointLog log)
    {
        foreach (var (name, figures) in summary)
        {
            var value = name switch
            {
                _ when log.Completed == 0 => 0L,
                "checkpointed_size" or "state_size" => run.Traits.StateBytes,
                "end_to_end_duration" => (long)(log.LatestCompleted?.Duration.TotalMilliseconds ?? 0),
                _ => 0,
            };
            foreach (var figure in figures!.AsObject().Select(entry => entry.Key).ToList())
            {
                // Percentiles are doubles, 11447.0, and the text "NaN" where there is nothing to summarise.
                figures[figure] = figure is "min" or "max" or "avg" ? JsonValue.Create(value)
                    : log.Completed == 0 ? JsonValue.Create("NaN")
                    : JsonValue.Create(value * 1.0m);
            }
        }
    }
}
