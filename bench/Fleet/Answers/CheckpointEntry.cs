using System.Text.Json.Nodes;
using FlinkReady.Fleet.Clusters;

namespace FlinkReady.Fleet.Answers;

/// <summary>Writes one checkpoint as the history and the details show it.</summary>
internal static class CheckpointEntry
{
    public static JsonNode Of(SimulatedCluster cluster, JobRun run, Checkpoint checkpoint)
    {
        var entry = cluster.Templates.Copy(checkpoint.Status switch
        {
            "COMPLETED" => "checkpoint-completed",
            "FAILED" => "checkpoint-failed",
            _ => "checkpoint-in-progress",
        });
        var subtasks = JobAnswers.Parallelisms(run, run.At(checkpoint.TriggeredAt)).Sum();
        var done = checkpoint.Status == "COMPLETED";
        entry["id"] = checkpoint.Id;
        entry["trigger_timestamp"] = checkpoint.TriggeredAt.ToUnixTimeMilliseconds();
        entry["latest_ack_timestamp"] = (checkpoint.TriggeredAt + checkpoint.Duration).ToUnixTimeMilliseconds();
        entry["checkpointed_size"] = run.Traits.StateBytes;
        entry["state_size"] = run.Traits.StateBytes;
        entry["end_to_end_duration"] = (long)checkpoint.Duration.TotalMilliseconds;
        entry["num_subtasks"] = subtasks;
        entry["num_acknowledged_subtasks"] = done ? subtasks : subtasks - 1;
        entry["checkpoint_type"] = run.Traits.Unaligned ? "UNALIGNED_CHECKPOINT" : "CHECKPOINT";
        if (done)
        {
            entry["external_path"] = PathOf(run, checkpoint.Id);
            entry["discarded"] = false;
        }
        else if (checkpoint.Status == "FAILED")
        {
            entry["failure_timestamp"] = (checkpoint.TriggeredAt + checkpoint.Duration).ToUnixTimeMilliseconds();
        }

        return entry;
    }

    /// <summary>The same with the share of each vertex.</summary>
    public static JsonNode WithTasks(SimulatedCluster cluster, JobRun run, Checkpoint checkpoint)
    {
        var entry = Of(cluster, run, checkpoint);
        var vertices = run.Traits.Graph.Vertices;
        var tasks = new JsonObject();
        foreach (var vertex in vertices)
        {
            var task = cluster.Templates.Copy("checkpoint-task");
            task["id"] = checkpoint.Id;
            task["latest_ack_timestamp"] = entry["latest_ack_timestamp"]!.DeepClone();
            task["checkpointed_size"] = run.Traits.StateBytes / vertices.Count;
            task["state_size"] = run.Traits.StateBytes / vertices.Count;
            task["num_subtasks"] = vertex!["parallelism"]!.DeepClone();
            task["num_acknowledged_subtasks"] = vertex["parallelism"]!.DeepClone();
            tasks[vertex["id"]!.GetValue<string>()] = task;
        }

        entry["tasks"] = tasks;
        return entry;
    }

    /// <summary>Where a checkpoint lies.</summary>
    public static string PathOf(JobRun run, long id) =>
        run.Traits.OnFiles ? $"s3://checkpoints/{run.Id}/chk-{id}" : "<checkpoint-not-externally-addressable>";
}
