using System.CommandLine;
using System.Text;
using FlinkReady.Monitor.Cli.Options;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Reports;
using FlinkReady.Monitor.Terminal;
using FlinkReady.Readiness.Judging;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Cli.Commands;

/// <summary><c>flinkready rules</c>: the catalogue, or one rule in full.</summary>
internal static class RulesCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommandContext context)
    {
        var id = new Argument<string?>("id") { Arity = ArgumentArity.ZeroOrOne, HelpName = "id", Description = "The rule to show in full." };
        id.CompletionSources.Add([.. RuleCatalogue.All.Select(rule => rule.Id)]);
        var format = OptionValues.Word("--format", "The form of the list.", "console", "console", "json", "markdown");
        var config = new Option<string[]>("--config", "-c") { HelpName = "file", Description = "A configuration file: shows what is in effect with it. Repeatable." };
        var command = new Command("rules", "Lists the rules, or shows one in full with its settings.") { id, format, config };
        command.SetAction(async (result, cancellationToken) =>
        {
            var rules = Choose(result.GetValue(id));
            var configuration = EffectiveConfiguration(result.GetValue(config), context.ProgramEnvironment);
            var links = new HelpLinks(configuration.DocsBaseUrl);
            var text = result.GetValue(format) switch
            {
                "json" => RuleListJson.Compose(rules, configuration.Policy, links),
                "markdown" => rules is [var one] && result.GetValue(id) is not null ? RuleListText.Page(one, configuration.Policy) : RuleListText.Table(rules),
                _ => Console(rules, result.GetValue(id) is not null, configuration, context.ProgramEnvironment),
            };
            await context.ProgramEnvironment.WriteAsync(text, cancellationToken);
            return ExitCodes.Success;
        });
        return command;
    }

    private static IReadOnlyList<RuleDescriptor> Choose(string? id)
    {
        if (id is null)
        {
            return RuleCatalogue.All;
        }

        return RuleCatalogue.Find(id) is { } rule
            ? [rule]
            : throw new UsageException($"there is no rule \"{id}\"{NearestName.Hint(id, RuleCatalogue.All.Select(candidate => candidate.Id))}");
    }

    // Rules are the same whatever the targets are: a file without any is fine here.
    private static MonitorConfiguration EffectiveConfiguration(string[]? files, ProgramEnvironment surroundings)
    {
        var read = ConfigurationReader.Read(new ConfigurationParts(files ?? [], []), surroundings.Environment);
        return read.Configuration ?? throw new UsageException([.. read.Mistakes.Select(mistake => mistake.ToString())]);
    }

    private static string Console(IReadOnlyList<RuleDescriptor> rules, bool inFull, MonitorConfiguration configuration, ProgramEnvironment surroundings)
    {
        using var memory = new MemoryStream();
        using (var writer = new StreamWriter(memory, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" })
        {
            var page = new ConsolePage(writer, surroundings.HasColor, surroundings.Width);
            if (inFull)
            {
                RuleListConsole.WriteOne(page, rules[0], configuration.Policy);
            }
            else
            {
                RuleListConsole.WriteAll(page, rules, configuration.Policy);
            }
        }

        return Encoding.UTF8.GetString(memory.ToArray());
    }
}
