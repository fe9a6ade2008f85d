using System.Net.Sockets;
using System.Security.Authentication;
using FlinkReady.FlinkClient.Secrets;
using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.FlinkClient.Transport;

/// <summary>Exceptions of the network as reasons, each with one line that says what to look at. Exception texts are not passed on unseen.</summary>
internal static class TransportFailures
{
    /// <summary>The attempt's outcome, or null where the exception is none of the network's.</summary>
    /// <param name="exception">What the attempt threw.</param>
    /// <param name="check">What the last handshake told, null where there is no TLS.</param>
    /// <param name="proxy">The proxy that is asked in the JobManager's place, if any: where no connection comes about, it is the proxy's.</param>
    public static Answer? Classify(Exception exception, CertificateCheck? check, Uri? proxy = null) => exception switch
    {
        FailureException known => new Answer { Status = known.Failure.Status, Failure = known.Failure },
        SecretFileException secret => Answer.Failed(FailureReason.Unauthorized, 0, secret.Message),
        BodyTooLargeException large => Answer.Failed(FailureReason.TooLarge, large.Status, large.Message),
        HttpRequestException http => Classify(http, check, proxy),
        HttpIOException io => Classify(io.HttpRequestError, io, check, proxy),
        AuthenticationException tls => Tls(tls, check),
        IOException io => CutOff(io, check),
        InvalidDataException => Answer.Failed(FailureReason.BadPayload, 0, "the compressed body can't be unpacked"),
        _ => null,
    };

    private static Answer Classify(HttpRequestException exception, CertificateCheck? check, Uri? proxy)
    {
        if (Inner<FailureException>(exception) is { } known)
        {
            return new Answer { Failure = known.Failure };
        }

        if (Inner<AuthenticationException>(exception) is { } tls)
        {
            return Tls(tls, check);
        }

        return Classify(exception.HttpRequestError, exception, check, proxy);
    }

    private static Answer Classify(HttpRequestError error, Exception exception, CertificateCheck? check, Uri? proxy) => error switch
    {
        HttpRequestError.NameResolutionError => NoAddress(proxy),
        HttpRequestError.SecureConnectionError => Tls(exception, check),
        HttpRequestError.ProxyTunnelError =>
            Answer.Failed(FailureReason.Connection, 0, "the proxy did not open a tunnel: check proxy and its credentials", isTransient: true),
        HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError => NotHttp(exception),
        HttpRequestError.ConfigurationLimitExceeded =>
            Answer.Failed(FailureReason.NotFlink, 0, "the answer's headers are longer than any of Flink's"),
        HttpRequestError.ResponseEnded when exception is HttpRequestException => Unanswered(exception, check),
        _ => Inner<SocketException>(exception) is { } socket ? Socket(socket, proxy) : CutOff(exception, check),
    };

    private static Answer Socket(SocketException exception, Uri? proxy) => exception.SocketErrorCode switch
    {
        SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData => NoAddress(proxy),
        SocketError.ConnectionRefused => Unconnected(
            FailureReason.Connection, proxy, "connection refused", ": is the JobManager up, and is this its rest.port?"),
        SocketError.TimedOut => Unconnected(
            FailureReason.Timeout, proxy, "the connection could not be made in time", ": check address and network policies"),
        SocketError.HostUnreachable or SocketError.NetworkUnreachable => Unconnected(
            FailureReason.Connection, proxy, "no route to the host", ": check address and network policies"),
        SocketError.TooManyOpenSockets => Answer.Failed(FailureReason.Connection, 0, "this program may open no more files: raise its limit (ulimit -n)", isTransient: true),
        _ => CutOff(),
    };

    private static Answer NoAddress(Uri? proxy) =>
        Unconnected(FailureReason.Dns, proxy, "the host name has no address", ": check its spelling and the namespace");

    private static Answer Unconnected(FailureReason reason, Uri? proxy, string what, string hint) =>
        Answer.Failed(reason, 0, proxy is null ? what + hint : $"the proxy {Addresses.Show(proxy)} can't be reached: {what}", isTransient: true);

    private static Answer NotHttp(Exception exception) =>
        // A TLS alert (0x15, version 3) where a status line belongs.
        exception.Message.Contains("\u0015\u0003", StringComparison.Ordinal) || exception.InnerException?.Message.Contains("\u0015\u0003", StringComparison.Ordinal) == true
            ? Answer.Failed(FailureReason.Tls, 0, "this port speaks TLS: use https:// in the URL")
            : Answer.Failed(FailureReason.NotFlink, 0, "what answers does not speak HTTP: check the port");

    private static Answer Tls(Exception exception, CertificateCheck? check) => Answer.Failed(FailureReason.Tls, 0, TlsFailures.Describe(exception, check));

    // RPC and data ports close on whoever speaks HTTP to them, without a byte.
    private static Answer Unanswered(Exception exception, CertificateCheck? check) => TlsFailures.OfAlert(exception, check) is { } alert
        ? Answer.Failed(FailureReason.Tls, 0, alert)
        : Answer.Failed(
            FailureReason.Connection, 0, "the connection was closed before the answer was complete, at its very beginning: the RPC and data ports of JobManagers and TaskManagers (6121 to 6124) do so; is this the rest.port?", isTransient: true);

    private static Answer CutOff() =>
        Answer.Failed(FailureReason.Connection, 0, "the connection was closed before the answer was complete", isTransient: true);

    private static Answer CutOff(Exception exception, CertificateCheck? check) =>
        TlsFailures.OfAlert(exception, check) is { } alert ? Answer.Failed(FailureReason.Tls, 0, alert) : CutOff();

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
