using System.Collections.Concurrent;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Polly.CircuitBreaker;

namespace FlinkReady.FlinkClient.Transport;

/// <summary>
/// The targets' named clients of <see cref="IHttpClientFactory"/>. Targets come and go while the program runs, so their names
/// are looked up here when a client is made, not registered at start.
/// </summary>
internal sealed class TargetClients(TimeProvider time, IOptionsMonitorCache<HttpClientFactoryOptions> optionsInUse) : IConfigureNamedOptions<HttpClientFactoryOptions>
{
    private readonly ConcurrentDictionary<string, Target> _targets = new(StringComparer.Ordinal);
    private long _count;

    /// <summary>Makes a target known. The name is unique, whatever it is called.</summary>
    /// <param name="name">What to call it.</param>
    /// <param name="connection">How it is reached.</param>
    /// <param name="isRecorded">True where bodies are kept for a recording.</param>
    /// <param name="met">Is told of the certificates of its handshakes.</param>
    public string Add(string name, TargetConnection connection, bool isRecorded, MetCertificate met)
    {
        var jobManagers = new JobManagers(connection.Urls);
        var clientName = $"flink/{name}/{Interlocked.Increment(ref _count)}";
        var circuit = new CircuitBreakerManualControl();
        _targets[clientName] = new Target(connection, jobManagers, circuit, TargetPipeline.Build(connection, jobManagers, circuit, time), isRecorded, met);
        return clientName;
    }

    /// <summary>Lets a poll begin with one real attempt, whatever the one before met.</summary>
    public Task CloseCircuitAsync(string clientName) =>
        _targets.TryGetValue(clientName, out var target) ? target.Circuit.CloseAsync() : Task.CompletedTask;

    /// <summary>Forgets a target. Its connections end with the factory's handler lifetime.</summary>
    public void Remove(string clientName)
    {
        if (_targets.TryRemove(clientName, out var target))
        {
            Forget(target, null);
        }
    }

    /// <inheritdoc/>
    public void Configure(string? name, HttpClientFactoryOptions options)
    {
        // A client's name may carry the fingerprint of its TLS files behind a '#': other files, another client.
        if (name is null || !_targets.TryGetValue(name.Split('#')[0], out var target))
        {
            return;
        }

        Forget(target, name);
        options.SuppressHandlerScope = true;
        options.HttpClientActions.Add(client => client.Timeout = Timeout.InfiniteTimeSpan);
        options.HttpMessageHandlerBuilderActions.Add(builder =>
        {
            var (wire, check) = SocketHandlers.Create(target.Connection, target.Met);
            builder.PrimaryHandler = wire;
            builder.AdditionalHandlers.Add(new ResilienceHandler(target.Pipeline));
            builder.AdditionalHandlers.Add(new JobManagerHandler(target.JobManagers));
            builder.AdditionalHandlers.Add(new PayloadHandler(target.Connection.MaxBodyBytes, check, target.Connection.Proxy));
            if (target.IsRecorded)
            {
                builder.AdditionalHandlers.Add(new CaptureHandler(target.Connection.MaxBodyBytes, target.Met));
            }

            builder.AdditionalHandlers.Add(new RedirectHandler());
            builder.AdditionalHandlers.Add(new CredentialsHandler(target.Connection, time));
            builder.AdditionalHandlers.Add(new ReadOnlyHandler());
        });
    }

    /// <inheritdoc/>
    public void Configure(HttpClientFactoryOptions options)
    {
    }

    // The factory keeps the options of every name it was ever asked for, and with them the target's pipeline and connection:
    // without this each reload of a configuration and each rotation of a certificate would leave some 8 kB behind for ever.
    private void Forget(Target target, string? next)
    {
        if (Interlocked.Exchange(ref target.ClientInUse, next) is { } last && last != next)
        {
            optionsInUse.TryRemove(last);
        }
    }

    private sealed class Target(
        TargetConnection connection, JobManagers jobManagers, CircuitBreakerManualControl circuit, Polly.ResiliencePipeline<HttpResponseMessage> pipeline, bool isRecorded, MetCertificate met)
    {
        /// <summary>The name, with its fingerprint, of the client that was made last.</summary>
        public string? ClientInUse;

        public TargetConnection Connection => connection;

        public JobManagers JobManagers => jobManagers;

        public CircuitBreakerManualControl Circuit => circuit;

        public MetCertificate Met => met;

        public Polly.ResiliencePipeline<HttpResponseMessage> Pipeline => pipeline;

        public bool IsRecorded => isRecorded;
    }
}
