using System.Diagnostics.CodeAnalysis;
using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.FlinkModel.Readings;

/// <summary>
/// What came of one request: a value, Flink's own "there is none" (<see cref="IsAbsent"/>), or a failure. Never two of them. Immutable.
/// </summary>
public abstract class Reading
{
    private protected Reading(SourceKey key, string path, DateTimeOffset readAt, TimeSpan elapsed, string? absentMessage, Failure? failure, Stamp stamp)
    {
        Key = key;
        Path = path;
        ReadAt = readAt;
        Elapsed = elapsed;
        AbsentMessage = absentMessage;
        Failure = failure;
        Stamp = stamp;
    }

    /// <summary>What was read.</summary>
    public SourceKey Key { get; }

    /// <summary>The path that was asked, with its query, without the target's prefix: <c>/jobs/overview</c>.</summary>
    public string Path { get; }

    /// <summary>When the request was sent; for a recording, when it was sent then.</summary>
    public DateTimeOffset ReadAt { get; }

    /// <summary>How long it took, retries included.</summary>
    public TimeSpan Elapsed { get; }

    /// <summary>The first line of Flink's message where it answered that there is none (404), else null.</summary>
    public string? AbsentMessage { get; }

    /// <summary>Why there is neither a value nor an absence, else null.</summary>
    public Failure? Failure { get; }

    /// <summary>Changes when the content does; every failure has a new one.</summary>
    public Stamp Stamp { get; }

    /// <summary>About how many bytes of memory its payload takes; 0 where there is none, or where nobody asked.</summary>
    public long Size { get; private protected init; }

    /// <summary>True where Flink answered that the thing does not exist.</summary>
    public bool IsAbsent => AbsentMessage is not null;

    /// <summary>True where the question was answered, with a value or with its absence.</summary>
    public bool IsAnswered => Failure is null;
}

/// <inheritdoc/>
/// <typeparam name="T">The payload.</typeparam>
public sealed class Reading<T> : Reading
    where T : class
{
    private Reading(SourceKey<T> key, string path, DateTimeOffset readAt, TimeSpan elapsed, T? value, string? absentMessage, Failure? failure, Stamp stamp)
        : base(key, path, readAt, elapsed, absentMessage, failure, stamp) => Value = value;

    /// <summary>The payload, where there is one.</summary>
    public T? Value { get; }

    /// <summary>The payload, where there is one.</summary>
    public bool TryGet([NotNullWhen(true)] out T? value)
    {
        value = Value;
        return value is not null;
    }

    /// <summary>The same without its payload, which could not be kept.</summary>
    /// <param name="failure">Why.</param>
    public Reading<T> WithoutValue(Failure failure) => Failed((SourceKey<T>)Key, Path, ReadAt, Elapsed, failure);

    /// <summary>The same, measured.</summary>
    /// <param name="size">See <see cref="Reading.Size"/>.</param>
    public Reading<T> WithSize(long size) => new((SourceKey<T>)Key, Path, ReadAt, Elapsed, Value, AbsentMessage, Failure, Stamp) { Size = size };

    /// <summary>An answer with a body.</summary>
    /// <param name="key">What was read.</param>
    /// <param name="path">The path that was asked.</param>
    /// <param name="readAt">When it was asked.</param>
    /// <param name="elapsed">How long that took.</param>
    /// <param name="value">The payload.</param>
    /// <param name="stamp">Of the body; where there is none the reading is new by itself.</param>
    /// <param name="size">See <see cref="Reading.Size"/>.</param>
    public static Reading<T> Of(SourceKey<T> key, string path, DateTimeOffset readAt, TimeSpan elapsed, T value, Stamp stamp = default, long size = 0) =>
        new(key, path, readAt, elapsed, value, null, null, stamp.IsSet ? stamp : Stamp.Mint()) { Size = size };

    /// <summary>Flink's own 404.</summary>
    public static Reading<T> Absent(SourceKey<T> key, string path, DateTimeOffset readAt, TimeSpan elapsed, string message) =>
        new(key, path, readAt, elapsed, null, message, null, new StampBuilder().Add(message).ToStamp());

    /// <summary>No answer to judge.</summary>
    public static Reading<T> Failed(SourceKey<T> key, string path, DateTimeOffset readAt, TimeSpan elapsed, Failure failure) =>
        new(key, path, readAt, elapsed, null, null, failure, Stamp.Mint());
}
