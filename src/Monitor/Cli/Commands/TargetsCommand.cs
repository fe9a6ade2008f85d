using System.CommandLine;
using FlinkReady.Monitor.Cli.Options;
using FlinkReady.Monitor.Discovery;
using FlinkReady.Monitor.Terminal;

namespace FlinkReady.Monitor.Cli.Commands;

/// <summary><c>flinkready targets</c>: what there is to look at, and why something is left out.</summary>
internal static class TargetsCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommandContext context)
    {
        var targets = new TargetOptions(ArgumentArity.ZeroOrMore);
        var kubernetes = new KubernetesOptions();
        var format = OptionValues.Word("--format", "The form of the list.", "console", "console", "json");
        var command = new Command("targets", "Lists the targets that file and Kubernetes give, and why something is left out. Asks no cluster.") { format };
        targets.AddTo(command);
        kubernetes.AddTo(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            var surroundings = context.ProgramEnvironment;
            var source = targets.Read(result, surroundings);
            source = kubernetes.IsGiven(result) ? source.WithoutTargets() : source;
            var configuration = source.LoadOrExplain();
            var rows = configuration.Targets.Select(target => TargetRow.Of(target, isArgument: source.NamesTargets)).ToList();
            var exitCode = ExitCodes.Success;
            if (configuration.Kubernetes is not null || kubernetes.IsGiven(result))
            {
                using var services = ClientServices.Create(surroundings.Time, context.Logs.Read(result, LogLevel.Error));
                var found = await kubernetes.FindAsync(result, configuration, surroundings, services.Loggers.CreateLogger("flinkready"), cancellationToken);
                rows.AddRange(found.Targets.Select(TargetRow.Of));
                surroundings.Tell(found.Problems);
                exitCode = found.IsIncomplete ? ExitCodes.NotAssessed : exitCode;
            }

            await surroundings.WriteAsync(result.GetValue(format) == "json" ? TargetRows.Json(rows) : TargetRows.Console(rows), cancellationToken);
            return exitCode;
        });
        return command;
    }
}
