using System.CommandLine;
using FlinkReady.Monitor.Cli.Options;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Discovery;
using FlinkReady.Monitor.Reports;
using FlinkReady.Monitor.Scanning;
using FlinkReady.Monitor.Terminal;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Judging;
using FlinkReady.Readiness.Names;

namespace FlinkReady.Monitor.Cli.Commands;

/// <summary><c>flinkready scan</c>: one assessment of each target.</summary>
internal sealed class ScanCommand
{
    private readonly CommandContext _context;
    private readonly TargetOptions _targets = new(ArgumentArity.ZeroOrMore, withWaivers: true);
    private readonly ManifestOptions _manifests = new();
    private readonly KubernetesOptions _kubernetes = new();
    private readonly ScanOptions _options = new();
    private readonly ReportOptions _reports = new();
    private readonly OutputOptions _outputs = new(ReportFormats.Names);

    private ScanCommand(CommandContext context) => _context = context;

    /// <summary>Makes the command.</summary>
    public static Command Create(CommandContext context)
    {
        var scan = new ScanCommand(context);
        var command = new Command("scan", "Assesses each target once, prints a report and ends with an exit code for pipelines.");
        scan._targets.AddTo(command);
        scan._kubernetes.AddTo(command);
        scan._manifests.AddTo(command);
        scan._outputs.AddTo(command);
        scan._reports.AddTo(command);
        scan._options.AddTo(command);
        command.SetAction(scan.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var surroundings = _context.ProgramEnvironment;
        _kubernetes.Check(result);
        using var services = ClientServices.Create(surroundings.Time, _context.Logs.Read(result, LogLevel.Warning));
        var manifests = _manifests.Read(result, surroundings);
        var source = _targets.Read(result, surroundings, hasOthers: manifests is not null);
        var (configured, found) = await ConfigureAsync(result, source, services, cancellationToken);
        var request = _options.Read(result, configured, targetsReplaced: source.ReplacesTargets) with { Facts = found.Facts(surroundings.Time.GetUtcNow()) };
        var report = _reports.ReadContext(result, surroundings, configured, _context.Logs.IsVerbose(result), _options.IsNarrowed(result));
        var baseline = _reports.ReadBaseline(result);
        var outputs = _outputs.Read(result);
        var waivers = _options.ReadWaivers(result);
        request = request with { Declared = manifests?.Judge(request.Configuration.Policy, _manifests.ReadDefaults(result), request.Job, request.Now ?? surroundings.Time.GetUtcNow(), services.Observer) ?? [] };
        request = request with { FiltersActive = request.FiltersActive || found.IsPartial, Declared = [.. found.Suspended(new Assessor(request.Configuration.Policy, services.Observer), request, surroundings.Time.GetUtcNow()), .. request.Declared] };
        Tell(surroundings, manifests);
        var progress = surroundings.HasProgress ? new ProgressLine(surroundings.Error) : (IScanProgress)NoProgress.Instance;
        var scan = await new Scanner(services.Readers, surroundings.Time, progress, services.Observer).RunAsync(request, cancellationToken);
        services.LogExchanges(scan);
        surroundings.Tell(found);
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

        var exitCode = found.IsIncomplete || manifests is { Mistakes.Count: > 0 }
            ? ExitCodes.NotAssessed
            : ScanVerdict.ExitCode(scan, report, _options.RequiresComplete(result), _options.MinScore(result));
        if (exitCode == ExitCodes.LowScore)
        {
            surroundings.Error.WriteLine($"flinkready: the score {ReportWords.ToText(scan.Assessment.Score)} is below --min-score {ReportWords.ToText(_options.MinScore(result))}");
        }

        return exitCode;
    }

    // What Kubernetes gives stands after the targets of the file.
    private async Task<(MonitorConfiguration Configured, DiscoveryResult Found)> ConfigureAsync(ParseResult result, ConfigurationSource source, ClientServices services, CancellationToken cancellationToken)
    {
        if (!_kubernetes.IsAsked(result))
        {
            return (source.HasOthers ? source.LoadOrExplain() : source.LoadTargetsOrExplain("add --kubernetes to look at those"), DiscoveryResult.None);
        }

        var configured = source.WithoutTargets().LoadOrExplain();
        var found = await _kubernetes.FindAsync(result, configured, _context.ProgramEnvironment, services.Loggers.CreateLogger("flinkready"), cancellationToken);
        return (found.AddTo(configured), found);
    }

    // What was passed over is said, so that nobody takes an empty report for a good one.
    private static void Tell(ProgramEnvironment surroundings, ManifestScan? manifests)
    {
        foreach (var mistake in manifests?.Mistakes ?? [])
        {
            surroundings.Error.WriteLine(PlainText.Line($"flinkready: {mistake}", 2000));
        }

        if (manifests is not null)
        {
            surroundings.Error.WriteLine($"flinkready: {manifests.Summary()}");
        }
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
