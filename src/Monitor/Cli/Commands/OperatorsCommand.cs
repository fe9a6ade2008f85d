using System.CommandLine;
using FlinkReady.Monitor.Cli.Options;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Reports;
using FlinkReady.Monitor.Scanning;
using FlinkReady.Monitor.Terminal;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Policies;

namespace FlinkReady.Monitor.Cli.Commands;

/// <summary><c>flinkready operators</c>: the operators of each job, with the verdict on their uid and its proof.</summary>
internal static class OperatorsCommand
{
    private const string StandardInput = "-";

    /// <summary>Makes the command.</summary>
    public static Command Create(CommandContext context)
    {
        var targets = new TargetOptions(ArgumentArity.ZeroOrOne, standardInput: StandardInput);
        var job = OptionValues.OfGlob("--job", "Look at jobs of this name only; * and ? are wildcards.");
        var format = OptionValues.Word("--format", "The form of the list.", "console", "console", "json");
        var uids = new Option<string[]>("--uids") { HelpName = "file", Description = "A file of declared uids, one a line. Repeatable." };
        var command = new Command("operators", "Shows the operators of each job with the verdict on their uid and its proof. With \"-\" it reads bodies of GET /jobs/:id as JSON Lines from standard input.");
        targets.AddTo(command);
        command.Add(job);
        command.Add(format);
        command.Add(uids);
        command.SetAction(async (result, cancellationToken) =>
        {
            if (targets.IsStandardInput(result))
            {
                targets.CheckStandardInput(result);
                if (result.GetResult(format) is { Implicit: false } && result.GetValue(format) != "json")
                {
                    throw new UsageException("standard input is answered as JSON Lines: --format can only be json");
                }
            }

            var declared = ReadUids(result.GetValue(uids) ?? []);
            if (targets.IsStandardInput(result))
            {
                return await new OperatorLines(declared, result.GetValue(job)).RunAsync(context.ProgramEnvironment.In, context.ProgramEnvironment.Out, cancellationToken)
                    ? ExitCodes.Success
                    : throw new UsageException("no line of standard input could be read as the body of GET /jobs/:id");
            }

            var configuration = targets.Read(result, context.ProgramEnvironment).LoadTargetsOrExplain("name a URL on the command line");
            using var services = ClientServices.Create(context.ProgramEnvironment.Time, context.Logs.Read(result, LogLevel.Warning));
            var scan = await new Scanner(services.Readers, context.ProgramEnvironment.Time, NoProgress.Instance, services.Observer)
                .RunAsync(Request(configuration, declared, result.GetValue(job)), cancellationToken);
            services.LogExchanges(scan);
            using var page = new MemoryStream();
            if (result.GetValue(format) == "json")
            {
                OperatorReport.WriteJsonLines(scan.Assessment, page);
            }
            else
            {
                OperatorReport.WriteConsole(scan.Assessment, context.ProgramEnvironment, page);
            }

            page.Position = 0;
            await page.CopyToAsync(context.ProgramEnvironment.Out, cancellationToken);
            return Finish(context.ProgramEnvironment, scan, result.GetValue(job));
        });
        return command;
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
                throw new UsageException($"--job {job} matches none of {Readiness.Names.Text.Count(left.Count, "job")}{NearestName.Hint(job.ToString(), left)}");
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
