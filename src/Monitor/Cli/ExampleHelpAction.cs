using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using FlinkReady.Monitor.Documentation;
using FlinkReady.Monitor.Terminal;

namespace FlinkReady.Monitor.Cli;

/// <summary>The library's help, with an example and the exit codes of the command below it.</summary>
internal sealed class ExampleHelpAction(ProgramEnvironment surroundings) : SynchronousCommandLineAction
{
    private const int CodeWidth = 10;

    private readonly HelpAction _inner = new() { MaxWidth = surroundings.Width };

    /// <inheritdoc/>
    public override bool ClearsParseErrors => _inner.ClearsParseErrors;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var code = _inner.Invoke(parseResult);
        if (CommandExample.Find(PathOf(parseResult.CommandResult)) is { } example)
        {
            var output = parseResult.InvocationConfiguration.Output;
            output.Write($"Example:\n  {example.Line}\n");
            Write(output, "    ", example.Says);
            output.Write("\nExit codes:\n");
            foreach (var (number, meaning) in example.ExitCodes)
            {
                Write(output, $"  {number.PadRight(CodeWidth)}", meaning);
            }
        }

        return code;
    }

    private static string PathOf(System.CommandLine.Parsing.CommandResult command) =>
        command.Parent is System.CommandLine.Parsing.CommandResult parent && PathOf(parent) is var before && parent.Parent is not null ? $"{before} {command.Command.Name}" : command.Command.Name;

    private void Write(TextWriter output, string lead, string text)
    {
        foreach (var line in Reports.TextWrap.Wrap(text, surroundings.Width - lead.Length))
        {
            output.Write($"{lead}{line}\n");
            lead = new string(' ', lead.Length);
        }
    }
}
