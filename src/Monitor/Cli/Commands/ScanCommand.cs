using System.CommandLine;
using FlinkReady.Monitor.Cli.Options;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Reports;
using FlinkReady.Monitor.Scanning;
using FlinkReady.Monitor.Terminal;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Names;

namespace FlinkReady.Monitor.Cli.Commands;

/// <summary><c>flinkready scan</c>: one assessment of each target.</summary>
internal static class ScanCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommandContext context)
    {
        var targets = new TargetOptions(ArgumentArity.ZeroOrMore, withWaivers: true);
        var options = new ScanOptions();
        var reports = new ReportOptions();
        var outputs = new OutputOptions(ReportFormats.Names);
        var command = new Command("scan", "Assesses each target once, prints a report and ends with an exit code for pipelines.");
        targets.AddTo(command);
        outputs.AddTo(command);
        reports.AddTo(command);
        options.AddTo(command);
        command.SetAction((result, cancellationToken) => RunAsync(context, result, targets, options, reports, outputs, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        CommandContext context, ParseResult result, TargetOptions targetOptions, ScanOptions options, ReportOptions reportOptions, OutputOptions outputOptions, CancellationToken cancellationToken)
    {
        var surroundings = context.ProgramEnvironment;
        var source = targetOptions.Read(result, surroundings);
        var configured = source.LoadOrExplain();
        var request = options.Read(result, configured, targetsReplaced: source.ReplacesTargets);
        var report = reportOptions.ReadContext(result, surroundings, configured, context.Logs.IsVerbose(result), options.IsNarrowed(result));
        var baseline = reportOptions.ReadBaseline(result);
        var outputs = outputOptions.Read(result);
        var waivers = options.ReadWaivers(result);
        using var services = ClientServices.Create(surroundings.Time, context.Logs.Read(result, LogLevel.Warning));
        var progress = surroundings.HasProgress ? new ProgressLine(surroundings.Error) : (IScanProgress)NoProgress.Instance;
        var scan = await new Scanner(services.Readers, surroundings.Time, progress, services.Observer).RunAsync(request, cancellationToken);
        services.LogExchanges(scan);
        Complain(surroundings, request, scan);
        report = report with { Baseline = baseline?.Compare(scan.Assessment) };
        await outputs.WriteAsync(scan.Assessment, report, surroundings, cancellationToken);
        if (outputs.Standard is null)
        {
            surroundings.Error.WriteLine(PlainText.Line($"flinkready: {Summary.Found(scan.Assessment, report)} -> {string.Join(", ", outputs.Files.Select(file => file.Path))}", 2000));
        }

        if (waivers is { } file)
        {
            var proposed = WaiverProposal.For(scan.Assessment, file.Owner, file.Expires, $"found by the scan of {ReportWords.ToText(DateOnly.FromDateTime(scan.Assessment.GeneratedAt.UtcDateTime))}");
            AtomicFile.Write(file.Path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(WaiverFile.Compose(proposed))));
        }

        var exitCode = ScanVerdict.ExitCode(scan, report, options.RequiresComplete(result), options.MinScore(result));
        if (exitCode == ExitCodes.LowScore)
        {
            surroundings.Error.WriteLine($"flinkready: the score {ReportWords.ToText(scan.Assessment.Score)} is below --min-score {ReportWords.ToText(options.MinScore(result))}");
        }

        return exitCode;
    }

    // A filter that matches nothing is a typing mistake; a cluster without jobs is none.
    private static void Complain(ProgramEnvironment surroundings, ScanRequest request, ScanResult scan)
    {
        foreach (var (target, definition) in scan.Targets.Zip(request.Configuration.Targets).Where(pair => request.Wait is not null && pair.Second.Recording is null && !LiveScan.IsReady(pair.First)))
        {
            var what = target.WasReadable ? "no job was running" : $"it did not answer: {target.Assessment.Error?.Message}";
            surroundings.Error.WriteLine(PlainText.Line($"flinkready: {definition.Name}: waited {Durations.Format(request.Wait!.Value)} (--wait), and {what}", 2000));
        }

        if (scan.Targets.Any(target => !target.WasReadable) || scan.Assessment.Targets.Any(target => target.Jobs.Count > 0))
        {
            return;
        }

        var left = scan.Targets.SelectMany(target => target.FilteredJobs).Distinct(StringComparer.Ordinal).ToList();
        if (request.Job is Glob job && left.Count > 0)
        {
            throw new UsageException($"--job {job} matches none of {Readiness.Names.Text.Count(left.Count, "job")}{NearestName.Hint(job.ToString(), left)}");
        }

        surroundings.Error.WriteLine(left.Count > 0 ? "flinkready: the targets' job filters leave no job to look at" : "flinkready: there are no jobs; only clusters were checked");
    }
}
