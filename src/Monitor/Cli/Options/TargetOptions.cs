using System.CommandLine;
using System.CommandLine.Parsing;
using FlinkReady.FlinkClient.Collections;
using FlinkReady.FlinkClient.Transport;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Terminal;

namespace FlinkReady.Monitor.Cli.Options;

/// <summary>What to look at and how to reach it: the options that commands about clusters share.</summary>
internal sealed class TargetOptions
{
    private readonly Argument<Uri[]> _urls;
    private readonly string? _standardInput;
    private readonly Option<string[]>? _recordings;
    private readonly Option<string>? _config;
    private readonly Option<string> _name = new("--name") { HelpName = "name", Description = "The target's name. Default: host-port(-path) of the URL.", CustomParser = ReadName };
    private readonly Option<string[]> _headers = new("--header") { HelpName = "name: value", Description = "A header for every request. Repeatable.", CustomParser = ReadHeaders };
    private readonly Option<string> _bearerTokenFile = new("--bearer-token-file") { HelpName = "file", Description = "A file with a bearer token." };
    private readonly Option<string> _basicAuthFile = new("--basic-auth-file") { HelpName = "file", Description = "A file with user:password for basic authentication." };
    private readonly Option<string> _caFile = new("--ca-file") { HelpName = "file", Description = "Certificate authorities (PEM) to trust instead of the system's." };
    private readonly Option<string> _clientCertificate = new("--client-certificate") { HelpName = "file", Description = "A client certificate (PEM) for mutual TLS." };
    private readonly Option<string> _clientKey = new("--client-key") { HelpName = "file", Description = "The key (PEM) of the client certificate." };
    private readonly Option<bool> _insecure = new("--insecure") { Description = "Accept any certificate. For trying things out only." };
    private readonly Option<Uri> _proxy = new("--proxy") { HelpName = "url", Description = "The proxy to go through. HTTP_PROXY and the like are not obeyed.", CustomParser = ReadProxy };

    /// <summary>The options of a command.</summary>
    /// <param name="arity">How many URLs the command takes.</param>
    /// <param name="withRecordings">Whether it takes recordings.</param>
    /// <param name="withConfig">Whether it takes a configuration file.</param>
    /// <param name="standardInput">What stands for standard input in place of a URL; null for nothing.</param>
    public TargetOptions(ArgumentArity arity, bool withRecordings = true, bool withConfig = true, string? standardInput = null)
    {
        _standardInput = standardInput;
        _urls = new Argument<Uri[]>("url")
        {
            Arity = arity,
            Description = arity.MinimumNumberOfValues > 0 ? "The JobManager's REST address." : "The JobManager's REST address. Default: http://localhost:8081, where no file names targets.",
            CustomParser = ReadUrls,
        };
        _recordings = withRecordings ? new("--recording") { HelpName = "path", Description = "A recording (folder or zip) to look at instead of a cluster. Repeatable." } : null;
        _config = withConfig ? new("--config", "-c") { HelpName = "file", Description = "A configuration file. URLs and recordings replace its targets." } : null;
    }

    private Option[] ConnectionOptions => [_name, _headers, _bearerTokenFile, _basicAuthFile, _caFile, _clientCertificate, _clientKey, _insecure, _proxy];

    /// <summary>Puts the options on a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_urls);
        foreach (var option in new Option?[] { _recordings, _config }.Concat(ConnectionOptions).OfType<Option>())
        {
            command.Add(option);
        }
    }

    /// <summary>Puts only the options about the way to a cluster on a command, whose addresses stand in options of its own.</summary>
    public void AddConnectionTo(Command command)
    {
        foreach (var option in ConnectionOptions.Where(option => option != _name))
        {
            command.Add(option);
        }
    }

    /// <summary>How a cluster is reached, without its address.</summary>
    /// <exception cref="UsageException">Options that do not go together.</exception>
    public TargetConnection ReadConnection(ParseResult result) => Connection(result);

    /// <summary>True where standard input was named in place of a URL.</summary>
    public bool IsStandardInput(ParseResult result) => _standardInput is not null && result.GetResult(_urls)?.Tokens is [var token] && token.Value == _standardInput;

    /// <summary>Refuses options about clusters and recordings where standard input is read: they would say nothing.</summary>
    /// <exception cref="UsageException">One was given.</exception>
    public void CheckStandardInput(ParseResult result)
    {
        var given = new Option?[] { _recordings, _config }.Concat(ConnectionOptions).OfType<Option>().FirstOrDefault(option => result.GetResult(option) is { Implicit: false });
        if (given is not null)
        {
            throw new UsageException($"{given.Name} is for a cluster or a recording; \"{_standardInput}\" reads standard input");
        }
    }

    /// <summary>Where the command's configuration comes from.</summary>
    /// <exception cref="UsageException">Options that do not go together, or a recording that does not exist.</exception>
    public ConfigurationSource Read(ParseResult result, ProgramEnvironment surroundings, string? listen = null, bool hasOthers = false)
    {
        var urls = result.GetValue(_urls) ?? [];
        var recordings = _recordings is null ? [] : result.GetValue(_recordings) ?? [];
        var file = _config is null ? null : result.GetValue(_config);
        var given = ConnectionOptions.Where(option => result.GetResult(option) is { Implicit: false }).Select(option => option.Name).ToList();
        if (urls.Length == 0 && given.Count > 0 && (file is not null || recordings.Length > 0) && !(given is ["--name"] && recordings.Length == 1))
        {
            throw new UsageException($"{given[0]} is for a URL on the command line; {(file is not null ? "the file's targets have keys of their own" : "a recording needs none")}");
        }

        if (given.Contains("--name") && urls.Length + recordings.Length > 1)
        {
            throw new UsageException("--name is for one target; with several use a configuration file");
        }

        // A target without URL and file is the JobManager beside this process: the options are about that one.
        var addresses = urls.Length == 0 && recordings.Length == 0 && given.Count > 0 ? [TargetUrls.Default] : urls;
        var names = new TargetNames([]);
        var connection = Connection(result);
        var targets = addresses.Select(url => new TargetDefinition { Name = result.GetValue(_name) ?? names.Next(TargetUrls.NameOf(url)), Connection = connection with { Urls = [url] } })
            .Concat(recordings.Select(path => new TargetDefinition { Name = result.GetValue(_name) ?? names.Next(TargetUrls.NameOf(path)), Recording = path }));
        return new ConfigurationSource(file, surroundings.Environment, [.. targets], listen) { HasOthers = hasOthers };
    }

    // Without a URL yet.
    private TargetConnection Connection(ParseResult result)
    {
        var (token, basic, certificate, key) = (result.GetValue(_bearerTokenFile), result.GetValue(_basicAuthFile), result.GetValue(_clientCertificate), result.GetValue(_clientKey));
        if (token is not null && basic is not null)
        {
            throw new UsageException("use one of --bearer-token-file and --basic-auth-file, not both");
        }

        if (key is not null && certificate is null)
        {
            throw new UsageException("--client-key needs --client-certificate");
        }

        return new TargetConnection
        {
            Urls = [],
            Headers = new EquatableDictionary((result.GetValue(_headers) ?? []).Select(SplitHeader), StringComparer.OrdinalIgnoreCase),
            Proxy = result.GetValue(_proxy),
            Auth = new TargetCredentials { BearerTokenFile = token, Basic = basic is null ? null : new BasicCredentials(null, basic) },
            Tls = new TlsSettings { CaFile = result.GetValue(_caFile), CertificateFile = certificate, KeyFile = key, InsecureSkipVerify = result.GetValue(_insecure) },
        };
    }

    private Uri[] ReadUrls(ArgumentResult result)
    {
        var urls = new List<Uri>();
        foreach (var token in result.Tokens)
        {
            if (TargetUrls.TryParse(token.Value, out var url, out var wrong))
            {
                urls.Add(url);
            }
            else if (token.Value != _standardInput && !UnknownNames.LooksLikeOption(token.Value))
            {
                result.AddError($"the target {wrong}");
            }
        }

        return [.. urls];
    }

    private static string[] ReadHeaders(ArgumentResult result)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var token in result.Tokens)
        {
            var (name, value) = SplitHeader(token.Value);
            var wrong = token.Value.Contains(':', StringComparison.Ordinal) ? HeaderNames.WhyNot(name) : "must be written \"name: value\"";
            wrong ??= value.Any(char.IsControl) ? "holds a control character" : names.Add(name) ? null : "is given twice";
            if (wrong is not null)
            {
                // A value may be a secret and is not repeated.
                result.AddError($"--header {(wrong.StartsWith("must", StringComparison.Ordinal) ? string.Empty : $"\"{name}\" ")}{wrong}");
            }
        }

        return [.. result.Tokens.Select(token => token.Value)];
    }

    private static KeyValuePair<string, string> SplitHeader(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? new(text, string.Empty) : new(text[..colon].Trim(), text[(colon + 1)..].Trim());
    }

    private static string ReadName(ArgumentResult result) =>
        TargetUrls.IsName(OptionValues.Text(result)) ? OptionValues.Text(result) : OptionValues.Wrong<string>(result, "--name must be 1 to 63 letters, digits, _, . or -");

    private static Uri ReadProxy(ArgumentResult result) =>
        Uri.TryCreate(OptionValues.Text(result), UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url : OptionValues.Wrong<Uri>(result, "--proxy must be a URL that starts with http:// or https://");
}
