using FlinkReady.Monitor.Configuration;

namespace FlinkReady.Monitor.Metrics;

/// <summary>Where the page of a rule is.</summary>
internal static class RulePages
{
    /// <summary>Below the configured base, else a path of this program.</summary>
    public static string Url(MonitorConfiguration configuration, string rule) =>
        configuration.DocsBaseUrl is { } url ? $"{url.AbsoluteUri.TrimEnd('/')}/{rule}" : $"/rules/{rule}";
}
