using System.CommandLine;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Terminal;

namespace FlinkReady.Monitor.Cli.Commands;

/// <summary><c>flinkready config check FILE</c>.</summary>
internal static class ConfigCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommandContext context)
    {
        var file = new Argument<string>("file") { Description = "The configuration file." };
        var check = new Command("check", "Validates a configuration and prints every mistake with its place. Exit code 0 or 2.") { file };
        check.SetAction(async (result, cancellationToken) =>
        {
            var path = result.GetValue(file)!;
            var read = new ConfigurationSource(path, context.ProgramEnvironment.Environment, []).Load();
            if (read.Configuration is { } configuration)
            {
                await context.ProgramEnvironment.WriteAsync($"{path}: ok, {Count(configuration.Targets.Count, "target")}, {Count(configuration.Policy.Waivers.Count, "waiver")}\n", cancellationToken);
                return ExitCodes.Success;
            }

            await context.ProgramEnvironment.WriteAsync(string.Concat(read.Mistakes.Select(mistake => $"{PlainText.Line(mistake.ToString())}\n")), cancellationToken);
            return ExitCodes.Usage;
        });
        return new Command("config", "Works on configuration files.") { check };
    }

    private static string Count(int count, string noun) => Readiness.Names.Text.Count(count, noun);
}
