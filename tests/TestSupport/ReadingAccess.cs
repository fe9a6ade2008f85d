using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.TestSupport;

/// <summary>What was read, by names: tests speak of one source at a time.</summary>
public static class ReadingAccess
{
    extension(ClusterSnapshot snapshot)
    {
        public Reading<DashboardConfiguration> Config => snapshot.Readings.Get(DashboardConfiguration.Key)!;

        public Reading<ClusterOverview> Overview => snapshot.Readings.Get(ClusterOverview.Key)!;

        public Reading<IReadOnlyList<ConfigurationEntry>> JobManagerConfiguration => snapshot.Readings.Get(FlinkModel.Payloads.JobManagerConfiguration.Key)!;

        public Reading<TaskManagerList> TaskManagers => snapshot.Readings.Get(TaskManagerList.Key)!;

        public Reading<JobIdList> JobIds => snapshot.Readings.Get(JobIdList.Key)!;

        public Reading<JobsOverview> JobsOverview => snapshot.Readings.Get(FlinkModel.Payloads.JobsOverview.Key)!;

        /// <summary>The snapshot with other readings of their sources.</summary>
        public ClusterSnapshot With(params IEnumerable<Reading> readings) => snapshot with { Readings = Replace(snapshot.Readings, readings) };
    }

    extension(JobSnapshot job)
    {
        public Reading<JobDetails>? Details => job.Readings.Get(JobDetails.Key);

        public Reading<JobConfig>? Config => job.Readings.Get(JobConfig.Key);

        public Reading<CheckpointStatistics>? Checkpoints => job.Readings.Get(CheckpointStatistics.Key);

        public Reading<CheckpointConfig>? CheckpointConfig => job.Readings.Get(FlinkModel.Payloads.CheckpointConfig.Key);

        public Reading<CheckpointDetails>? CheckpointDetails => job.Readings.Get(FlinkModel.Payloads.CheckpointDetails.Key);

        public Reading<JobExceptions>? Exceptions => job.Readings.Get(JobExceptions.Key);

        public Reading<IReadOnlyDictionary<string, VertexResourceRequirements>>? ResourceRequirements => job.Readings.Get(FlinkModel.Payloads.ResourceRequirements.Key);

        /// <summary>The job with other readings of their sources.</summary>
        public JobSnapshot With(params IEnumerable<Reading> readings) => job with { Readings = Replace(job.Readings, readings) };

        /// <summary>The job as if sources had not been asked.</summary>
        public JobSnapshot Without(params SourceKey[] keys) => job with { Readings = ReadingSet.Of(job.Readings.Where(reading => !keys.Contains(reading.Key))) };
    }

    extension<T>(Reading<T> reading)
        where T : class
    {
        /// <summary>The same content, read at another time.</summary>
        public Reading<T> At(DateTimeOffset time) => reading.Value is { } value
            ? Reading<T>.Of((SourceKey<T>)reading.Key, reading.Path, time, reading.Elapsed, value, reading.Stamp)
            : reading;

        /// <summary>Another content, read at the same time.</summary>
        public Reading<T> Saying(T value) => Reading<T>.Of((SourceKey<T>)reading.Key, reading.Path, reading.ReadAt, reading.Elapsed, value, StampOf(value));

        /// <summary>A failure in place of the answer.</summary>
        public Reading<T> Failing(Failure failure) => Reading<T>.Failed((SourceKey<T>)reading.Key, reading.Path, reading.ReadAt, reading.Elapsed, failure);
    }

    /// <summary>An answer made by hand, with the stamp of what it says.</summary>
    public static Reading<T> Answer<T>(SourceKey<T> key, string path, DateTimeOffset at, T value)
        where T : class => Reading<T>.Of(key, path, at, TimeSpan.Zero, value, StampOf(value));

    /// <summary>The stamp of a payload made by hand: of the body that would say it.</summary>
    public static Stamp StampOf<T>(T value)
        where T : class => Stamp.Of(JsonSerializer.SerializeToUtf8Bytes(value, (JsonTypeInfo<T>)FlinkJson.Default.GetTypeInfo(typeof(T))!));

    private static ReadingSet Replace(ReadingSet set, IEnumerable<Reading> readings) => readings.Aggregate(set, (all, reading) => all.With(reading));
}
