using FlinkReady.FlinkClient.Endpoints;
using FlinkReady.FlinkClient.Sources;
using FlinkReady.FlinkClient.Transport;
using FlinkReady.FlinkModel.Readings;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace FlinkReady.FlinkClient.Polls;

/// <summary>Sends the requests of one poll and keeps the list of them.</summary>
internal sealed class Poll(IAnswerSource source, HttpMessageInvoker client, TimeProvider time, MemoryRoom room, CancellationToken cancellationToken) : IRequester
{
    private readonly long _startedAt = time.GetTimestamp();
    private readonly Lock _lock = new();
    private readonly List<Exchange?> _exchanges = [];
    private volatile Failure? _hopeless;
    private volatile Failure? _lastTransient;

    /// <summary>The wall clock when the poll began; for a recording, that of its first exchange.</summary>
    public DateTimeOffset StartedAt { get; } = source.Now;

    public TimeSpan Elapsed => time.GetElapsedTime(_startedAt);

    /// <summary>What was asked, in the order it was sent.</summary>
    public IReadOnlyList<Exchange> Exchanges
    {
        get
        {
            lock (_lock)
            {
                return [.. _exchanges.OfType<Exchange>()];
            }
        }
    }

    /// <summary>Asks. Where a recording has no answer, an earlier reading stands.</summary>
    public async Task<Reading<T>> AskAsync<T>(Endpoint<T> endpoint, string path, Reading<T>? earlier, Func<T, string?>? findFault = null)
        where T : class
    {
        var reading = await ReadAsync(endpoint, path, earlier, findFault);
        return ReferenceEquals(reading, earlier) ? reading : room.Fit(reading, earlier);
    }

    /// <summary>
    /// Gives up on the rest of the poll where this failure of the first request is one that all would share: nothing answers, or
    /// it is not Flink, or it lets nobody in. Spares a dead target, and the poll, a timeout for each request.
    /// </summary>
    public void GiveUpAfter(Failure failure)
    {
        if (source.IsLive
            && (failure.Status == 0 || failure.Reason is FailureReason.Unauthorized or FailureReason.Forbidden or FailureReason.NotFlink or FailureReason.Redirect or FailureReason.Tls))
        {
            _hopeless = failure;
        }
    }

    private static Failure Cancelled { get; } = new(FailureReason.Cancelled, 0, "the look was ended before this was asked or answered");

    private async Task<Reading<T>> ReadAsync<T>(Endpoint<T> endpoint, string path, Reading<T>? earlier, Func<T, string?>? findFault = null)
        where T : class
    {
        if (_hopeless is { } hopeless)
        {
            return Reading<T>.Failed(endpoint.Key, path, source.Now, TimeSpan.Zero, hopeless);
        }

        if (cancellationToken.IsCancellationRequested)
        {
            return Reading<T>.Failed(endpoint.Key, path, source.Now, TimeSpan.Zero, Cancelled);
        }

        var place = Reserve();
        using var request = new FlinkRequest(endpoint, path) { AttemptFailed = failure => _lastTransient = failure };
        var sentAt = time.GetUtcNow();
        var sent = time.GetTimestamp();
        var answer = await SendAsync(request);
        var elapsed = time.GetElapsedTime(sent);
        if (answer.Value is T value && findFault?.Invoke(value) is { } fault)
        {
            answer = Answer.Failed(FailureReason.BadPayload, answer.Status, fault) with { Bytes = answer.Bytes };
        }

        if (request.Recorded is { } recorded)
        {
            (sentAt, elapsed) = recorded;
        }
        else if (request.IsUnrecorded)
        {
            sentAt = StartedAt;
        }

        if (request.IsUnrecorded && earlier is not null)
        {
            return earlier;
        }

        var exchange = new Exchange(path, endpoint.Template, answer.Status, sentAt, elapsed, answer.Bytes, answer.Failure);
        Fill(place, exchange);
        source.Answered(request, exchange);
        return answer switch
        {
            { Failure: { } failure } => Reading<T>.Failed(endpoint.Key, path, sentAt, elapsed, failure),
            { AbsentMessage: { } message } => Reading<T>.Absent(endpoint.Key, path, sentAt, elapsed, message),
            _ => Reading<T>.Of(endpoint.Key, path, sentAt, elapsed, (T)answer.Value!, answer.Stamp, PayloadSize.Of(answer.Value!, answer.TextsMade)),
        };
    }

    private async Task<Answer> SendAsync(FlinkRequest request)
    {
        try
        {
            using var response = await client.SendAsync(request, cancellationToken);
            var answer = ((AnswerMessage)response).Answer;
            if (answer is { IsTransient: true, Failure: { } failure })
            {
                _lastTransient = failure;
            }

            return answer;
        }
        catch (TimeoutRejectedException e)
        {
            var failure = TargetPipeline.TimedOut(e);
            _lastTransient = failure;
            return new Answer { Failure = failure };
        }
        catch (BrokenCircuitException)
        {
            // No reason of its own: what opened it is what there is to know.
            return request.LastFailure is { } attempt ? new Answer { Status = attempt.Status, Failure = attempt }
                : _lastTransient is { } last ? Answer.Failed(last.Reason, 0, $"not asked, since the target failed too often just now: {last.Message}")
                : Answer.Failed(FailureReason.CircuitOpen, 0, "not asked: the target failed too often just now");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new Answer { Failure = Cancelled };
        }
    }

    private int Reserve()
    {
        lock (_lock)
        {
            _exchanges.Add(null);
            return _exchanges.Count - 1;
        }
    }

    private void Fill(int place, Exchange exchange)
    {
        lock (_lock)
        {
            _exchanges[place] = exchange;
        }
    }
}
