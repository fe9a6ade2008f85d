using System.Net;
using System.Net.Http.Headers;
using FlinkReady.KubernetesApi.Access;
using FlinkReady.KubernetesApi.Failures;
using FlinkReady.KubernetesApi.Reading;

namespace FlinkReady.KubernetesApi.Transport;

/// <summary>Sends requests to the API server: <c>GET</c> and nothing else.</summary>
internal sealed class ApiRequests : IDisposable
{
    // A server under load keeps a request waiting for a minute.
    private static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(75);
    private const int MaxStatus = 64 * 1024;

    private readonly ApiAccess _access;
    private readonly ServerCertificates _certificates;
    private readonly HttpMessageInvoker _invoker;
    private readonly TimeProvider _time;

    /// <summary>Connects to nothing yet.</summary>
    /// <exception cref="AccessException">The client certificate can't be used.</exception>
    public ApiRequests(ApiAccess access, TimeProvider time)
    {
        _access = access;
        _time = time;
        _certificates = new ServerCertificates(access);
        _invoker = new HttpMessageInvoker(ApiHandlers.Create(access, _certificates));
    }

    /// <summary>The answer with status 200, its body still to be read.</summary>
    /// <param name="path">Path and query, as <see cref="Paths.ResourcePath"/> writes them.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="ApiException">There is none.</exception>
    public async Task<HttpResponseMessage> GetAsync(string path, CancellationToken cancellationToken)
    {
        var response = await SendAsync(path, cancellationToken);
        if (response.StatusCode == HttpStatusCode.Unauthorized && _access.Token is { File: not null })
        {
            // The token may have been replaced since it was read.
            response.Dispose();
            response = await SendAsync(path, cancellationToken);
        }

        if (response.StatusCode == HttpStatusCode.OK)
        {
            return response;
        }

        using (response)
        {
            var status = ApiStatus.Read(await StartOfBodyAsync(response, cancellationToken));
            throw new ApiException(TransportFailures.Of((int)response.StatusCode, status, RetryAfter(response.Headers.RetryAfter)));
        }
    }

    /// <summary>What an exception while a body is read means; null where it is none of the network's.</summary>
    public ApiException? Explain(Exception exception) =>
        TransportFailures.Of(exception, _certificates) is { } failure ? new ApiException(failure, exception) : null;

    /// <inheritdoc/>
    public void Dispose() => _invoker.Dispose();

    private async Task<HttpResponseMessage> SendAsync(string path, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(HeadersTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_access.Server, path)) { Version = HttpVersion.Version11 };
            // The handshake asks for the name that stands here.
            request.Headers.Host = _access.ServerName;
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
            if (_access.Token?.Read().Trim() is { Length: > 0 } token)
            {
                request.Headers.Authorization = TokenOf(token);
            }

            return await _invoker.SendAsync(request, either.Token);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ApiException(new ApiFailure(ApiFailureReason.Timeout, 0, "the API server does not answer: check network policies (port 443 or 6443)"), exception);
        }
        catch (Exception exception) when (Explain(exception) is { } explained)
        {
            throw explained;
        }
    }

    // What is written into a header must not hold a line's end; the exception would show the token.
    private static AuthenticationHeaderValue TokenOf(string token) => token.All(static character => character is > ' ' and < '\x7f')
        ? new AuthenticationHeaderValue("Bearer", token)
        : throw new AccessException("the token is none: it holds characters that a token never does");

    private async Task<byte[]> StartOfBodyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(HeadersTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(either.Token);
            var buffer = new byte[MaxStatus];
            var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, either.Token);
            return buffer[..length];
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return [];
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException or InvalidDataException)
        {
            // The status says enough.
            return [];
        }
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header)
    {
        var wait = header?.Delta ?? header?.Date - _time.GetUtcNow();
        return wait > TimeSpan.Zero ? wait : null;
    }
}
