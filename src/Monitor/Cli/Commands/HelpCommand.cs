using System.CommandLine;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Terminal;

namespace FlinkReady.Monitor.Cli.Commands;

/// <summary><c>flinkready help [COMMAND]</c>: what <c>--help</c> says, for those who ask the other way round.</summary>
internal static class HelpCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Func<RootCommand> root)
    {
        var words = new Argument<string[]>("command") { Arity = ArgumentArity.ZeroOrMore, HelpName = "command", Description = "The command. Without one: what commands there are." };
        words.CompletionSources.Add(_ => Visible(root()).Select(command => new System.CommandLine.Completions.CompletionItem(command.Name)));
        var help = new Command("help", "Shows the help of a command, with an example and its exit codes.") { words };
        help.SetAction((result, cancellationToken) =>
        {
            Command at = root();
            foreach (var word in result.GetValue(words) ?? [])
            {
                at = Visible(at).FirstOrDefault(command => command.Name == word)
                    ?? throw new UsageException($"there is no command \"{word}\"{NearestName.Hint(word, Visible(at).Select(command => command.Name))}");
            }

            return root().Parse([.. result.GetValue(words) ?? [], "--help"]).InvokeAsync(result.InvocationConfiguration, cancellationToken);
        });
        return help;
    }

    private static IEnumerable<Command> Visible(Command command) => command.Subcommands.Where(candidate => !candidate.Hidden);
}
