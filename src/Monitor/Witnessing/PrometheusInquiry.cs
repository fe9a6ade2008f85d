using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.OperatorIds;
using FlinkReady.Witnesses.Contents;
using FlinkReady.Witnesses.Prometheus;

namespace FlinkReady.Monitor.Witnessing;

/// <summary>Asks Prometheus for the operators of a job's run, until it has named all of them; again where the vertices differ.</summary>
internal sealed class PrometheusInquiry(PrometheusWitness prometheus, string address, TimeSpan minInterval, TimeProvider time)
{
    // A run's first samples come with the first scrape. An answer before would only be put off.
    private static readonly TimeSpan FirstScrape = TimeSpan.FromSeconds(30);

    /// <summary>Asks, where the job's turn has come.</summary>
    /// <returns>The job with what was read, and what is remembered.</returns>
    public async Task<(JobSnapshot Job, KnownRun Run)> AskAsync(JobSnapshot job, Reading<JobDetails> details, KnownRun run, PollInquiry poll, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (details.Value is not { } body || body.StartTimeMs is not { } start || !IsDue(job, body, run, now))
        {
            return (job, run);
        }

        // By the JobManager's clock.
        var nowMs = (body.NowMs ?? details.ReadAt.ToUnixTimeMilliseconds()) + (long)Math.Max(0, (now - details.ReadAt).TotalMilliseconds);
        if (poll.IsRepeated && nowMs - start < FirstScrape.TotalMilliseconds)
        {
            return (job, run);
        }

        var (set, attempt) = await ReadAsync(job, new RunGraph(job.Id, start, nowMs, OperatorCounts.Of(GraphReader.Read(body)), Math.Max(0, body.PendingOperators ?? 0)), poll, cancellationToken);
        var reading = set is null
            ? Reading<OperatorIdSet>.Failed(OperatorIdSet.Key, address, attempt.StartedAt, attempt.Elapsed, new Failure(WitnessFailures.ReasonOf(attempt.Result), 0, attempt.Message ?? attempt.Result))
            : poll.Room.Fit(Reading<OperatorIdSet>.Of(OperatorIdSet.Key, address, attempt.StartedAt, attempt.Elapsed, set), job.Readings.Get(OperatorIdSet.Key));
        if (set is not null && reading.Failure is { } refusal)
        {
            attempt = attempt with { Result = WitnessFailures.ResultOf(UnreadReason.TooLarge), Message = refusal.Message };
        }

        run = run.With(Witness.Prometheus, [attempt]) with
        {
            PrometheusVertices = reading.Value?.IsWhole == true ? KnownRun.VerticesOf(body) : default,
            PrometheusNotBefore = attempt.Result is "notAsked" or "whole" ? default : time.GetUtcNow() + minInterval,
        };
        if (set is null && job.Readings.Value(OperatorIdSet.Key) is not null)
        {
            return (job, run);
        }

        return (job with { Readings = job.Readings.With(reading) }, run);
    }

    private static bool IsDue(JobSnapshot job, JobDetails body, KnownRun run, DateTimeOffset now)
    {
        var isHeard = job.Readings.Value(OperatorIdSet.Key) is { IsWhole: true } && run.PrometheusVertices.IsSameAs(KnownRun.VerticesOf(body));
        return !isHeard && now >= run.PrometheusNotBefore;
    }

    private async Task<(OperatorIdSet? Set, WitnessRead Attempt)> ReadAsync(JobSnapshot job, RunGraph graph, PollInquiry poll, CancellationToken cancellationToken)
    {
        var (startedAt, began) = (time.GetUtcNow(), time.GetTimestamp());
        if (poll.WhySilent(address) is { } why)
        {
            return (null, Attempt("notAsked", why));
        }

        try
        {
            var reading = await prometheus.ReadAsync(graph, cancellationToken);
            return (reading.Set, Attempt(TextOf(reading.Result), reading.Result == OperatorIdsResult.Whole ? null : reading.Message));
        }
        catch (UnreadException e)
        {
            if (e.Reason is UnreadReason.Failed or UnreadReason.Denied)
            {
                poll.Silence(address, e.Message);
            }

            return (null, Attempt(WitnessFailures.ResultOf(e.Reason), e.Message));
        }
        catch (OperationCanceledException)
        {
            return (null, Attempt(WitnessFailures.ResultOf(UnreadReason.Failed), "no answer in time"));
        }

        WitnessRead Attempt(string result, string? message) => new(Witness.Prometheus, job.Id, address, result, message, startedAt, time.GetElapsedTime(began), 0);
    }

    private static string TextOf(OperatorIdsResult result) => result switch
    {
        OperatorIdsResult.Whole => "whole",
        OperatorIdsResult.Partial => "partial",
        OperatorIdsResult.Empty => "empty",
        _ => "foreign",
    };
}
