using FlinkReady.FlinkModel.Options;
using FlinkReady.Readiness.Facts;

namespace FlinkReady.Readiness.Rules.Exposure;

/// <summary>What the configuration says of TLS on the REST port. The connection that answered outweighs it.</summary>
internal static class RestTls
{
    /// <summary>
    /// The key that switches TLS on or off. Up to 1.20 <c>security.ssl.enabled</c> holds where REST has no key of its own; 2.0 does not read it
    /// (Flink: <c>SecurityOptions.isRestSSLEnabled</c>).
    /// </summary>
    public static Fact<string> Switch(ConfigurationFacts configuration)
    {
        var own = configuration.Find(FlinkOptions.RestSslEnabled);
        var all = configuration.Find(FlinkOptions.SslEnabled);
        return own.IsKnown || !all.IsKnown || all.IsOfAnyVersion ? own : all;
    }

    /// <summary>True where the configuration switches TLS on.</summary>
    public static bool IsOn(ConfigurationFacts configuration) => IsTrue(Switch(configuration));

    /// <summary>True where it demands client certificates, which takes TLS.</summary>
    public static bool DemandsCertificates(ConfigurationFacts configuration) => IsOn(configuration) && configuration.IsTrue(FlinkOptions.RestSslAuthentication);

    /// <summary>What to say of a key that looks as if it switched TLS on, and does not; empty where there is none.</summary>
    public static string Note(ClusterBasics cluster)
    {
        var unread = cluster.Configuration.FindUnread(FlinkOptions.SslEnabled);
        return cluster.Version is { IsKnown: true } version && unread.IsKnown
            ? $" {unread.Field} is set, but Flink {version} does not read it: it reads {FlinkOptions.RestSslEnabled.Key}."
            : string.Empty;
    }

    private static bool IsTrue(Fact<string> fact) => fact.TryGet(out var value) && value.Trim().Equals("true", StringComparison.OrdinalIgnoreCase);
}
