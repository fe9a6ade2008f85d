using System.CommandLine;
using FlinkReady.KubernetesApi.Access;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Discovery;
using FlinkReady.Monitor.Terminal;

namespace FlinkReady.Monitor.Cli.Options;

/// <summary>Whether and how Kubernetes is asked for targets.</summary>
internal sealed class KubernetesOptions
{
    private readonly Option<bool> _kubernetes = new("--kubernetes") { Description = "Look at what is found in Kubernetes, as kubernetes: of the configuration says, or in the own namespace." };
    private readonly Option<string[]> _namespaces = new("--namespace") { HelpName = "name", Description = "Look in this namespace instead of those of the configuration; \"*\" for all. Repeatable." };
    private readonly Option<string> _kubeconfig = Kubeconfig();

    /// <summary>The option <c>--kubeconfig</c>.</summary>
    public static Option<string> Kubeconfig() => new("--kubeconfig") { HelpName = "file", Description = "A kubeconfig with a token or a client certificate. Default: the pod's own service account." };

    /// <summary>Puts the options on a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _kubernetes, _namespaces, _kubeconfig })
        {
            command.Add(option);
        }
    }

    /// <summary>True where Kubernetes is to be asked, whatever the configuration says.</summary>
    public bool IsAsked(ParseResult result) => result.GetValue(_kubernetes);

    /// <summary>True where any of the options was given.</summary>
    public bool IsGiven(ParseResult result) => IsAsked(result) || result.GetValue(_namespaces) is { Length: > 0 } || result.GetValue(_kubeconfig) is not null;

    /// <summary>Refuses options that say nothing without <c>--kubernetes</c>.</summary>
    /// <exception cref="UsageException">One was given.</exception>
    public void Check(ParseResult result)
    {
        if (IsGiven(result) && !IsAsked(result))
        {
            throw new UsageException("--namespace and --kubeconfig are for --kubernetes");
        }
    }

    /// <summary>Asks Kubernetes once.</summary>
    /// <exception cref="UsageException">The API server can't be reached at all.</exception>
    public async Task<DiscoveryResult> FindAsync(
        ParseResult result, MonitorConfiguration configuration, ProgramEnvironment surroundings, ILogger logger, CancellationToken cancellationToken)
    {
        var settings = configuration.Kubernetes ?? new KubernetesSettings();
        if (result.GetValue(_namespaces) is { Length: > 0 } namespaces)
        {
            settings = settings with { Namespaces = [.. namespaces] };
        }

        try
        {
            var access = new KubernetesAccess(result.GetValue(_kubeconfig), surroundings.Environment);
            return await new DiscoveryListing(access, surroundings.Time, logger).RunAsync(settings, configuration.Targets, cancellationToken);
        }
        catch (AccessException exception)
        {
            throw new UsageException([exception.Message]);
        }
    }
}
