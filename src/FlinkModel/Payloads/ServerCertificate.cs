using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.FlinkModel.Payloads;

/// <summary>What the TLS handshake with a cluster's REST address showed: no answer of Flink's, and nothing that is asked for.</summary>
/// <param name="Subject">The subject of the certificate that ends first: the server's own, or one above it.</param>
/// <param name="IsServersOwn">True where that is the server's own.</param>
/// <param name="NotAfter">When it ends.</param>
public sealed record ServerCertificate(string Subject, bool IsServersOwn, DateTimeOffset NotAfter)
{
    /// <summary>What was met.</summary>
    public static SourceKey<ServerCertificate> Key { get; } = new("certificate", "/");

    /// <summary>Its fields, for evidence.</summary>
    public static class Field
    {
        /// <summary>The name.</summary>
        public const string
            Subject = "certificate.subject",
            NotAfter = "certificate.notAfter";
    }
}
