using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.FlinkClient.Transport;

/// <summary>
/// One attempt, body included: below the resilience pipeline, so that its timeouts cover the body and a body that breaks off is
/// tried again. Always answers with an <see cref="AnswerMessage"/>; only cancellation is thrown.
/// </summary>
internal sealed class PayloadHandler(long maxBodyBytes, CertificateCheck? check = null, Uri? proxy = null) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var flink = (FlinkRequest)request;
        try
        {
            using var response = await base.SendAsync(request, cancellationToken);
            return new AnswerMessage(await HttpAnswers.ReadAsync(flink, response, maxBodyBytes, cancellationToken));
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && TransportFailures.Classify(e, check, proxy) is { } answer)
        {
            return new AnswerMessage(answer);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // SocketsHttpHandler's own connect timeout.
            return new AnswerMessage(Answer.Failed(
                FailureReason.Timeout, 0, "the connection could not be made in time: check address and network policies", isTransient: true));
        }
        catch (Exception e) when (cancellationToken.IsCancellationRequested && e is not OperationCanceledException)
        {
            // A connection torn down because the attempt was given up shows as an I/O error.
            throw new OperationCanceledException("The attempt was given up.", e, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // What a stranger sends may break what nobody thought of: that costs this answer, not the look.
            return new AnswerMessage(Answer.Failed(
                FailureReason.BadPayload, 0, $"the program failed on what was answered ({e.GetType().Name}): this is a defect of FlinkReady, please report it"));
        }
    }
}
