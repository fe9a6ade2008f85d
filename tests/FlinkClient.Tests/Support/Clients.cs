using FlinkReady.FlinkClient.Polls;
using FlinkReady.FlinkClient.Recordings;
using FlinkReady.FlinkClient.Transport;
using FlinkReady.FlinkModel.Readings;
using Microsoft.Extensions.DependencyInjection;

namespace FlinkReady.FlinkClient.Tests.Support;

/// <summary>Readers as the program makes them: through the service collection.</summary>
internal sealed class Clients : IDisposable
{
    private readonly ServiceProvider _services;

    public Clients(TimeProvider? time = null)
    {
        var services = new ServiceCollection();
        if (time is not null)
        {
            services.AddSingleton(time);
        }

        _services = services.AddFlinkClient().BuildServiceProvider();
    }

    public IClusterReader Reader(TargetConnection connection, RecordingWriter? recorder = null) =>
        _services.GetRequiredService<IClusterReaderFactory>().Create("test", connection, recorder);

    public IClusterReader Reader(params string[] urls) => Reader(To(urls));

    /// <summary>One poll at one address, without a poll before.</summary>
    public async Task<ClusterSnapshot> PollAsync(TargetConnection connection)
    {
        using var reader = Reader(connection);
        return await reader.ReadAsync(null, ReadOptions.Everything, TestContext.Current.CancellationToken);
    }

    public static TargetConnection To(params string[] urls) => new() { Urls = [.. urls.Select(url => new Uri(url))] };

    public void Dispose() => _services.Dispose();
}
