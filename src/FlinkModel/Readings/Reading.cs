using System.Diagnostics.CodeAnalysis;

namespace FlinkReady.FlinkModel.Readings;

/// <summary>
/// What came of one request: a value, Flink's own "there is none" (<see cref="IsAbsent"/>), or a failure. Never two of them.
/// </summary>
/// <typeparam name="T">The payload.</typeparam>
public sealed class Reading<T>
    where T : class
{
    private Reading(string path, DateTimeOffset readAt, TimeSpan elapsed, T? value, string? absentMessage, Failure? failure)
    {
        Path = path;
        ReadAt = readAt;
        Elapsed = elapsed;
        Value = value;
        AbsentMessage = absentMessage;
        Failure = failure;
    }

    /// <summary>The path that was asked, with its query, without the target's prefix: <c>/jobs/overview</c>.</summary>
    public string Path { get; }

    /// <summary>When the request was sent; for a recording, when it was sent then.</summary>
    public DateTimeOffset ReadAt { get; }

    /// <summary>How long it took, retries included.</summary>
    public TimeSpan Elapsed { get; }

    /// <summary>The payload, where there is one.</summary>
    public T? Value { get; }

    /// <summary>The first line of Flink's message where it answered that there is none (404), else null.</summary>
    public string? AbsentMessage { get; }

    /// <summary>Why there is neither a value nor an absence, else null.</summary>
    public Failure? Failure { get; }

    /// <summary>True where Flink answered that the thing does not exist.</summary>
    public bool IsAbsent => AbsentMessage is not null;

    /// <summary>True where the question was answered, with a value or with its absence.</summary>
    public bool IsAnswered => Failure is null;

    /// <summary>The payload, where there is one.</summary>
    public bool TryGet([NotNullWhen(true)] out T? value)
    {
        value = Value;
        return value is not null;
    }

    /// <summary>An answer with a body.</summary>
    public static Reading<T> Of(string path, DateTimeOffset readAt, TimeSpan elapsed, T value) => new(path, readAt, elapsed, value, null, null);

    /// <summary>Flink's own 404.</summary>
    public static Reading<T> Absent(string path, DateTimeOffset readAt, TimeSpan elapsed, string message) => new(path, readAt, elapsed, null, message, null);

    /// <summary>No answer to judge.</summary>
    public static Reading<T> Failed(string path, DateTimeOffset readAt, TimeSpan elapsed, Failure failure) => new(path, readAt, elapsed, null, null, failure);
}
