using System.CommandLine;
using System.CommandLine.Help;
using FlinkReady.Monitor.Cli.Commands;

namespace FlinkReady.Monitor.Cli;

/// <summary>The commands, in the order of the help.</summary>
internal static class CommandTree
{
    /// <summary>Makes the root with every command below it.</summary>
    public static RootCommand Create(CommandContext context)
    {
        var root = new RootCommand("Checks live Flink jobs and clusters against the production readiness checklist. Read-only.")
        {
            WatchCommand.Create(context),
            ScanCommand.Create(context),
            OperatorsCommand.Create(context),
            CompareCommand.Create(context),
            RecordCommand.Create(context),
            TargetsCommand.Create(context),
            RulesCommand.Create(context),
            ConfigCommand.Create(context),
            DemoCommand.Create(context),
        };
        root.Add(HelpCommand.Create(() => root));
        root.Add(VersionCommand(context));
        root.Add(DocsCommand.Create(context, () => root));
        root.SetAction((_, cancellationToken) => ShortPage.WriteAsync(context.ProgramEnvironment, cancellationToken));
        context.Logs.AddTo(root);
        foreach (var version in root.Options.OfType<VersionOption>())
        {
            version.Action = new VersionAction(context.ProgramEnvironment);
        }

        foreach (var help in root.Options.OfType<HelpOption>())
        {
            help.Action = new ExampleHelpAction(context.ProgramEnvironment);
        }

        return root;
    }

    private static Command VersionCommand(CommandContext context) => new("version", "Prints the version, as --version does.") { Action = new VersionAction(context.ProgramEnvironment) };
}
