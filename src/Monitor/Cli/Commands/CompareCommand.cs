using System.CommandLine;
using FlinkReady.Monitor.Cli.Options;
using FlinkReady.Monitor.Comparing;
using FlinkReady.Monitor.Terminal;
using FlinkReady.Readiness.Comparing;

namespace FlinkReady.Monitor.Cli.Commands;

/// <summary><c>flinkready compare</c>: what the next deployment keeps, loses, or is refused for, operator by operator.</summary>
internal static class CompareCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommandContext context)
    {
        var targets = new TargetOptions(ArgumentArity.Zero, withRecordings: false, withConfig: false);
        var options = new CompareOptions();
        var outputs = new OutputOptions(CompareFormats.Names);
        var command = new Command("compare", "Says before a deployment what becomes of the state of each operator: kept, lost, or refused. Submits nothing.");
        options.AddTo(command);
        outputs.AddTo(command);
        targets.AddConnectionTo(command);
        command.SetAction((result, cancellationToken) => RunAsync(context, result, targets, options, outputs, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        CommandContext context, ParseResult result, TargetOptions targets, CompareOptions options, OutputOptions outputOptions, CancellationToken cancellationToken)
    {
        var surroundings = context.ProgramEnvironment;
        var (uids, told) = options.ReadOptions(result);
        var (oldRequest, newRequest) = options.ReadSides(result, targets);
        var outputs = outputOptions.Read(result);
        using var services = ClientServices.Create(surroundings.Time, context.Logs.Read(result, LogLevel.Warning));
        var reader = new SideReader(services.Readers, uids, options.Timeout(result), surroundings.Time);
        ComparedSide old, fresh;
        try
        {
            old = await reader.ReadAsync(oldRequest, cancellationToken);
            fresh = await reader.ReadAsync(newRequest, cancellationToken);
        }
        catch (UnansweredException exception)
        {
            surroundings.Error.WriteLine(PlainText.Line($"flinkready: {exception.Message}", 2000));
            return ExitCodes.NotAssessed;
        }

        var comparison = Comparer.Compare(old.Operators, fresh.Operators, told);
        var report = options.Report(result, old, fresh, comparison, surroundings, context.Logs.IsVerbose(result));
        await outputs.WriteAsync(
            (format, isFile, stream) => CompareFormats.Of(format).Write(isFile ? report with { HasColor = false, Width = 80 } : report, stream), surroundings, cancellationToken);
        if (outputs.Standard is null)
        {
            surroundings.Error.WriteLine(PlainText.Line($"flinkready: {CompareWords.Outcome(report)} {string.Join(", ", outputs.Files.Select(file => file.Path))}", 2000));
        }

        // A comparison of nothing is no proof that nothing is lost.
        var isUndecided = comparison.HasUndecided || comparison.Operators.Count == 0;
        return isUndecided && options.RequiresComplete(result) ? ExitCodes.NotAssessed
            : comparison.Operators.Any(report.Fails) ? ExitCodes.Violations
            : ExitCodes.Success;
    }
}
