namespace FlinkReady.FlinkModel.Readings;

/// <summary>
/// What others than the cluster say of it and of its jobs: resources, the configuration. It joins every look, whether the cluster answers or not. A reading keeps
/// the time at which it came, so that nothing is judged again for it.
/// </summary>
/// <param name="OfCluster">Of the cluster.</param>
/// <param name="OfJobs">Of jobs, by job id in small letters.</param>
public sealed record DeclaredReadings(ReadingSet OfCluster, IReadOnlyDictionary<string, ReadingSet> OfJobs)
{
    /// <summary>Nothing is said.</summary>
    public static DeclaredReadings None { get; } = new(ReadingSet.Empty, new Dictionary<string, ReadingSet>());

    /// <summary>These, and what others say of the cluster besides.</summary>
    public DeclaredReadings And(DeclaredReadings? others) => others is null || others.OfCluster.Count == 0 ? this : this with { OfCluster = AddTo(OfCluster, others.OfCluster) };

    /// <summary>The look with them, in place of what an earlier look had of them.</summary>
    public ClusterSnapshot AddTo(ClusterSnapshot snapshot) =>
        snapshot with { Readings = Replace(snapshot.Readings, OfCluster), Jobs = [.. snapshot.Jobs.Select(AddTo)] };

    /// <summary>The job with them, in place of what an earlier look had of them.</summary>
    public JobSnapshot AddTo(JobSnapshot job)
    {
        var declared = OfJobs.Count == 0 ? ReadingSet.Empty : OfJobs.GetValueOrDefault(job.Id.ToLowerInvariant(), ReadingSet.Empty);
        var readings = Replace(job.Readings, declared);
        return ReferenceEquals(readings, job.Readings) ? job : job with { Readings = readings };
    }

    private static ReadingSet Replace(ReadingSet readings, ReadingSet declared)
    {
        foreach (var earlier in readings.AsSpan())
        {
            readings = earlier.Key.IsDeclared && declared.Find(earlier.Key) is null ? readings.Without(earlier.Key) : readings;
        }

        return AddTo(readings, declared);
    }

    private static ReadingSet AddTo(ReadingSet readings, ReadingSet declared)
    {
        foreach (var reading in declared.AsSpan())
        {
            readings = ReferenceEquals(readings.Find(reading.Key), reading) ? readings : readings.With(reading);
        }

        return readings;
    }
}
