using System.CommandLine;
using FlinkReady.FlinkClient.Polls;
using FlinkReady.FlinkClient.Recordings;
using FlinkReady.Monitor.Cli.Options;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Terminal;
using FlinkReady.Monitor.Witnessing;
using FlinkReady.Readiness.Names;

namespace FlinkReady.Monitor.Cli.Commands;

/// <summary><c>flinkready record URL --output PATH</c>: saves what a scan reads.</summary>
internal static class RecordCommand
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(5);

    /// <summary>Makes the command.</summary>
    public static Command Create(CommandContext context)
    {
        var targets = new TargetOptions(ArgumentArity.ExactlyOne, withRecordings: false, withConfig: true);
        var output = new Option<string>("--output", "-o") { Required = true, HelpName = "path", Description = "The folder to make, or a zip archive where the name ends so." };
        var job = OptionValues.OfGlob("--job", "Record jobs of this name only; * and ? are wildcards.");
        var timeout = OptionValues.Duration("--timeout", "How long it may take. Default: 5m.", TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1));
        var command = new Command("record", "Saves what a scan reads as a recording, secrets masked: for support and for scans without the cluster.");
        targets.AddTo(command);
        command.Add(output);
        command.Add(job);
        command.Add(timeout);
        command.SetAction(async (result, cancellationToken) =>
        {
            var configuration = targets.Read(result, context.ProgramEnvironment).LoadTargetsOrExplain("name a URL on the command line");
            var target = configuration.Targets[0];
            var path = result.GetValue(output)!;
            using var services = ClientServices.Create(context.ProgramEnvironment.Time, context.Logs.Read(result, LogLevel.Warning));
            using var limit = new CancellationTokenSource(result.GetValue(timeout) ?? DefaultTimeout, context.ProgramEnvironment.Time);
            using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            using var writer = RecordingWriter.Create(path);
            var effective = EffectiveTarget.Of(target, configuration);
            using var reader = WitnessedReader.Over(services.Readers.Create(target.Name, effective.Definition.Connection, writer), effective, context.ProgramEnvironment.Time);
            var filter = result.GetValue(job);
            var snapshot = await reader.ReadAsync(null, ReadOptions.Everything with { JobFilter = filter is null ? null : filter.IsMatch }, linked.Token);
            cancellationToken.ThrowIfCancellationRequested();
            writer.Keep(snapshot);
            writer.Complete();
            var failed = snapshot.Exchanges.Count(exchange => exchange.Failure is not null);
            var summary = $"{path}: {Text.Count(writer.Count, "answer")} of {Text.Count(snapshot.Jobs.Count, "job")}{(failed > 0 ? $", {failed} of them failures" : string.Empty)}";
            context.ProgramEnvironment.Error.WriteLine(PlainText.Line($"flinkready: {summary}"));
            if (snapshot.IsUp)
            {
                return ExitCodes.Success;
            }

            context.ProgramEnvironment.Error.WriteLine(PlainText.Line($"flinkready: {target.Name} did not answer: {snapshot.WhyDown!.Message}"));
            return ExitCodes.NotAssessed;
        });
        return command;
    }
}
