using System.Collections.Concurrent;
using FlinkReady.FlinkClient.Polls;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.Monitor.Witnessing;

/// <summary>A checkpoint's metadata that somebody names, and the jobs of the look that it fits. It belongs to one of them.</summary>
/// <param name="file">What was read of the file.</param>
internal sealed class NamedMetadata(CheckpointMetadata file)
{
    private readonly HashSet<string> _ids = [.. file.Operators.Select(one => one.Id)];
    private readonly ConcurrentDictionary<string, string> _fits = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What was read of the file.</summary>
    public CheckpointMetadata File => file;

    /// <summary>Names of the jobs that it fits.</summary>
    public IReadOnlyCollection<string> Fits => [.. _fits.Values.Order(StringComparer.Ordinal)];

    /// <summary>True where the heads of all of the job's chains are in the file; the job is noted.</summary>
    public bool IsOf(JobDetails details)
    {
        var fits = details.Vertices is { Count: > 0 } vertices && vertices.All(vertex => _ids.Contains(vertex.Id));
        if (fits)
        {
            _fits[details.Id] = details.Name;
        }

        return fits;
    }

    /// <summary>A reader that gives what the file shows to the jobs that it fits.</summary>
    public IClusterReader Over(IClusterReader inner) => new AddingReader(inner, AddTo);

    private JobSnapshot AddTo(JobSnapshot job, MemoryRoom room)
    {
        if (job.Readings.Get(JobDetails.Key) is not { Value: { } details } reading || !IsOf(details))
        {
            return job;
        }

        var metadata = Reading<CheckpointMetadata>.Of(CheckpointMetadata.Key, file.Path, reading.ReadAt, TimeSpan.Zero, file);
        return job with { Readings = job.Readings.With(room.Fit(metadata, job.Readings.Get(CheckpointMetadata.Key))) };
    }
}
