using System.CommandLine;
using FlinkReady.Monitor.Scanning;
using FlinkReady.Monitor.Terminal;
using FlinkReady.Readiness.Facts;

namespace FlinkReady.Monitor.Cli.Options;

/// <summary>The options about manifests: deployments before they are applied.</summary>
internal sealed class ManifestOptions
{
    private readonly Option<string[]> _manifests = new("--manifest")
    {
        HelpName = "file|dir|-",
        Description = "Judge FlinkDeployments and FlinkSessionJobs of this file, of the files below this folder, or of standard input. No cluster is asked. Repeatable.",
    };

    private readonly Option<string> _operatorConfig = new("--operator-config")
    {
        HelpName = "file",
        Description = "The Flink operator's own configuration, a file or the ConfigMap that holds it: what manifests don't set is decided by it.",
    };

    /// <summary>Puts the options on a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_manifests);
        command.Add(_operatorConfig);
    }

    /// <summary>What the manifests declare; null where none were named.</summary>
    /// <exception cref="UsageException">Nothing of them could be read.</exception>
    public ManifestScan? Read(ParseResult result, ProgramEnvironment surroundings)
    {
        var paths = result.GetValue(_manifests) ?? [];
        return paths.Length > 0 ? ManifestScan.Read(paths, () => surroundings.In)
            : result.GetValue(_operatorConfig) is null ? null
            : throw new UsageException("--operator-config is for --manifest");
    }

    /// <summary>The operator's own configuration; null where none was named.</summary>
    /// <exception cref="UsageException">It can't be read.</exception>
    public OperatorDefaults? ReadDefaults(ParseResult result) => result.GetValue(_operatorConfig) is { } file ? ManifestScan.ReadDefaults(file) : null;
}
