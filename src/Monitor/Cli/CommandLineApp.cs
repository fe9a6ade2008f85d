using System.CommandLine;
using System.CommandLine.Invocation;
using FlinkReady.FlinkClient.Recordings;
using FlinkReady.Monitor.Cli.Options;
using FlinkReady.Monitor.Hosting;
using FlinkReady.Monitor.Terminal;

namespace FlinkReady.Monitor.Cli;

/// <summary>Runs a command line: parses it, runs the command, and turns what goes wrong into one line and an exit code.</summary>
internal static class CommandLineApp
{
    private static readonly ParserConfiguration Parsing = new()
    {
        // An owner such as @team is a text, not a file of arguments; -abc is one unknown option, not three.
        ResponseFileTokenReplacer = null,
        EnablePosixBundling = false,
    };

    /// <summary>Runs a command line; the exit code.</summary>
    public static Task<int> RunAsync(IReadOnlyList<string> args, ProgramEnvironment surroundings, Interruption interruption) =>
        RunAsync(args, surroundings, interruption, Daemon.RunAsync);

    /// <summary>Runs a command line with another daemon.</summary>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> args, ProgramEnvironment surroundings, Interruption interruption, Func<WatchRequest, CancellationToken, Task<int>> watch)
    {
        var logs = new LogOptions();
        var root = CommandTree.Create(new CommandContext { ProgramEnvironment = surroundings, Logs = logs, Watch = WatchAsync });
        var result = root.Parse(args, Parsing);
        if (result.Action is ParseErrorAction or null || (result.Errors.Count == 0 && UnknownNames.Find(result).Any() && result.Action is not { ClearsParseErrors: true }))
        {
            return Explain(surroundings, [.. Mistakes(result)]);
        }

        surroundings.Color = logs.Color(result);
        return await InvokeAsync(result, surroundings, interruption, logs.IsVerbose(result));

        // SIGTERM is the normal end of a daemon; SIGINT is somebody at a terminal, whose shell wants to know.
        async Task<int> WatchAsync(WatchRequest request, CancellationToken cancellationToken) =>
            await watch(request, cancellationToken) is var code && code == ExitCodes.Success && interruption is { Token.IsCancellationRequested: true, ExitCode: ExitCodes.Interrupted }
                ? ExitCodes.Interrupted
                : code;
    }

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1031", Justification = "The last line of defence: a defect ends the program with one line.")]
    private static async Task<int> InvokeAsync(ParseResult result, ProgramEnvironment surroundings, Interruption interruption, bool isVerbose)
    {
        try
        {
            // Help and completions are written by the library: into memory first, so that they take the same way as all data.
            await using var output = new StringWriter();
            var code = await result.InvokeAsync(
                new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null, Output = output, Error = surroundings.Error },
                interruption.Token);
            if (output.GetStringBuilder().Length > 0)
            {
                await surroundings.WriteAsync(output.ToString(), interruption.Token);
            }

            return code;
        }
        catch (UsageException exception)
        {
            return Explain(surroundings, exception.Lines);
        }
        catch (RecordingException exception)
        {
            return Explain(surroundings, [exception.Message]);
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            return interruption.ExitCode;
        }
        catch (FileNotFoundException) when (!HasWorkingDirectory())
        {
            return Explain(surroundings, ["the working directory no longer exists: change into one that does"]);
        }
        catch (Exception exception)
        {
            surroundings.Error.WriteLine(PlainText.Line($"flinkready: a defect ended the program ({exception.GetType().Name}: {exception.Message}); run it with --verbose for the details and please report it"));
            if (isVerbose)
            {
                surroundings.Error.WriteLine(exception);
            }

            return ExitCodes.Crash;
        }
    }

    private static bool HasWorkingDirectory()
    {
        try
        {
            return Directory.Exists(Directory.GetCurrentDirectory());
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static IEnumerable<string> Mistakes(ParseResult result)
    {
        var unknown = UnknownNames.Find(result).ToList();
        if (unknown.Count > 0)
        {
            return unknown;
        }

        if (result.Errors.Count == 0 || (result.CommandResult.Command.Subcommands.Count > 0 && result.UnmatchedTokens.Count == 0 && result.Tokens.Count <= 1))
        {
            var command = result.CommandResult.Command;
            return [$"say what to do: {string.Join(", ", command.Subcommands.Where(candidate => !candidate.Hidden).Select(candidate => candidate.Name))}; --help tells more"];
        }

        return result.Errors.Select(error => error.Message).Distinct();
    }

    private static int Explain(ProgramEnvironment surroundings, IReadOnlyList<string> lines)
    {
        foreach (var line in lines)
        {
            surroundings.Error.WriteLine($"flinkready: {PlainText.Line(line, 2000)}");
        }

        return ExitCodes.Usage;
    }
}
