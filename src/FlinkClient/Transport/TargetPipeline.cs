using FlinkReady.FlinkModel.Readings;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace FlinkReady.FlinkClient.Transport;

/// <summary>
/// How a target is asked: total timeout, retry, requests in flight, circuit breaker, timeout of an attempt, in this order from
/// the outside. One per target, so that the breaker remembers across looks.
/// </summary>
internal static class TargetPipeline
{
    private const int Retries = 2;
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan ShortestSampling = TimeSpan.FromSeconds(5);

    /// <summary>A server that asks for more patience than this is left alone until the next poll.</summary>
    internal static readonly TimeSpan LongestRetryAfter = TimeSpan.FromSeconds(5);

    /// <summary>In a poll that takes long a request tries again after this time.</summary>
    internal static readonly TimeSpan Break = TimeSpan.FromSeconds(4);

    /// <summary>Builds it.</summary>
    /// <param name="connection">The limits.</param>
    /// <param name="jobManagers">Whom a retry may ask.</param>
    /// <param name="circuit">Closes the breaker when a poll begins: it guards the requests of one poll, and no reason of the next.</param>
    /// <param name="time">The clock.</param>
    public static ResiliencePipeline<HttpResponseMessage> Build(
        TargetConnection connection, JobManagers jobManagers, CircuitBreakerManualControl circuit, TimeProvider time)
    {
        var builder = new ResiliencePipelineBuilder<HttpResponseMessage> { Name = "flink", TimeProvider = time };
        return builder
            .AddTimeout(new HttpTimeoutStrategyOptions { Name = "total", Timeout = connection.RequestTimeout * (jobManagers.Count + 1.5) })
            .AddRetry(Retry(jobManagers))
            .AddConcurrencyLimiter(connection.MaxConcurrentRequests, int.MaxValue)
            .AddCircuitBreaker(CircuitBreaker(connection, circuit))
            .AddTimeout(new HttpTimeoutStrategyOptions { Name = "attempt", Timeout = connection.RequestTimeout })
            .Build();
    }

    /// <summary>An answer that did not come in time.</summary>
    public static Failure TimedOut(TimeoutRejectedException exception) => new(
        FailureReason.Timeout, 0, $"no complete answer within {exception.Timeout.TotalSeconds:0.#} s: the JobManager hangs or is overloaded, or a network policy swallows packets");

    private static HttpRetryStrategyOptions Retry(JobManagers jobManagers) => new()
    {
        MaxRetryAttempts = Retries + jobManagers.Count - 1,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Delay = FirstDelay,
        ShouldRetryAfterHeader = false,
        ShouldHandle = args => ValueTask.FromResult(IsWorthAnother(args.Outcome, RequestOf(args.Context), jobManagers)),
        DelayGenerator = args => ValueTask.FromResult(
            RequestOf(args.Context) is { } request && jobManagers.HasUntried(request) ? TimeSpan.Zero : RetryAfter(args.Outcome)),
        OnRetry = args =>
        {
            if (FailureOf(args.Outcome) is { } failure)
            {
                RequestOf(args.Context)?.Failed(failure);
            }

            return ValueTask.CompletedTask;
        },
    };

    private static HttpCircuitBreakerStrategyOptions CircuitBreaker(TargetConnection connection, CircuitBreakerManualControl circuit) => new()
    {
        ManualControl = circuit,
        FailureRatio = 0.7,
        MinimumThroughput = 6,
        SamplingDuration = connection.RequestTimeout < ShortestSampling / 3 ? ShortestSampling : connection.RequestTimeout * 3,
        BreakDuration = Break,
        ShouldHandle = args => ValueTask.FromResult(IsTransient(args.Outcome)),
    };

    private static bool IsWorthAnother(Outcome<HttpResponseMessage> outcome, FlinkRequest? request, JobManagers jobManagers) =>
        (IsTransient(outcome) && !(RetryAfter(outcome) > LongestRetryAfter))
        || (request is { Endpoint.IsPartOfEveryCluster: true } && jobManagers.HasUntried(request) && MayDoBetterElsewhere(outcome));

    private static bool IsTransient(Outcome<HttpResponseMessage> outcome) =>
        outcome.Exception is TimeoutRejectedException || outcome.Result is AnswerMessage { Answer.IsTransient: true };

    // A standby forwards to the leader, so a job's own 500 would be the same elsewhere: only what every JobManager answers tells.
    private static bool MayDoBetterElsewhere(Outcome<HttpResponseMessage> outcome) =>
        IsTransient(outcome)
        || outcome.Result is AnswerMessage
        {
            Answer.Failure.Reason: FailureReason.Http5xx or FailureReason.LeaderElection or FailureReason.Tls or FailureReason.NotFlink or FailureReason.Redirect
                or FailureReason.BadPayload
        };

    private static Failure? FailureOf(Outcome<HttpResponseMessage> outcome) =>
        outcome.Exception is TimeoutRejectedException timeout ? TimedOut(timeout) : (outcome.Result as AnswerMessage)?.Answer.Failure;

    private static TimeSpan? RetryAfter(Outcome<HttpResponseMessage> outcome) => (outcome.Result as AnswerMessage)?.Answer.RetryAfter;

    private static FlinkRequest? RequestOf(ResilienceContext context) => context.GetRequestMessage() as FlinkRequest;
}
