using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.FlinkModel.Readings;

/// <summary>What one poll read of one job.</summary>
public sealed record JobSnapshot
{
    /// <summary>The job id, 32 hex digits.</summary>
    public required string Id { get; init; }

    /// <summary>The entry of <c>/jobs/overview</c>, null where that leaves the job out.</summary>
    public JobOverview? Overview { get; init; }

    /// <summary>The state <c>/jobs</c> gives, null where that was not read.</summary>
    public string? ListedStatus { get; init; }

    /// <summary>What was read of the job, by source; what is not in it was not asked.</summary>
    public ReadingSet Readings { get; init; } = ReadingSet.Empty;

    /// <summary>The name an earlier poll gave, for a job that no answer of this poll names.</summary>
    public string? EarlierName { get; init; }

    /// <summary>The name, from the freshest source that has one; the id where none has.</summary>
    public string Name => Overview?.Name ?? Readings.Value(JobDetails.Key)?.Name ?? EarlierName ?? Id;

    /// <summary>
    /// Changes with everything that a poll read of the job, and with the moment at which it was read: ages are measured against that. The durations of
    /// <c>/jobs/overview</c> go on without anything having changed and are left out.
    /// </summary>
    public Stamp Stamp
    {
        get
        {
            var stamp = new StampBuilder().Add(Name).Add(ListedStatus).Add(Overview?.State).Add(Overview?.StartTimeMs).Add(Overview?.EndTimeMs);
            foreach (var reading in Readings.AsSpan())
            {
                stamp = stamp.Add(reading.Stamp).Add(reading.ReadAt);
            }

            return stamp.ToStamp();
        }
    }
}
