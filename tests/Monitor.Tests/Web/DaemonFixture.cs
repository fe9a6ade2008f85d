using FlinkReady.Monitor.Cli;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Demo;
using FlinkReady.Monitor.Diagnostics;
using FlinkReady.Monitor.Hosting;
using FlinkReady.Monitor.Targets;
using FlinkReady.Monitor.Terminal;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FlinkReady.Monitor.Tests.Web;

/// <summary>The whole daemon in this process, on the embedded recording.</summary>
public sealed class DaemonFixture : IAsyncLifetime
{
    private readonly WebApplication _app = Daemon.Build(Request());

    /// <summary>Where it listens, without a slash at the end.</summary>
    public string Url => _app.Urls.Single();

    /// <summary>What the daemon is made of.</summary>
    public IServiceProvider Services => _app.Services;

    internal PublishedState PublishedState => _app.Services.GetRequiredService<PublishedState>();

    public async ValueTask InitializeAsync()
    {
        await _app.StartAsync();
        while (!PublishedState.IsReady)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static WatchRequest Request()
    {
        var source = new ConfigurationSource(
            ConfigurationParts.None,
            new Dictionary<string, string>(StringComparer.Ordinal),
            [new TargetDefinition { Name = EmbeddedRecording.Name, Recording = EmbeddedRecording.Name }],
            "127.0.0.1:0");
        return new WatchRequest
        {
            Configuration = source.LoadOrExplain(),
            Source = source,
            Step = TimeSpan.FromMilliseconds(20),
            Logging = new LogSettings(LogLevel.None, IsJson: false, IsVerbose: false),
            ProgramEnvironment = new ProgramEnvironment { In = Stream.Null, Out = Stream.Null, Error = TextWriter.Null, Environment = new Dictionary<string, string>() },
        };
    }
}
