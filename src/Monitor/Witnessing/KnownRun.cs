using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.Monitor.Witnessing;

/// <summary>What is remembered of a job's run between polls: how far each witness was heard, and when one may be asked again.</summary>
/// <param name="StartMs">The run's start: with another one the job is asked about anew.</param>
internal sealed record KnownRun(long? StartMs)
{
    /// <summary>The vertices that the metadata was read for; none before.</summary>
    public Stamp MetadataVertices { get; init; }

    /// <summary>What the run had been restored from when the metadata was read.</summary>
    public string? MetadataRestored { get; init; }

    /// <summary>What the run was restored from last, as far as it is asked about; null before.</summary>
    public KnownRestore? Restore { get; init; }

    /// <summary>True where the file that was tried last is the run's own, and not the one that it was restored from.</summary>
    public bool TriedOwn { get; init; }

    /// <summary>True where the file that was read last is the run's own: one that was restored does not stand for it.</summary>
    public bool HasOwn { get; init; }

    /// <summary>Attempts in a row that found the file gone.</summary>
    public int Gone { get; init; }

    /// <summary>When the next attempt may be made.</summary>
    public DateTimeOffset MetadataNotBefore { get; init; }

    /// <summary>The vertices that Prometheus named all operators of; none before.</summary>
    public Stamp PrometheusVertices { get; init; }

    /// <summary>When Prometheus may be asked again.</summary>
    public DateTimeOffset PrometheusNotBefore { get; init; }

    /// <summary>The last attempts, of each witness; not the one for what was restored alone.</summary>
    public IReadOnlyList<WitnessRead> Reads { get; init; } = [];

    /// <summary>The last attempts, all of them.</summary>
    public IEnumerable<WitnessRead> AllReads => Restore?.Read is { } read ? Reads.Append(read) : Reads;

    /// <summary>With the attempts of this poll in place of the earlier ones of the same witness.</summary>
    public KnownRun With(Witness witness, IReadOnlyList<WitnessRead> reads) =>
        reads.Count == 0 ? this : this with { Reads = [.. Reads.Where(read => read.Witness != witness), .. reads] };

    /// <summary>Changes when the vertices do: others, or another parallelism.</summary>
    public static Stamp VerticesOf(JobDetails details)
    {
        var stamp = new StampBuilder();
        foreach (var vertex in details.Vertices ?? [])
        {
            stamp = stamp.Add(vertex.Id).Add(vertex.Name).Add((long?)vertex.Parallelism).Add((long?)vertex.MaxParallelism);
        }

        return stamp.ToStamp();
    }
}
