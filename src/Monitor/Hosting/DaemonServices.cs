using FlinkReady.Monitor.Changes;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Discovery;
using FlinkReady.Monitor.Histories;
using FlinkReady.Monitor.Metrics;
using FlinkReady.Monitor.Polling;
using FlinkReady.Monitor.Targets;
using FlinkReady.Monitor.Web;
using FlinkReady.Readiness.Judging;

namespace FlinkReady.Monitor.Hosting;

/// <summary>What the daemon is made of.</summary>
internal static class DaemonServices
{
    public static void Add(IServiceCollection services, WatchRequest request)
    {
        AddChanges(services, request);
        AddState(services, request);
        AddHistory(services, request.Configuration.History.Folder);
        AddPolling(services, request);
        AddDiscovery(services, request);

        services.AddHostedService<StartupMemory>();

        services.AddSingleton(request.Source);
        services.AddSingleton(_ => HangupSignal.OfProcess());
        services.AddHostedService<ConfigurationWatcher>();
        AddPages(services, request);
    }

    private static void AddChanges(IServiceCollection services, WatchRequest request)
    {
        services.AddSingleton<ChangeLog>();
        services.AddSingleton(provider => new ChangeTracker(
            provider.GetRequiredService<ChangeLog>(), request.Configuration.Targets.Select(target => target.Name), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ITargetObserver>(provider => provider.GetRequiredService<ChangeTracker>());
        services.AddSingleton<OverallChanges>();
        services.AddHostedService<ChangeKeeper>();
    }

    // What was found, and what is exported of it.
    private static void AddState(IServiceCollection services, WatchRequest request)
    {
        services.AddSingleton<RuleErrors>();
        services.AddSingleton<IAssessmentObserver>(provider => provider.GetRequiredService<RuleErrors>());
        services.AddSingleton(provider => new MetricsStore(
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<RuleErrors>(),
            provider.GetRequiredService<HistoryFaults>(),
            provider.GetRequiredService<ChangeLog>(),
            provider.GetRequiredService<DiscoverySeries>));
        services.AddSingleton<ITargetObserver>(provider => provider.GetRequiredService<MetricsStore>());
        services.AddSingleton<ProgramMetrics>();
        services.AddSingleton(provider => new PublishedState(
            request.Configuration,
            provider.GetServices<ITargetObserver>(),
            provider.GetRequiredService<IAssessmentObserver>(),
            provider.GetRequiredService<TimeProvider>())
        {
            ReplacesTargets = request.Source.ReplacesTargets,
        });
    }

    // Before polling, so that it ends after it and writes what the last polls showed.
    private static void AddHistory(IServiceCollection services, string? folder)
    {
        services.AddSingleton<HistoryFaults>();
        if (folder is not null)
        {
            services.AddSingleton<IHistoryPart>(provider => new ChangeHistory(
                folder,
                provider.GetRequiredService<ChangeLog>(),
                provider.GetRequiredService<ChangeTracker>(),
                provider.GetRequiredService<OverallChanges>(),
                provider.GetRequiredService<HistoryFaults>(),
                provider.GetRequiredService<TimeProvider>()));
            services.AddSingleton(provider => new RunHistory(folder, provider.GetRequiredService<HistoryFaults>(), provider.GetRequiredService<TimeProvider>()));
            services.AddSingleton<ITargetObserver>(provider => provider.GetRequiredService<RunHistory>());
            services.AddSingleton<IHistoryPart>(provider => provider.GetRequiredService<RunHistory>());
        }

        services.AddHostedService<HistoryWriter>();
    }

    private static void AddPolling(IServiceCollection services, WatchRequest request)
    {
        services.AddSingleton<ITargetSourceFactory, TargetSourceFactory>();
        services.AddSingleton<Heartbeat>();
        services.AddSingleton(provider =>
        {
            var options = new PollingOptions(request.Step, Random.Shared.NextDouble);
            return provider.GetService<RunHistory>() is { } history ? options with { InitialState = history.StateOf } : options;
        });
        services.AddSingleton<PollingService>();
        services.AddHostedService(provider => provider.GetRequiredService<PollingService>());
    }

    private static void AddDiscovery(IServiceCollection services, WatchRequest request)
    {
        services.AddSingleton(new DiscoveredFacts(isFirstLook: false));
        services.AddSingleton<ITargetFacts>(provider => provider.GetRequiredService<DiscoveredFacts>());
        services.AddSingleton<DiscoveryStatus>();
        services.AddSingleton<ConfigurationInForce>();
        services.AddSingleton<DiscoverySeries>();
        services.AddSingleton(new KubernetesAccess(request.Kubeconfig, request.ProgramEnvironment.Environment));
        services.AddSingleton(new DiscoveryOptions(Random.Shared.NextDouble));
        services.AddHostedService<DiscoveryService>();
    }

    private static void AddPages(IServiceCollection services, WatchRequest request)
    {
        services.AddSingleton(provider => new HostCheck(
            provider.GetRequiredService<PublishedState>(), ListenAddress.IsLoopback(request.Configuration.Listen), Environment.MachineName));
        services.AddSingleton<MetricsEndpoint>();
        services.AddSingleton<HealthEndpoints>();
        services.AddSingleton<ApiEndpoints>();
        services.AddSingleton<DriftEndpoint>();
        services.AddSingleton<Freshness>();
        services.AddSingleton<StatusPage>();
        services.AddSingleton<TargetPage>();
        services.AddSingleton<GraphCache>();
        services.AddSingleton<JobPage>();
        services.AddSingleton<FindPage>();
        services.AddSingleton<ChangesPage>();
        services.AddSingleton<ChangesFeed>();
        services.AddSingleton<ChangesEndpoint>();
        services.AddSingleton<RulePagesEndpoint>();
    }
}
