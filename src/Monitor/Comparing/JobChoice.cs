using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.Monitor.Terminal;

namespace FlinkReady.Monitor.Comparing;

/// <summary>Chooses the job of a source that may have several.</summary>
internal static class JobChoice
{
    private const int MostNames = 10;

    /// <summary>The job asked for, or the only one. Of runs of one name the one that is alive, else the one that started last.</summary>
    /// <exception cref="UsageException">There is none, or there are several.</exception>
    public static JobSnapshot Of(IReadOnlyList<JobSnapshot> jobs, SideRequest request)
    {
        var fitting = jobs.Where(job => request.Job is null || job.Name == request.Job).ToList();
        var alive = fitting.Where(job => !IsOver(job)).ToList();
        var candidates = alive.Count > 0 ? alive : fitting;
        var names = candidates.Select(job => job.Name).Distinct(StringComparer.Ordinal).ToList();
        return names switch
        {
            [] when request.Job is { } wanted => throw new UsageException($"--job {wanted} is not in {request.Option} {request.Source}: it has {List(jobs)}"),
            [] => throw new UsageException($"{request.Option} {request.Source} has no job"),
            [_] when alive.Count > 1 => throw new UsageException($"{request.Option} {request.Source} has {alive.Count} jobs called \"{names[0]}\" that run"),
            [_] => candidates.MaxBy(job => job.Overview?.StartTimeMs ?? job.Readings.Value(JobDetails.Key)?.StartTimeMs ?? 0)!,
            _ => throw new UsageException($"{request.Option} {request.Source} has several jobs: choose one with --job; it has {List(candidates)}"),
        };
    }

    private static bool IsOver(JobSnapshot job) => (job.Overview?.State ?? job.Readings.Value(JobDetails.Key)?.State) is "FINISHED" or "CANCELED" or "FAILED";

    private static string List(IReadOnlyList<JobSnapshot> jobs)
    {
        var names = jobs.Select(job => job.Name).Distinct(StringComparer.Ordinal).ToList();
        return names.Count == 0 ? "no jobs" : string.Join(", ", names.Take(MostNames).Select(name => $"\"{name}\"")) + (names.Count > MostNames ? ", …" : string.Empty);
    }
}
