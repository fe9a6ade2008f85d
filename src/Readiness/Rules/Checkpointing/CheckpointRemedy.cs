using System.Globalization;
using FlinkReady.FlinkModel.Options;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Names;

namespace FlinkReady.Readiness.Rules.Checkpointing;

/// <summary>What helps against a checkpoint or savepoint that failed, by the reason that Flink gives (Flink: <c>CheckpointFailureReason</c>).</summary>
internal static class CheckpointRemedy
{
    /// <summary>The remedy.</summary>
    /// <param name="job">The job.</param>
    /// <param name="reason">Why the checkpoint failed.</param>
    /// <param name="failure">Why the job failed about then; missing where it did not.</param>
    /// <param name="isSavepoint">A savepoint is always aligned, and always whole.</param>
    public static string Of(JobFacts job, string reason, Fact<string> failure, bool isSavepoint = false)
    {
        if (Says(reason, "expired"))
        {
            return OfExpired(job, isSavepoint);
        }

        if (Says(reason, "suspending") || Says(reason, "shutdown"))
        {
            return failure.IsKnown
                ? FailureText.Remedy(job, failure) ?? "The checkpoint ended with a restart of the job: remove what makes the job fail. More time for checkpoints changes nothing."
                : "The checkpoint ended with a restart of the job: find out what makes it restart. More time for checkpoints changes nothing.";
        }

        if (failure.IsKnown && FailureText.IsOutOfMemory(failure.Or(string.Empty)))
        {
            return FailureText.Remedy(job, failure)!;
        }

        if (Says(reason, "subsumed"))
        {
            return "Later checkpoints overtook it: take one at a time.\n" + JobRemedy.Set(
                job, "env.getCheckpointConfig().setMaxConcurrentCheckpoints(1);", (FlinkOptions.CheckpointConcurrency, "1"));
        }

        if (Says(reason, "not all required tasks are currently running") || Says(reason, "unknown task"))
        {
            return "Tasks were not running when it began: find out what keeps them from running. More time for checkpoints changes nothing.";
        }

        return Says(reason, "Asynchronous task checkpoint failed") && IsInJobManager(job)
            ? "Checkpoints go into the JobManager's memory, which takes no state of a subtask above 5 MiB. Write them to files:\n" + Remedy.Configuration(job.Cluster, (FlinkOptions.CheckpointDirectory, "<directory that all JobManagers and TaskManagers reach>"))
            : "A task could not take or write its part: the log of its TaskManager has the exception. Look whether the checkpoint storage is reached and has room, and what the snapshot of the operator's state does.";
    }

    private static string OfExpired(JobFacts job, bool isSavepoint)
    {
        var timeout = job.Checkpointing.TimeoutMs.TryGet(out var milliseconds) ? milliseconds : 600_000;
        var longer = (Math.Min(timeout, long.MaxValue / 4) * 2).ToString(CultureInfo.InvariantCulture);
        return $"It took longer than the timeout of {Text.Duration(timeout)}. {(isSavepoint ? "A savepoint is always aligned and whole, so it takes longer than a checkpoint: take" : "Take")} the back pressure away, or give it more time:\n"
            + JobRemedy.Set(job, $"env.getCheckpointConfig().setCheckpointTimeout({longer});", (FlinkOptions.CheckpointTimeout, $"{longer}ms"));
    }

    private static bool IsInJobManager(JobFacts job) => job.Checkpointing.CheckpointStorage.Or(string.Empty) is "JobManagerCheckpointStorage" or "MemoryStateBackend";

    private static bool Says(string reason, string words) => reason.Contains(words, StringComparison.OrdinalIgnoreCase);
}
