using System.CommandLine;
using FlinkReady.Monitor.Cli.Options;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Reports;
using FlinkReady.Monitor.Scanning;
using FlinkReady.Monitor.Terminal;
using FlinkReady.Monitor.Witnessing;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.OperatorIds.Joining;
using FlinkReady.Readiness.Policies;

namespace FlinkReady.Monitor.Cli.Commands;

/// <summary><c>flinkready operators</c>: the operators of each job, with the verdict on their uid and its proof.</summary>
internal sealed class OperatorsCommand
{
    private const string StandardInput = "-";
    private const string Json = "json";

    private readonly CommandContext _context;
    private readonly TargetOptions _targets = new(ArgumentArity.ZeroOrOne, standardInput: StandardInput);
    private readonly WitnessOptions _witnesses = new();
    private readonly Option<Glob?> _job = OptionValues.OfGlob("--job", "Look at jobs of this name only; * and ? are wildcards.");
    private readonly Option<string> _format = OptionValues.Word("--format", "The form of the list.", "console", "console", Json);
    private readonly Option<string[]> _uids = new("--uids") { HelpName = "file", Description = "A file of declared uids, one a line. Repeatable." };

    private OperatorsCommand(CommandContext context) => _context = context;

    /// <summary>Makes the command.</summary>
    public static Command Create(CommandContext context)
    {
        var operators = new OperatorsCommand(context);
        var command = new Command("operators", "Shows the operators of each job with the verdict on their uid and its proof. With \"-\" it reads bodies of GET /jobs/:id as JSON Lines from standard input.");
        operators._targets.AddTo(command);
        operators._witnesses.AddTo(command);
        command.Add(operators._job);
        command.Add(operators._format);
        command.Add(operators._uids);
        command.SetAction(operators.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        if (_targets.IsStandardInput(result))
        {
            _targets.CheckStandardInput(result);
            if (result.GetResult(_format) is { Implicit: false } && result.GetValue(_format) != Json)
            {
                throw new UsageException("standard input is answered as JSON Lines: --format can only be json");
            }
        }

        if (_witnesses.PrometheusGiven(result) is { } prometheus && (_targets.IsStandardInput(result) || _targets.NamesRecordings(result)))
        {
            throw new UsageException($"{prometheus} is about jobs of a cluster; a recording has what was kept of Prometheus, and standard input nothing");
        }

        var declared = ReadUids(result.GetValue(_uids) ?? []);
        var metadata = await _witnesses.ReadMetadataAsync(result, cancellationToken);
        if (_targets.IsStandardInput(result))
        {
            return await AnswerLinesAsync(result, declared, metadata, cancellationToken);
        }

        if (metadata is not null && _targets.NamesNothing(result) && _witnesses.PrometheusGiven(result) is null)
        {
            return await ListAsync(result, declared, metadata, cancellationToken);
        }

        return await ScanAsync(result, declared, metadata, cancellationToken);
    }

    private async Task<int> AnswerLinesAsync(ParseResult result, IReadOnlyList<string> declared, NamedMetadata? metadata, CancellationToken cancellationToken)
    {
        var surroundings = _context.ProgramEnvironment;
        if (!await new OperatorLines(declared, result.GetValue(_job), metadata).RunAsync(surroundings.In, surroundings.Out, cancellationToken))
        {
            throw new UsageException("no line of standard input could be read as the body of GET /jobs/:id");
        }

        CheckFit(metadata);
        return ExitCodes.Success;
    }

    // Without a job: what the file says by itself.
    private async Task<int> ListAsync(ParseResult result, IReadOnlyList<string> declared, NamedMetadata metadata, CancellationToken cancellationToken)
    {
        var verdicts = ListedOperators.Judge(metadata.File, declared);
        using var page = new MemoryStream();
        if (result.GetValue(_format) == Json)
        {
            MetadataReport.WriteJson(metadata.File, verdicts, page);
        }
        else
        {
            MetadataReport.WriteConsole(metadata.File, verdicts, _context.ProgramEnvironment, page);
        }

        await SendAsync(page, cancellationToken);
        return ExitCodes.Success;
    }

    private async Task<int> ScanAsync(ParseResult result, IReadOnlyList<string> declared, NamedMetadata? metadata, CancellationToken cancellationToken)
    {
        var surroundings = _context.ProgramEnvironment;
        var configuration = _witnesses.Apply(result, _targets.Read(result, surroundings).LoadTargetsOrExplain("name a URL on the command line"));
        using var services = ClientServices.Create(surroundings.Time, _context.Logs.Read(result, LogLevel.Warning));
        var request = Request(configuration, declared, result.GetValue(_job)) with { Metadata = metadata };
        var scan = await new Scanner(services.Readers, surroundings.Time, NoProgress.Instance, services.Observer).RunAsync(request, cancellationToken);
        services.LogExchanges(scan);
        if (scan.Targets.All(target => target.WasReadable))
        {
            CheckFit(metadata);
        }

        using var page = new MemoryStream();
        if (result.GetValue(_format) == Json)
        {
            OperatorReport.WriteJsonLines(scan.Assessment, page);
        }
        else
        {
            OperatorReport.WriteConsole(scan.Assessment, surroundings, page);
        }

        await SendAsync(page, cancellationToken);
        return Finish(surroundings, scan, result.GetValue(_job));
    }

    private async Task SendAsync(MemoryStream page, CancellationToken cancellationToken)
    {
        page.Position = 0;
        await page.CopyToAsync(_context.ProgramEnvironment.Out, cancellationToken);
    }

    private static void CheckFit(NamedMetadata? metadata)
    {
        if (metadata is null || metadata.Fits.Count == 1)
        {
            return;
        }

        throw new UsageException(metadata.Fits.Count == 0
            ? $"--metadata {metadata.File.Path} is of none of these jobs: it does not list the first operators of their chains"
            : $"--metadata {metadata.File.Path} may be of several jobs ({string.Join(", ", metadata.Fits.Take(3))}{(metadata.Fits.Count > 3 ? ", …" : string.Empty)}): choose one with --job");
    }

    // Only the verdicts on uids are shown: no rule has to be evaluated.
    private static ScanRequest Request(MonitorConfiguration configuration, IReadOnlyList<string> declared, Glob? job) => new()
    {
        Configuration = configuration with
        {
            Policy = new ReadinessPolicy
            {
                Uids = [.. configuration.Policy.Uids, new DeclaredUids(Glob.Any, Glob.Any, declared)],
                SkippedRules = Readiness.Judging.RuleCatalogue.All.Select(rule => rule.Id).ToHashSet(StringComparer.Ordinal),
            },
        },
        Job = job,
        FiltersActive = true,
    };

    private static int Finish(ProgramEnvironment surroundings, ScanResult scan, Glob? job)
    {
        foreach (var target in scan.Targets.Where(target => !target.WasReadable))
        {
            surroundings.Error.WriteLine(PlainText.Line($"flinkready: {target.Assessment.Name} did not answer: {target.Assessment.Error?.Message}"));
        }

        if (scan.Targets.Any(target => !target.WasReadable))
        {
            return ExitCodes.NotAssessed;
        }

        if (job is not null && scan.Assessment.Targets.All(target => target.Jobs.Count == 0))
        {
            var left = scan.Targets.SelectMany(target => target.FilteredJobs).ToList();
            if (left.Count > 0)
            {
                throw new UsageException($"--job {job} matches none of {Text.Count(left.Count, "job")}{NearestName.Hint(job.ToString(), left)}");
            }
        }

        return ExitCodes.Success;
    }

    private static List<string> ReadUids(IEnumerable<string> files)
    {
        var uids = new List<string>();
        foreach (var file in files)
        {
            var (read, wrong) = UidFiles.Read(file);
            if (wrong is not null)
            {
                throw new UsageException($"the uids file {file} {wrong}");
            }

            uids.AddRange(read);
        }

        return uids;
    }
}
