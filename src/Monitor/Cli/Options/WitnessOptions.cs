using System.CommandLine;
using System.CommandLine.Parsing;
using FlinkReady.FlinkClient.Transport;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Terminal;
using FlinkReady.Monitor.Witnessing;
using FlinkReady.Witnesses.Contents;
using FlinkReady.Witnesses.Metadata;
using FlinkReady.Witnesses.Stores;

namespace FlinkReady.Monitor.Cli.Options;

/// <summary>Witnesses that are named on the command line, for one look.</summary>
internal sealed class WitnessOptions
{
    private readonly Option<string> _metadata = new("--metadata")
    {
        HelpName = "path",
        Description = "The _metadata of a checkpoint or savepoint, or its folder: it lists all operators of its job. Without a job its operators are shown alone.",
    };

    private readonly Option<Uri> _prometheus = new("--prometheus")
    {
        HelpName = "url",
        Description = "A Prometheus that scrapes Flink's reporter: it knows the ids of all operators. Matchers come from --config.",
        CustomParser = ReadUrl,
    };

    /// <summary>Puts the options on a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_metadata);
        command.Add(_prometheus);
    }

    /// <summary>The name of the option that was given for Prometheus; null where none was.</summary>
    public string? PrometheusGiven(ParseResult result) => result.GetValue(_prometheus) is null ? null : _prometheus.Name;

    /// <summary>Reads the file that was named; null where none was.</summary>
    /// <exception cref="UsageException">It can't be read, or is none.</exception>
    public async Task<NamedMetadata?> ReadMetadataAsync(ParseResult result, CancellationToken cancellationToken)
    {
        if (result.GetValue(_metadata) is not { } path)
        {
            return null;
        }

        try
        {
            return new NamedMetadata(await MetadataFile.ReadAsync(path, MetadataLimits.Default, cancellationToken));
        }
        catch (UnreadException e)
        {
            throw new UsageException(e.Reason == UnreadReason.BadMetadata ? $"--metadata {path}: this is no metadata of a checkpoint that can be read: {e.Message}" : $"--metadata {path}: {e.Message}");
        }
    }

    /// <summary>The configuration with the Prometheus of the command line in place of every other.</summary>
    public MonitorConfiguration Apply(ParseResult result, MonitorConfiguration configuration)
    {
        if (result.GetValue(_prometheus) is not { } url)
        {
            return configuration;
        }

        return configuration with
        {
            Prometheus = At(configuration.Prometheus, url),
            Targets = [.. configuration.Targets.Select(target => target.Prometheus.IsOn ? target with { Prometheus = At(target.Prometheus, url) } : target)],
        };
    }

    // Credentials go where the file sends them, and nowhere else.
    private static PrometheusSettings At(PrometheusSettings settings, Uri url) => settings with
    {
        Connection = settings.IsOn && Uri.Compare(settings.Connection.Urls[0], url, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0
            ? settings.Connection with { Urls = [url] }
            : new TargetConnection { Urls = [url] },
    };

    private static Uri ReadUrl(ArgumentResult result) => TargetUrls.TryParse(OptionValues.Text(result), out var url, out var wrong)
        ? url
        : OptionValues.Wrong<Uri>(result, $"--prometheus {wrong.Replace("JobManager's", "server's", StringComparison.Ordinal)}");
}
