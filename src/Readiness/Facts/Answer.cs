using FlinkReady.FlinkClient.Readings;

namespace FlinkReady.Readiness.Facts;

/// <summary>An answer of Flink, from which facts are read field by field.</summary>
internal sealed class Answer<TPayload>
    where TPayload : class
{
    private readonly TPayload? _payload;

    public Answer(Reading<TPayload>? reading, string path)
    {
        Origin = Origin.Of(reading, path);
        _payload = reading?.Value;
    }

    public Origin Origin { get; }

    public TPayload? Payload => _payload;

    /// <summary>A field that is a value.</summary>
    public Fact<T> Value<T>(string field, Func<TPayload, T?> select)
        where T : struct =>
        _payload is not null && select(_payload) is { } value ? Fact<T>.Known(Origin, field, value) : Fact<T>.Missing(Origin, field);

    /// <summary>A field that is a text or an object.</summary>
    public Fact<T> Object<T>(string field, Func<TPayload, T?> select)
        where T : class =>
        _payload is not null && select(_payload) is { } value ? Fact<T>.Known(Origin, field, value) : Fact<T>.Missing(Origin, field);
}
