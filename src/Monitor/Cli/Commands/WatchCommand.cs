using System.CommandLine;
using FlinkReady.KubernetesApi.Access;
using FlinkReady.Monitor.Cli.Options;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Discovery;
using FlinkReady.Monitor.Hosting;
using FlinkReady.Monitor.Terminal;

namespace FlinkReady.Monitor.Cli.Commands;

/// <summary><c>flinkready watch</c>: the daemon.</summary>
internal static class WatchCommand
{
    /// <summary>How long a recorded snapshot stays where nothing else is said.</summary>
    public static readonly TimeSpan DefaultStep = TimeSpan.FromSeconds(5);

    /// <summary>Makes the command.</summary>
    public static Command Create(CommandContext context)
    {
        var targets = new TargetOptions(ArgumentArity.ZeroOrMore, withWaivers: true);
        var step = OptionValues.Duration("--step", "The time between two snapshots of a recording. Default: 5s.", TimeSpan.FromMilliseconds(10), TimeSpan.FromHours(1));
        var kubeconfig = KubernetesOptions.Kubeconfig();
        var shards = new ShardOptions();
        var listen = Listen("What to listen on. Default: 0.0.0.0:9817, or what the file says.");
        var command = new Command("watch", "Polls all targets and serves metrics, the status page and the API until SIGTERM or SIGINT.");
        targets.AddTo(command);
        command.Add(step);
        command.Add(listen);
        command.Add(kubeconfig);
        shards.AddTo(command);
        command.SetAction((result, cancellationToken) =>
        {
            var source = targets.Read(result, context.ProgramEnvironment, result.GetValue(listen));
            var configuration = source.LoadOrExplain();
            if (result.GetValue(step) is not null && configuration.Targets.All(target => target.Recording is null))
            {
                throw new UsageException("--step is for recordings, and no target is one");
            }

            CheckAccess(configuration, result.GetValue(kubeconfig), context.ProgramEnvironment);
            var shard = shards.Read(result, configuration, context.ProgramEnvironment);
            var request = new WatchRequest
            {
                Configuration = configuration.Of(shard),
                Source = source.Of(shard),
                Step = result.GetValue(step) ?? DefaultStep,
                Kubeconfig = result.GetValue(kubeconfig),
                Logging = context.Logs.Read(result, LogLevel.Information),
                ProgramEnvironment = context.ProgramEnvironment,
            };
            return context.Watch(request, cancellationToken);
        });
        return command;
    }

    // A reload may bring it later; at the start it is a mistake that somebody is there to mend.
    private static void CheckAccess(MonitorConfiguration configuration, string? kubeconfig, ProgramEnvironment surroundings)
    {
        if (kubeconfig is not null && configuration.Kubernetes is null)
        {
            throw new UsageException("--kubeconfig is for a configuration with kubernetes:");
        }

        try
        {
            _ = configuration.Kubernetes is null ? null : new KubernetesAccess(kubeconfig, surroundings.Environment).Read();
        }
        catch (AccessException exception)
        {
            throw new UsageException($"kubernetes: {exception.Message}");
        }
    }

    /// <summary>The option <c>--listen</c>.</summary>
    public static Option<string> Listen(string description) => new("--listen")
    {
        Description = description,
        HelpName = "address:port",
        CustomParser = static result => ListenAddress.IsValid(OptionValues.Text(result))
            ? OptionValues.Text(result)
            : OptionValues.Wrong<string>(result, $"--listen must be an address and a port, such as 0.0.0.0:9817 or [::1]:9817, not \"{OptionValues.Text(result)}\""),
    };
}
