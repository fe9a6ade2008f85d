using FlinkReady.FlinkModel.Payloads;

namespace FlinkReady.Readiness.Facts;

/// <summary>As much of a failure as is kept of it: when, and what it was.</summary>
/// <param name="TimeMs">When the job failed, epoch milliseconds.</param>
/// <param name="Cause">The class of what failed, that behind a future's wrapper where it is known.</param>
/// <param name="IsExpected">
/// True where a TaskManager was stopped on purpose, as by a scale-in or a rolling restart (Flink: <c>FlinkExpectedException</c>, thrown by
/// <c>TaskExecutor.onStop</c>).
/// </param>
public readonly record struct SeenFailure(long TimeMs, string? Cause, bool IsExpected)
{
    /// <summary>True where the job got no slots (Flink: <c>NoResourceAvailableException</c>).</summary>
    public bool IsShortOfSlots => Cause?.EndsWith("NoResourceAvailableException", StringComparison.Ordinal) == true;

    /// <summary>The failure of an entry; null where it is not dated.</summary>
    internal static SeenFailure? Of(ExceptionEntry entry) => entry.TimestampMs is { } time
        ? new SeenFailure(time, entry.Trace?.WrappedName ?? entry.ExceptionName, IsExpectedIn(entry))
        : null;

    private static bool IsExpectedIn(ExceptionEntry entry)
    {
        var root = entry.Trace?.RootCause ?? entry.ExceptionName ?? string.Empty;
        var end = root.IndexOf(':', StringComparison.Ordinal);
        return (end < 0 ? root : root[..end]).EndsWith("FlinkExpectedException", StringComparison.Ordinal) || root.Contains("The TaskExecutor is shutting down", StringComparison.Ordinal);
    }
}
