using FlinkReady.FlinkClient.Polls;
using FlinkReady.FlinkClient.Transport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace FlinkReady.FlinkClient;

/// <summary>Registers the client.</summary>
public static class FlinkClientServices
{
    /// <summary>Adds <see cref="IClusterReaderFactory"/>; takes the time from a registered <see cref="TimeProvider"/>, else the system's.</summary>
    public static IServiceCollection AddFlinkClient(this IServiceCollection services)
    {
        services.AddHttpClient();

        // The factory's own logging of every URL and header: a line per request, and a place where secrets could show.
        services.RemoveAll<IHttpMessageHandlerBuilderFilter>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<TargetClients>();
        services.AddSingleton<IConfigureOptions<HttpClientFactoryOptions>>(provider => provider.GetRequiredService<TargetClients>());
        services.TryAddSingleton<IClusterReaderFactory, ClusterReaderFactory>();
        return services;
    }
}
