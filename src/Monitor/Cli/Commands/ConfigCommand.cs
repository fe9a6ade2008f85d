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
        var file = new Argument<string[]>("file") { Arity = ArgumentArity.OneOrMore, Description = "The configuration file; several are taken together, as with --config. A part, such as waivers alone, is fine." };
        var check = new Command("check", "Validates a configuration and prints every mistake with its place. Exit code 0 or 2.") { file };
        check.SetAction(async (result, cancellationToken) =>
        {
            var files = new ConfigurationParts(result.GetValue(file)!, []);
            var read = ConfigurationReader.Read(files, context.ProgramEnvironment.Environment);
            if (read.Configuration is { } configuration)
            {
                await context.ProgramEnvironment.WriteAsync($"{files.Name}: ok, {(configuration.Targets.Count == 0 ? "a part without targets" : Count(configuration.Targets.Count, "target"))}, {Count(configuration.Policy.Waivers.Count, "waiver")}\n", cancellationToken);
                return ExitCodes.Success;
            }

            await context.ProgramEnvironment.WriteAsync(string.Concat(read.Mistakes.Select(mistake => $"{PlainText.Line(mistake.ToString())}\n")), cancellationToken);
            return ExitCodes.Usage;
        });
        return new Command("config", "Works on configuration files.") { check };
    }

    private static string Count(int count, string noun) => Readiness.Names.Text.Count(count, noun);
}
