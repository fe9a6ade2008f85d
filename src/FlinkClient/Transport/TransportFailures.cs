using System.ComponentModel;
using System.Net.Sockets;
using System.Security.Authentication;
using FlinkReady.FlinkClient.Readings;

namespace FlinkReady.FlinkClient.Transport;

/// <summary>Exceptions of the network as reasons, each with one line that says what to look at. Exception texts are not passed on unseen.</summary>
internal static class TransportFailures
{
    /// <summary>The attempt's outcome, or null where the exception is none of the network's.</summary>
    public static Answer? Classify(Exception exception, string? tlsProblem) => exception switch
    {
        FailureException known => new Answer { Status = known.Failure.Status, Failure = known.Failure },
        BodyTooLargeException large => Answer.Failed(FailureReason.TooLarge, large.Status, large.Message),
        HttpRequestException http => Classify(http, tlsProblem),
        HttpIOException io => Classify(io.HttpRequestError, io, tlsProblem),
        AuthenticationException tls => Tls(tls, tlsProblem),
        IOException => CutOff(),
        InvalidDataException => Answer.Failed(FailureReason.BadPayload, 0, "the compressed body can't be unpacked"),
        _ => null,
    };

    private static Answer Classify(HttpRequestException exception, string? tlsProblem)
    {
        if (Inner<FailureException>(exception) is { } known)
        {
            return new Answer { Failure = known.Failure };
        }

        if (Inner<AuthenticationException>(exception) is { } tls)
        {
            return Tls(tls, tlsProblem);
        }

        return Classify(exception.HttpRequestError, exception, tlsProblem);
    }

    private static Answer Classify(HttpRequestError error, Exception exception, string? tlsProblem) => error switch
    {
        HttpRequestError.NameResolutionError =>
            Answer.Failed(FailureReason.Dns, 0, "the host name has no address: check its spelling and the namespace", isTransient: true),
        HttpRequestError.SecureConnectionError => Tls(exception, tlsProblem),
        HttpRequestError.ProxyTunnelError =>
            Answer.Failed(FailureReason.Connection, 0, "the proxy did not open a tunnel: check proxy and its credentials", isTransient: true),
        HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError => NotHttp(exception),
        HttpRequestError.ConfigurationLimitExceeded =>
            Answer.Failed(FailureReason.NotFlink, 0, "the answer's headers are longer than any of Flink's"),
        _ => Inner<SocketException>(exception) is { } socket ? Socket(socket) : CutOff(),
    };

    private static Answer Socket(SocketException exception) => exception.SocketErrorCode switch
    {
        SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData =>
            Answer.Failed(FailureReason.Dns, 0, "the host name has no address: check its spelling and the namespace", isTransient: true),
        SocketError.ConnectionRefused =>
            Answer.Failed(FailureReason.Connection, 0, "connection refused: is the JobManager up, and is this its rest.port?", isTransient: true),
        SocketError.TimedOut =>
            Answer.Failed(FailureReason.Timeout, 0, "the connection could not be made in time: check address and network policies", isTransient: true),
        SocketError.HostUnreachable or SocketError.NetworkUnreachable =>
            Answer.Failed(FailureReason.Connection, 0, "no route to the host: check address and network policies", isTransient: true),
        _ => CutOff(),
    };

    private static Answer NotHttp(Exception exception) =>
        // A TLS alert (0x15, version 3) where a status line belongs.
        exception.Message.Contains("\u0015\u0003", StringComparison.Ordinal) || exception.InnerException?.Message.Contains("\u0015\u0003", StringComparison.Ordinal) == true
            ? Answer.Failed(FailureReason.Tls, 0, "this port speaks TLS: use https:// in the URL")
            : Answer.Failed(FailureReason.NotFlink, 0, "what answers does not speak HTTP: check the port");

    private static Answer Tls(Exception exception, string? tlsProblem)
    {
        var message = tlsProblem ?? Diagnose(exception);
        return Answer.Failed(FailureReason.Tls, 0, message);
    }

    private static string Diagnose(Exception exception)
    {
        for (Exception? e = exception; e is not null; e = e.InnerException)
        {
            if (e.Message.Contains("frame size", StringComparison.Ordinal) || e.Message.Contains("wrong version number", StringComparison.Ordinal)
                || e.Message.Contains("packet length too long", StringComparison.Ordinal))
            {
                return "this port does not speak TLS: use http:// in the URL";
            }

            if (e.Message.Contains("certificate required", StringComparison.OrdinalIgnoreCase) || e.Message.Contains("handshake failure", StringComparison.OrdinalIgnoreCase)
                || e is Win32Exception { Message: "The credentials supplied to the package were not recognized" })
            {
                return "the server refused the TLS handshake: it may demand a client certificate (tls.certificateFile, tls.keyFile)";
            }
        }

        return "the TLS handshake failed: check that the port speaks TLS, and whether it demands a client certificate (tls.certificateFile)";
    }

    private static Answer CutOff() =>
        Answer.Failed(FailureReason.Connection, 0, "the connection was closed before the answer was complete", isTransient: true);

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
