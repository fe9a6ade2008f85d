using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.Readiness.Facts;

/// <summary>An answer of Flink, from which facts are read field by field.</summary>
/// <param name="reading">The answer, null where it was not asked.</param>
/// <param name="parent">The path of the job; empty for an answer of the cluster.</param>
/// <param name="endpoint">What follows it. The whole path names the answer where it was not asked.</param>
internal sealed class Answer<TPayload>(Reading<TPayload>? reading, string parent, string endpoint)
    where TPayload : class
{
    private Origin? _origin;

    public Answer(Reading<TPayload>? reading, string path)
        : this(reading, path, string.Empty)
    {
    }

    /// <summary>Where it comes from; made when asked for, since most looks judge few jobs.</summary>
    public Origin Origin => _origin ??= Origin.Of(reading, reading is null ? parent + endpoint : reading.Path);

    /// <summary>When it was asked; the beginning of time where it was not.</summary>
    public DateTimeOffset ReadAt => reading?.ReadAt ?? default;

    /// <summary>True where it was not asked.</summary>
    public bool IsMissing => reading is null;

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
