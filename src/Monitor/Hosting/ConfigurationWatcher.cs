using System.IO.Hashing;
using FlinkReady.FlinkClient.Files;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Diagnostics;
using FlinkReady.Monitor.Discovery;
using FlinkReady.Monitor.Targets;

namespace FlinkReady.Monitor.Hosting;

/// <summary>
/// Looks at the configuration file every 10 s, and at once on SIGHUP. The content is compared, not the time: in Kubernetes a ConfigMap
/// changes by a link to a link. A configuration with mistakes is refused; the one before stays.
/// </summary>
internal sealed class ConfigurationWatcher(
    ConfigurationSource source, PublishedState board, ConfigurationInForce inForce, HangupSignal hangup, TimeProvider time, ILogger<ConfigurationWatcher> logger) : BackgroundService
{
    /// <summary>How often the file is looked at.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly string _listen = board.Configuration.Listen;
    private byte[]? _content = Hash(source.Files);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                var wasSignalled = await hangup.WaitAsync(Interval, time, stoppingToken);
                var content = Hash(source.Files);
                if (wasSignalled || (content is not null && (_content is null || !content.AsSpan().SequenceEqual(_content))))
                {
                    _content = content;
                    await ReloadAsync(stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task ReloadAsync(CancellationToken cancellationToken)
    {
        var name = source.Files.Name ?? "(environment)";
        var result = source.Load();
        if (result.Configuration is not { } configuration)
        {
            board.Refuse();
            foreach (var mistake in result.Mistakes)
            {
                Log.ConfigurationRefused(logger, name, mistake.ToString());
            }

            return;
        }

        await inForce.ReloadAsync(configuration, cancellationToken);
        Log.ConfigurationAccepted(logger, name);
        if (configuration.Listen != _listen)
        {
            Log.ListenNeedsRestart(logger, configuration.Listen, _listen);
        }
    }

    // Null where one can't be read: a file that is being replaced is looked at again in 10 s.
    private static byte[]? Hash(ConfigurationParts files)
    {
        try
        {
            return files.All.Count == 0 ? null : [.. files.All.SelectMany(file => XxHash128.Hash(BoundedFile.Read(file, ConfigurationReader.MaxBytes)))];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
