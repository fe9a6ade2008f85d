using System.ComponentModel;

namespace FlinkReady.FlinkClient.Transport;

/// <summary>Why TLS did not come about, from what the library says of the server's alert and from what the server asked for.</summary>
internal static class TlsFailures
{
    private const string DemandsCertificate = "the server demands a client certificate: set tls.certificateFile and tls.keyFile";
    private const string RefusesCertificate = "the server does not accept the client certificate: check tls.certificateFile, tls.keyFile, and what the server trusts";

    private const string NoCommonSuite =
        "no common cipher suite: the server speaks none that is offered; set security.ssl.algorithms in Flink's configuration to TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384";

    /// <summary>One line for a handshake that failed.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="check">What the handshake told; null where there was none.</param>
    public static string Describe(Exception exception, CertificateCheck? check) =>
        check?.Problem
        ?? OfAlert(exception, check)
        ?? (Says(exception, "frame size", "wrong version number", "packet length too long")
            ? "this port does not speak TLS: use http:// in the URL"
            : "the TLS handshake failed: check that the port speaks TLS, and whether it demands a client certificate (tls.certificateFile)");

    /// <summary>One line for the alert that the server sent, null where it sent none: in TLS 1.3 the one about the client's certificate comes after the handshake.</summary>
    public static string? OfAlert(Exception exception, CertificateCheck? check)
    {
        var hasCertificate = check is { HasClientCertificate: true };
        if (Says(exception, "certificate required") || Find<Win32Exception>(exception) is { Message: "The credentials supplied to the package were not recognized" })
        {
            return DemandsCertificate;
        }

        if (Says(exception, "alert bad certificate", "alert certificate unknown", "alert unknown ca", "alert certificate expired", "alert unsupported certificate"))
        {
            return hasCertificate ? RefusesCertificate : DemandsCertificate;
        }

        if (Says(exception, "alert protocol version", "unsupported protocol"))
        {
            return "no common version of TLS: the server speaks neither 1.2 nor 1.3; set security.ssl.protocol in Flink's configuration to TLSv1.2";
        }

        if (Says(exception, "alert insufficient security", "no shared cipher"))
        {
            return NoCommonSuite;
        }

        // The same alert for two faults: a server of the second kind has asked for a certificate before.
        return !Says(exception, "handshake failure") ? null
            : check is { IsCertificateDemanded: true } ? DemandsCertificate
            : hasCertificate ? NoCommonSuite + "; or the server does not accept the client certificate"
            : NoCommonSuite;
    }

    private static bool Says(Exception exception, params ReadOnlySpan<string> texts)
    {
        for (Exception? e = exception; e is not null; e = e.InnerException)
        {
            foreach (var text in texts)
            {
                if (e.Message.Contains(text, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static T? Find<T>(Exception exception)
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
