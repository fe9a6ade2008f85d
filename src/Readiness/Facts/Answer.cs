using FlinkReady.FlinkModel.Readings;
using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.Readiness.Facts;

/// <summary>The answer of a source, from which facts are read field by field.</summary>
/// <param name="reading">The answer, null where it was not asked.</param>
/// <param name="key">The source.</param>
/// <param name="jobId">The job it was asked about; null for the cluster. It names the answer where it was not asked.</param>
internal sealed class Answer<TPayload>(Reading<TPayload>? reading, SourceKey<TPayload> key, string? jobId)
    where TPayload : class
{
    private Origin? _origin;

    /// <summary>Where it comes from; made when asked for, since most polls judge few jobs.</summary>
    public Origin Origin => _origin ??= Origin.Of(reading, reading is not null ? reading.Path : jobId is null ? key.Template : key.PathOf(jobId));

    /// <summary>When it was asked; the beginning of time where it was not.</summary>
    public DateTimeOffset ReadAt => reading?.ReadAt ?? default;

    /// <summary>True where it was not asked.</summary>
    public bool IsMissing => reading is null;

    /// <summary>What it says, null where it says nothing.</summary>
    public TPayload? Payload => reading?.Value;

    /// <summary>A field that is a value.</summary>
    public Fact<T> Value<T>(string field, Func<TPayload, T?> select)
        where T : struct =>
        Payload is { } payload && select(payload) is { } value ? Fact<T>.Known(Origin, field, value) : Fact<T>.Missing(Origin, field);

    /// <summary>A field that is a text or an object.</summary>
    public Fact<T> Object<T>(string field, Func<TPayload, T?> select)
        where T : class =>
        Payload is { } payload && select(payload) is { } value ? Fact<T>.Known(Origin, field, value) : Fact<T>.Missing(Origin, field);
}

/// <summary>Finds answers among what was read.</summary>
internal static class Answer
{
    /// <summary>The answer of a source of the cluster.</summary>
    public static Answer<T> Of<T>(ReadingSet readings, SourceKey<T> key)
        where T : class => new(readings.Get(key), key, null);

    /// <summary>The answer of a source of a job.</summary>
    public static Answer<T> Of<T>(JobSnapshot job, SourceKey<T> key)
        where T : class => new(job.Readings.Get(key), key, job.Id);
}
