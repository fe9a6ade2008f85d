using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Facts;

/// <summary>Why checkpoints and savepoints of the job failed.</summary>
public sealed partial class CheckpointingFacts
{
    // A checkpoint that ends with its job and the job's failure are noted one after the other.
    private const long AboutThenMs = 5000;

    private const string LatestFailedField = $"{CheckpointStatistics.Field.Latest}.{LatestCheckpoints.Field.Failed}";

    /// <summary>Why the newest failed checkpoint of <see cref="History"/> failed, savepoints left out.</summary>
    public Fact<string> LatestFailure => IndexOf(NewestFailure) is >= 0 and var index && History.Or([])[index].FailureMessage is { } message
        ? Fact<string>.Known(StatisticsOrigin, HistoryField(index, CheckpointEntry.Field.FailureMessage), message)
        : Fact<string>.Missing(StatisticsOrigin, $"{CheckpointStatistics.Field.History}[].{CheckpointEntry.Field.FailureMessage}");

    /// <summary>The newest failed checkpoint of <see cref="History"/>, savepoints left out; null where there is none.</summary>
    internal CheckpointEntry? NewestFailure => Finished.FirstOrDefault(static entry => entry.Status == "FAILED");

    /// <summary>
    /// The savepoints that completed or failed, newest first: those of <see cref="History"/>, and the latest of each kind, which later checkpoints may have pushed out of it.
    /// </summary>
    internal IReadOnlyList<CheckpointEntry> FinishedSavepoints
    {
        get
        {
            var latest = Latest.Or(null!);
            return [.. (History.Or([]) ?? []).Append(latest?.Failed).Append(latest?.Savepoint).OfType<CheckpointEntry>()
                .Where(static entry => entry is { IsSavepoint: true, Id: not null, Status: "COMPLETED" or "FAILED" })
                .DistinctBy(static entry => entry.Id).OrderByDescending(static entry => entry.Id)];
        }
    }

    /// <summary>Why a savepoint failed.</summary>
    internal Fact<string> FailureOfSavepoint(CheckpointEntry savepoint) => savepoint.FailureMessage is { } message
        ? Fact<string>.Known(StatisticsOrigin, SavepointField(savepoint, CheckpointEntry.Field.FailureMessage), message)
        : Fact<string>.Missing(StatisticsOrigin, SavepointField(savepoint, CheckpointEntry.Field.FailureMessage));

    /// <summary>What became of a savepoint.</summary>
    internal Evidence StatusOfSavepoint(CheckpointEntry savepoint) => new(StatisticsOrigin.Path, SavepointField(savepoint, CheckpointEntry.Field.Status), savepoint.Status ?? string.Empty);

    /// <summary>Why the job failed while a checkpoint or savepoint was under way, or by it; missing where it did not.</summary>
    internal static Fact<string> FailureOfJob(CheckpointEntry? checkpoint, FailureFacts failures) => checkpoint?.TriggerMs is { } begin
        ? failures.ReasonWithin(begin, (checkpoint.FailureMs ?? begin + (checkpoint.DurationMs ?? 0)) + AboutThenMs)
        : default;

    private string SavepointField(CheckpointEntry savepoint, string field) =>
        IndexOf(savepoint) is >= 0 and var index ? HistoryField(index, field) : $"{LatestFailedField}.{field}";

    private int IndexOf(CheckpointEntry? entry)
    {
        var entries = History.Or([]) ?? [];
        for (var index = 0; entry is not null && index < entries.Count; index++)
        {
            if (entries[index].Id == entry.Id)
            {
                return index;
            }
        }

        return -1;
    }
}
