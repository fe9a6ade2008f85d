using System.CommandLine;
using FlinkReady.Monitor.Cli;
using FlinkReady.Monitor.Cli.Options;
using FlinkReady.Monitor.Terminal;
using FlinkReady.Monitor.Tests.Cli;

namespace FlinkReady.Monitor.Tests.Examples;

/// <summary>A command line of the program as the documentation writes it.</summary>
internal static class ProgramCommand
{
    private static readonly RootCommand Root = CommandTree.Create(new CommandContext
    {
        ProgramEnvironment = new ProgramEnvironment { In = Stream.Null, Out = Stream.Null, Error = TextWriter.Null, Environment = new Dictionary<string, string>() },
        Logs = new LogOptions(),
        Watch = (_, _) => Task.FromResult(0),
    });

    /// <summary>Reads it as the program would, and runs it where it looks at the recording that is built in and at nothing else.</summary>
    public static async Task CheckAsync(IReadOnlyList<string> arguments)
    {
        AssertParses(arguments);
        if (arguments is ["scan" or "operators", "--recording", "demo", ..] && !arguments.Any(argument => argument.StartsWith("--output", StringComparison.Ordinal)))
        {
            var run = await CliRun.Of([.. arguments]);
            Assert.True(run.ExitCode is ExitCodes.Success or ExitCodes.Violations, run.Error);
            Assert.NotEmpty(run.Out);
        }
    }

    /// <summary>Reads it as the program would.</summary>
    public static void AssertParses(IReadOnlyList<string> arguments)
    {
        var result = Root.Parse([.. arguments.Select(Filled)]);
        Assert.True(result.Errors.Count == 0, $"flinkready {string.Join(' ', arguments)}: {string.Join("; ", result.Errors.Select(error => error.Message))}");
    }

    // What a reader has to fill in.
    private static string Filled(string word) => word switch
    {
        "URL" or "$FLINK_URL" => "http://flink:8081",
        _ => word,
    };
}
