using System.CommandLine;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Demo;
using FlinkReady.Monitor.Hosting;

namespace FlinkReady.Monitor.Cli.Commands;

/// <summary><c>flinkready demo</c>: the daemon on the embedded recording.</summary>
internal static class DemoCommand
{
    /// <summary>Only this machine sees a demo.</summary>
    public const string DefaultListen = "127.0.0.1:9817";

    /// <summary>Makes the command.</summary>
    public static Command Create(CommandContext context)
    {
        var listen = WatchCommand.Listen($"What to listen on. Default: {DefaultListen}.");
        var command = new Command("demo", "Runs watch on a recording of a real cluster that is part of the program: no Flink, no network, no configuration.") { listen };
        command.SetAction((result, cancellationToken) =>
        {
            // The environment configures real clusters; a demo has nothing to do with them.
            var source = new ConfigurationSource(
                ConfigurationParts.None,
                new Dictionary<string, string>(),
                [new TargetDefinition { Name = EmbeddedRecording.Name, Recording = EmbeddedRecording.Name }],
                result.GetValue(listen) ?? DefaultListen);
            var request = new WatchRequest
            {
                Configuration = source.LoadOrExplain(),
                Source = source,
                Step = WatchCommand.DefaultStep,
                Logging = context.Logs.Read(result, LogLevel.Information),
                ProgramEnvironment = context.ProgramEnvironment,
            };
            return context.Watch(request, cancellationToken);
        });
        return command;
    }
}
