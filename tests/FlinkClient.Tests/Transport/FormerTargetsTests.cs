using System.Collections.Concurrent;
using FlinkReady.FlinkClient.Polls;
using FlinkReady.FlinkClient.Tests.Support;
using FlinkReady.FlinkClient.Transport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace FlinkReady.FlinkClient.Tests.Transport;

/// <summary>A monitor runs for months: what was configured once must not be kept when it is no more.</summary>
public sealed class FormerTargetsTests : IDisposable
{
    private readonly OptionsInUse _optionsInUse = new();
    private readonly ServiceProvider _services;

    public FormerTargetsTests() => _services = new ServiceCollection()
        .AddSingleton<IOptionsMonitorCache<HttpClientFactoryOptions>>(_optionsInUse).AddFlinkClient().BuildServiceProvider();

    [Fact]
    public async Task A_target_that_is_no_longer_watched_leaves_nothing_behind()
    {
        using var flink = new FlinkStub();
        for (var reload = 0; reload < 3; reload++)
        {
            using var reader = Reader(Clients.To(flink.Url));
            Assert.True((await PollAsync(reader)).IsUp);
            Assert.Single(_optionsInUse.Names.Keys);
        }

        Assert.Empty(_optionsInUse.Names.Keys);
    }

    [Fact]
    public async Task Rotated_certificates_replace_the_ones_before_them()
    {
        using var certificates = new Certificates();
        await using var server = new RawServer(RawServer.Json("""{"jobs":[]}"""), certificates.Options(certificates.Server("127.0.0.1")));
        var authorities = await File.ReadAllTextAsync(certificates.CaFile, TestContext.Current.CancellationToken);
        using var reader = Reader(Clients.To(server.Url) with { Tls = new TlsSettings { CaFile = certificates.CaFile } });
        for (var rotation = 0; rotation < 3; rotation++)
        {
            certificates.Write("ca.pem", $"{authorities}\n# {rotation}\n");

            Assert.True((await PollAsync(reader)).IsUp);
            Assert.True((await PollAsync(reader)).IsUp);
            Assert.Single(_optionsInUse.Names.Keys);
        }

        reader.Dispose();

        Assert.Empty(_optionsInUse.Names.Keys);
    }

    [Fact]
    public async Task Nothing_is_asked_of_a_target_that_is_no_longer_watched()
    {
        using var flink = new FlinkStub();
        var reader = Reader(Clients.To(flink.Url));
        reader.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => PollAsync(reader));

        Assert.Empty(flink.Asked);
    }

    public void Dispose() => _services.Dispose();

    private IClusterReader Reader(TargetConnection connection) => _services.GetRequiredService<IClusterReaderFactory>().Create("test", connection);

    private static Task<FlinkModel.Readings.ClusterSnapshot> PollAsync(IClusterReader reader) =>
        reader.ReadAsync(null, ReadOptions.Everything, TestContext.Current.CancellationToken);

    /// <summary>Where the factory keeps the options of its clients, with a list of what is in it.</summary>
    private sealed class OptionsInUse : OptionsCache<HttpClientFactoryOptions>
    {
        public ConcurrentDictionary<string, bool> Names { get; } = new(StringComparer.Ordinal);

        public override HttpClientFactoryOptions GetOrAdd(string? name, Func<HttpClientFactoryOptions> createOptions)
        {
            Names[name!] = true;
            return base.GetOrAdd(name, createOptions);
        }

        public override bool TryRemove(string? name)
        {
            Names.TryRemove(name!, out _);
            return base.TryRemove(name);
        }
    }
}
