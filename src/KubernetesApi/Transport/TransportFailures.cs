using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using FlinkReady.KubernetesApi.Access;
using FlinkReady.KubernetesApi.Failures;
using FlinkReady.KubernetesApi.Reading;

namespace FlinkReady.KubernetesApi.Transport;

/// <summary>What went wrong, as a reason with one line for people.</summary>
internal static class TransportFailures
{
    /// <summary>The failure that an answer or an <c>ERROR</c> event tells of.</summary>
    /// <param name="code">The status.</param>
    /// <param name="status">What the server says of it; null where the body is no <c>Status</c>.</param>
    /// <param name="retryAfter">The header.</param>
    public static ApiFailure Of(int code, ApiStatus? status, TimeSpan? retryAfter = null) => code switch
    {
        (int)HttpStatusCode.Unauthorized => new(ApiFailureReason.Unauthorized, code, "the API server does not accept the token (401): it expired, or its service account was deleted"),
        (int)HttpStatusCode.Forbidden => new(ApiFailureReason.Forbidden, code, status?.Message ?? "the API server refuses it (403)"),
        (int)HttpStatusCode.NotFound => new(ApiFailureReason.NotFound, code, "the API server does not know the resource (404)"),
        (int)HttpStatusCode.Gone => new(ApiFailureReason.Gone, code, status?.Message ?? "the version is too old (410)"),
        (int)HttpStatusCode.TooManyRequests => new(ApiFailureReason.TooManyRequests, code, "the API server has too many requests (429)", retryAfter),
        >= 500 => new(ApiFailureReason.ServerError, code, Text(code, status), retryAfter),
        _ => new(ApiFailureReason.OtherClientError, code, Text(code, status), retryAfter),
    };

    /// <summary>The failure behind an exception; null where it is none of the network's.</summary>
    public static ApiFailure? Of(Exception exception, ServerCertificates? certificates) => exception switch
    {
        ApiException known => known.Failure,
        AccessException access => new(ApiFailureReason.Credentials, 0, access.Message),
        InvalidDataException => new(ApiFailureReason.BadPayload, 0, "the API server's compressed answer can't be unpacked"),
        HttpRequestException or HttpIOException or IOException => OfNetwork(exception, certificates),
        _ => null,
    };

    /// <summary>A connection that broke.</summary>
    public static ApiFailure Broken { get; } = new(ApiFailureReason.Connection, 0, "the connection to the API server was closed before the answer was complete");

    private static ApiFailure OfNetwork(Exception exception, ServerCertificates? certificates)
    {
        if (Inner<AuthenticationException>(exception) is not null || exception is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError })
        {
            return new(ApiFailureReason.Tls, 0, certificates?.Problem ?? "the TLS handshake with the API server failed");
        }

        return Inner<SocketException>(exception)?.SocketErrorCode switch
        {
            SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData => new(ApiFailureReason.Dns, 0, "the API server's host name has no address"),
            SocketError.ConnectionRefused => new(ApiFailureReason.Connection, 0, "the API server refuses the connection"),
            SocketError.TimedOut => new(ApiFailureReason.Timeout, 0, "the API server could not be connected to in time: check network policies (port 443 or 6443)"),
            SocketError.HostUnreachable or SocketError.NetworkUnreachable => new(ApiFailureReason.Connection, 0, "there is no route to the API server: check network policies"),
            _ => Broken,
        };
    }

    private static string Text(int code, ApiStatus? status) => status?.Message is { } message
        ? string.Create(CultureInfo.InvariantCulture, $"the API server answers {code}: {message}")
        : string.Create(CultureInfo.InvariantCulture, $"the API server answers {code}");

    private static T? Inner<T>(Exception exception)
        where T : Exception
    {
        for (Exception? e = exception; e is not null; e = e.InnerException)
        {
            if (e is T found)
            {
                return found;
            }
        }

        return null;
    }
}
