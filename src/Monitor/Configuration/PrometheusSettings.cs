using FlinkReady.FlinkClient.Collections;
using FlinkReady.FlinkClient.Transport;

namespace FlinkReady.Monitor.Configuration;

/// <summary>The Prometheus that is asked for the operators of jobs. Immutable and compared as a value.</summary>
internal sealed record PrometheusSettings
{
    /// <summary>How long a job is left alone after an attempt that did not settle it, where nobody says otherwise.</summary>
    public static readonly TimeSpan DefaultMinInterval = TimeSpan.FromMinutes(10);

    /// <summary>How the server is reached; without URL where none is asked.</summary>
    public TargetConnection Connection { get; init; } = new() { Urls = [] };

    /// <summary>Label and value, added to every selector: one Prometheus may hold many clusters.</summary>
    public EquatableDictionary Matchers { get; init; } = EquatableDictionary.Empty;

    /// <summary>For each job, after an attempt that did not settle it; null where nobody said.</summary>
    public TimeSpan? MinInterval { get; init; }

    /// <summary>True where there is a server to ask.</summary>
    public bool IsOn => Connection.Urls.Count > 0;

    /// <summary>
    /// What holds for a target that says this of its own, where the file says <paramref name="general"/>. A server of its own has credentials of its own:
    /// those of another are not sent to it.
    /// </summary>
    public PrometheusSettings Over(PrometheusSettings general)
    {
        var interval = MinInterval ?? general.MinInterval;
        if (IsOn)
        {
            return this with { MinInterval = interval };
        }

        var (own, shared) = (Connection, general.Connection);
        return general with
        {
            Connection = shared with
            {
                Headers = own.Headers.Count > 0 ? own.Headers : shared.Headers,
                Auth = own.Auth == new TargetCredentials() ? shared.Auth : own.Auth,
                Tls = own.Tls == new TlsSettings() ? shared.Tls : own.Tls,
            },
            Matchers = new EquatableDictionary([.. general.Matchers.Where(matcher => !Matchers.ContainsKey(matcher.Key)), .. Matchers], StringComparer.Ordinal),
            MinInterval = interval,
        };
    }
}
