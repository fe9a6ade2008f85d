using FlinkReady.FlinkModel.Options;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Names;

namespace FlinkReady.Readiness.Rules;

/// <summary>Words why a job failed, and what helps against the causes that Flink itself names.</summary>
internal static class FailureText
{
    /// <summary>The words of a failure as the end of a sentence: the class without its package.</summary>
    public static string Sentence(string reason)
    {
        var end = reason.AsSpan().IndexOfAny(':', ' ');
        var name = end < 0 ? reason : reason[..end];
        var words = (end < 0 || reason[end] == ':') && name.LastIndexOf('.') is >= 0 and var package && package + 1 < name.Length ? reason[(package + 1)..] : reason;
        return words is [.., '.' or '!' or '?'] ? words : words + ".";
    }

    /// <summary>True where a task found no memory, of whatever kind.</summary>
    public static bool IsOutOfMemory(string reason) => reason.Contains("OutOfMemoryError", StringComparison.Ordinal);

    /// <summary>What helps against a cause; null where only whoever wrote the job can tell.</summary>
    /// <param name="job">The job.</param>
    /// <param name="reason">Its root cause.</param>
    public static string? Remedy(JobFacts job, Fact<string> reason)
    {
        var words = reason.Or(string.Empty);
        if (words.Contains("NoResourceAvailableException", StringComparison.Ordinal))
        {
            return $"{Slots(job) ?? "The job gets no slots."} Add TaskManagers (or slots), or lower the parallelism of the job.";
        }

        if (IsOutOfMemory(words))
        {
            return OutOfMemory(job.Cluster, words);
        }

        return IsCanonicalOnForSt(words)
            ? $"ForSt writes no canonical savepoints, and asking for one makes the job fail over. Ask for the native format:\nflink savepoint --type native {job.Id}"
            : null;
    }

    /// <summary>True where somebody asked for a savepoint in the canonical format, which this state backend can't write.</summary>
    public static bool IsCanonicalOnForSt(string reason) => reason.Contains("does not support CANONICAL savepoints", StringComparison.OrdinalIgnoreCase);

    /// <summary>How many slots the job asks for and how many there are; null where that is not known.</summary>
    public static string? Slots(JobFacts job)
    {
        var asked = job.SlotsUsed;
        if (asked <= 0 || !job.Cluster.SlotsTotal.TryGet(out var total))
        {
            return null;
        }

        var free = job.Cluster.SlotsAvailable.TryGet(out var available) ? $", {available} of them free" : string.Empty;
        return $"The job asks for {Text.Count(asked, "slot")}, the cluster has {total}{free}.";
    }

    private static string OutOfMemory(ClusterBasics cluster, string reason)
    {
        if (reason.Contains("Metaspace", StringComparison.OrdinalIgnoreCase))
        {
            return $"The TaskManagers' metaspace is full: each restart loads the job's classes again, and something keeps the old ones (a driver, a thread, a cache). Put such libraries into Flink's lib folder. {Raise(cluster, FlinkOptions.TaskManagerMetaspace, "256mb", "512mb")}";
        }

        if (reason.Contains("Direct buffer", StringComparison.OrdinalIgnoreCase))
        {
            return $"The TaskManagers' direct memory is used up. {Raise(cluster, FlinkOptions.TaskManagerOffHeap, "0", "256mb")}";
        }

        if (reason.Contains("native thread", StringComparison.OrdinalIgnoreCase))
        {
            return "The operating system gives the TaskManager no more threads: raise the limit on processes of its user (ulimit -u) or of its container (pids), or run fewer slots in one TaskManager.";
        }

        // One of the two has to be set for a TaskManager to start at all.
        var size = cluster.Configuration.Find(FlinkOptions.TaskManagerFlinkMemory).IsKnown ? FlinkOptions.TaskManagerFlinkMemory : FlinkOptions.TaskManagerProcessMemory;
        var now = cluster.Configuration.Find(size).TryGet(out var value) ? $" ({size.Key} is {value} now)" : $" ({size.Key})";
        return $"The heap of a TaskManager is full. Give the TaskManagers more memory{now}, run fewer slots in each, or keep less on the heap: state belongs into RocksDB, and an operator's own collections have no limit.";
    }

    private static string Raise(ClusterBasics cluster, ConfigOption option, string otherwise, string more) => cluster.Configuration.Find(option).TryGet(out var value)
        ? $"Or raise {option.KeyFor(cluster.Version)}, which is {value}."
        : $"Or raise it ({otherwise} unless set). {Rules.Remedy.Configuration(cluster, (option, more))}";
}
