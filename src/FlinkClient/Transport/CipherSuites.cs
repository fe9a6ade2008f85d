using System.Net.Security;

namespace FlinkReady.FlinkClient.Transport;

/// <summary>The cipher suites that are offered.</summary>
internal static class CipherSuites
{
    /// <summary>
    /// What .NET offers by itself, and after it the one suite that Flink speaks by default up to 1.17, and up to 1.19 with mutual
    /// TLS (<c>security.ssl.algorithms</c>: <c>TLS_RSA_WITH_AES_128_CBC_SHA</c>), which .NET leaves out on Linux. Null where the
    /// platform decides.
    /// </summary>
    public static CipherSuitesPolicy? Policy { get; } = Create();

    private static CipherSuitesPolicy? Create()
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        try
        {
            return new CipherSuitesPolicy(
            [
                TlsCipherSuite.TLS_AES_256_GCM_SHA384,
                TlsCipherSuite.TLS_CHACHA20_POLY1305_SHA256,
                TlsCipherSuite.TLS_AES_128_GCM_SHA256,
                TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
                TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
                TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
                TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
                TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384,
                TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256,
                TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384,
                TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256,
                TlsCipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA,
            ]);
        }
        catch (PlatformNotSupportedException)
        {
            // There the system's settings offer what they do, Flink's suite among them by default.
            return null;
        }
    }
}
