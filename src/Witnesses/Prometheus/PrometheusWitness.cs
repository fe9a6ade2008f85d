using FlinkReady.Witnesses.Contents;

namespace FlinkReady.Witnesses.Prometheus;

/// <summary>Asks a Prometheus, or what has its query API, for the operators of a run. Nothing but GET.</summary>
/// <param name="url">The server's address.</param>
/// <param name="matchers">Labels that tell this cluster from others.</param>
/// <param name="client">Sends requests, with what the server wants to see; follows no redirect.</param>
/// <param name="limits">What a question may cost.</param>
/// <param name="time">The clock.</param>
public sealed class PrometheusWitness(Uri url, IReadOnlyDictionary<string, string> matchers, HttpMessageInvoker client, PrometheusLimits limits, TimeProvider time)
{
    private readonly string _origin = url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    /// <summary>Asks for the operators of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="UnreadException">There is no answer that can be used.</exception>
    public async Task<OperatorIdsReading> ReadAsync(RunGraph run, CancellationToken cancellationToken)
    {
        var query = new OperatorIdsQuery(run.JobId, run.StartMs, run.NowMs, matchers);
        var rows = await AskAsync(query, cancellationToken);
        var reading = OperatorIdsClassifier.Judge(rows, run.Vertices, run.PendingOperators, _origin);
        if (reading.Result is OperatorIdsResult.Whole or OperatorIdsResult.Foreign || run.NowMs <= query.OfBeginning.AtMs)
        {
            return reading;
        }

        // What is missing may have finished long ago: bounded sources, vertices of batch jobs.
        rows.AddRange(await AskAsync(query.OfBeginning, cancellationToken));
        return OperatorIdsClassifier.Judge(rows, run.Vertices, run.PendingOperators, _origin);
    }

    private async Task<List<OperatorRow>> AskAsync(OperatorIdsQuery query, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(limits.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, query.At(url));
            using var response = await client.SendAsync(request, either.Token);
            return QueryAnswer.Read(await BodyAsync(response, either.Token), limits.MaxSeries);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new UnreadException(UnreadReason.Failed, $"no answer within {limits.Timeout.TotalSeconds} s", e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new UnreadException(UnreadReason.Failed, ConnectionFailures.Describe(e), e);
        }
    }

    // An error of the API has a body that says why, with these statuses.
    private async Task<byte[]> BodyAsync(HttpResponseMessage response, CancellationToken cancellationToken) => (int)response.StatusCode switch
    {
        200 or 400 or 422 or 503 => await ReadAsync(response, cancellationToken),
        401 or 403 => throw new UnreadException(UnreadReason.Denied, $"status {(int)response.StatusCode}: check the credentials (prometheus.auth)"),
        404 or 405 => throw new UnreadException(UnreadReason.Failed, $"status {(int)response.StatusCode}: there is no query API at this address (prometheus.url)"),
        >= 300 and < 400 and var status => throw new UnreadException(UnreadReason.Failed, $"status {status}: it sends elsewhere, where this program doesn't go (prometheus.url)"),
        var status => throw new UnreadException(UnreadReason.Failed, $"status {status}"),
    };

    private async Task<byte[]> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var piece = new byte[16 * 1024];
        for (int read; (read = await stream.ReadAsync(piece, cancellationToken)) > 0;)
        {
            if (body.Length + read > limits.MaxBodyBytes)
            {
                throw new UnreadException(UnreadReason.TooLarge, $"the answer is longer than {limits.MaxBodyBytes} bytes");
            }

            body.Write(piece, 0, read);
        }

        return body.ToArray();
    }
}
