using System.CommandLine;
using System.CommandLine.Parsing;
using FlinkReady.Monitor.Configuration;

namespace FlinkReady.Monitor.Cli;

/// <summary>Says of words that no command knows what was probably meant.</summary>
internal static class UnknownNames
{
    /// <summary>True for <c>--something</c> and <c>-s</c>; a lone <c>-</c> is standard input.</summary>
    public static bool LooksLikeOption(string token) => token.Length > 1 && token[0] == '-';

    /// <summary>A line for each unknown word.</summary>
    public static IEnumerable<string> Find(ParseResult result)
    {
        var taken = result.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens);
        // After an unknown command nothing else can be known.
        if (result.CommandResult.Command.Subcommands.Count > 0 && result.UnmatchedTokens is [var command, ..] && !LooksLikeOption(command))
        {
            return [Describe(command, result.CommandResult)];
        }

        return result.UnmatchedTokens
            .Concat(taken.Select(token => token.Value).Where(LooksLikeOption))
            .Distinct()
            .Select(token => Describe(token, result.CommandResult));
    }

    private static string Describe(string token, CommandResult command)
    {
        if (LooksLikeOption(token))
        {
            var name = token.Split('=', ':')[0];
            return $"unknown option \"{name}\"{NearestName.Hint(name, OptionsOf(command).Where(option => !option.Hidden).Select(option => option.Name))}";
        }

        var commands = command.Command.Subcommands.Where(candidate => !candidate.Hidden).Select(candidate => candidate.Name).ToList();
        return commands.Count > 0
            ? $"unknown command \"{token}\"{NearestName.Hint(token, commands)}"
            : $"\"{token}\" is one argument too many for {command.Command.Name}";
    }

    private static IEnumerable<Option> OptionsOf(CommandResult command)
    {
        for (SymbolResult? at = command; at is not null; at = at.Parent)
        {
            foreach (var option in (at as CommandResult)?.Command.Options ?? [])
            {
                if (at == command || option.Recursive)
                {
                    yield return option;
                }
            }
        }
    }
}
