using FlinkReady.FlinkModel.Readings;
using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.FlinkClient.Transport;

/// <summary>What one attempt at a request brought. Exactly one of value, absence and failure is set.</summary>
internal sealed record Answer
{
    /// <summary>HTTP status, 0 where there was none.</summary>
    public int Status { get; init; }

    /// <summary>The payload.</summary>
    public object? Value { get; init; }

    /// <summary>Flink's message that there is none.</summary>
    public string? AbsentMessage { get; init; }

    /// <summary>Why there is neither.</summary>
    public Failure? Failure { get; init; }

    /// <summary>Of the body; none where there is no payload.</summary>
    public Stamp Stamp { get; init; }

    /// <summary>Body bytes that were read.</summary>
    public long Bytes { get; init; }

    /// <summary>Bytes of the shareable texts in <see cref="Value"/> that nothing else has; null where that was not counted.</summary>
    public long? TextsMade { get; init; }

    /// <summary>True where the same request may well succeed a moment later. Flink's own 500 is not of that kind.</summary>
    public bool IsTransient { get; init; }

    /// <summary>How long the server asks to be left alone.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public static Answer Failed(FailureReason reason, int status, string message, bool isTransient = false) =>
        new() { Status = status, Failure = new Failure(reason, status, message), IsTransient = isTransient };
}

/// <summary>Carries an <see cref="Answer"/> up through the resilience pipeline.</summary>
internal sealed class AnswerMessage(Answer answer) : HttpResponseMessage
{
    public Answer Answer { get; } = answer;
}

/// <summary>An exception that already knows its place in the closed set of reasons.</summary>
internal sealed class FailureException(Failure failure) : Exception(failure.Message)
{
    public Failure Failure { get; } = failure;
}
