using System.CommandLine;
using System.Text;
using FlinkReady.Monitor.Documentation;
using FlinkReady.Monitor.Scanning;
using FlinkReady.Monitor.Terminal;

namespace FlinkReady.Monitor.Cli.Commands;

/// <summary><c>flinkready docs</c> (hidden): writes the pages that are generated from the code.</summary>
internal static class DocsCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommandContext context, Func<RootCommand> root)
    {
        var output = new Option<string>("--output", "-o") { HelpName = "folder", Description = "The folder docs of the repository.", DefaultValueFactory = _ => "docs" };
        var command = new Command("docs", "Writes the generated pages of the documentation.") { output };
        command.Hidden = true;
        command.SetAction(result =>
        {
            foreach (var (name, text) in GeneratedPages.All(root()))
            {
                var path = Path.Combine(result.GetValue(output)!, name);
                Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
                AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
                context.ProgramEnvironment.Error.WriteLine(path);
            }

            return ExitCodes.Success;
        });
        return command;
    }
}
