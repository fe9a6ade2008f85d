using System.CommandLine;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Diagnostics;
using FlinkReady.Monitor.Reports;
using FlinkReady.Monitor.Terminal;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Cli.Options;

/// <summary>The options of <c>scan</c> about what reports show.</summary>
internal sealed class ReportOptions
{
    private static readonly string[] SeverityNames = [.. Severities.WorstFirst.Select(severity => severity.ToText())];
    private static readonly CheckStatus[] Includable = [CheckStatus.Pass, CheckStatus.NotApplicable, CheckStatus.Unknown];

    private readonly Option<string> _failOn = OptionValues.Word("--fail-on", "The severity from which on a violation ends the scan with exit code 1.", "warning", [.. SeverityNames, "never"]);
    private readonly Option<string> _minSeverity = OptionValues.Word("--min-severity", "Console, Markdown and HTML leave out checks below it, undecided ones too.", "info", SeverityNames);
    private readonly Option<string> _group = OptionValues.Word("--group", "How the console lists findings: each cause once, or job by job. Default: rule where there are several jobs.", null, "rule", "job");
    private readonly Option<bool> _summary = new("--summary") { Description = "The console shows the targets and their jobs only." };
    private readonly Option<string> _baseline = new("--baseline") { HelpName = "report.json", Description = "Fail only on what this JSON report does not have. Every format says what is new." };
    private readonly Option<string[]> _include = new("--include")
    {
        HelpName = "status,…",
        Description = "What SARIF holds beside problems: pass, notApplicable, unknown. Services such as GitHub show each result as a problem.",
        AllowMultipleArgumentsPerToken = false,
        CustomParser = ReadStatuses,
    };

    /// <summary>Puts the options on a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _failOn, _minSeverity, _group, _summary, _baseline, _include })
        {
            command.Add(option);
        }
    }

    /// <summary>What reports are told.</summary>
    public ReportContext ReadContext(ParseResult result, ProgramEnvironment surroundings, MonitorConfiguration configuration, bool isVerbose, bool isNarrowed) => new()
    {
        Version = ProgramVersion.Version,
        Links = new HelpLinks(configuration.DocsBaseUrl),
        FailOn = Severities.TryParse(result.GetValue(_failOn)!, out var failOn) ? failOn : null,
        MinSeverity = Severities.TryParse(result.GetValue(_minSeverity)!, out var minSeverity) ? minSeverity : Severity.Info,
        HasColor = surroundings.HasColor,
        Width = surroundings.Width,
        GroupsByJob = result.GetValue(_group) switch { "job" => true, "rule" => false, _ => null },
        IsSummary = result.GetValue(_summary),
        IsVerbose = isVerbose,
        IsNarrowed = isNarrowed,
        Included = [.. Words(result.GetValue(_include) ?? []).Select(word => Array.Find(Includable, status => status.ToText() == word))],
    };

    /// <summary>What an earlier report found, null where none was given.</summary>
    public Baseline? ReadBaseline(ParseResult result) => result.GetValue(_baseline) is { } path ? BaselineReader.Read(path) : null;

    private static string[] ReadStatuses(System.CommandLine.Parsing.ArgumentResult result)
    {
        var known = Includable.Select(status => status.ToText()).ToList();
        var texts = result.Tokens.Select(token => token.Value).ToArray();
        foreach (var word in Words(texts).Where(word => !known.Contains(word)))
        {
            result.AddError($"--include takes {string.Join(", ", known)}, joined by commas, not \"{word}\"{NearestName.Hint(word, known)}");
        }

        return texts;
    }

    private static IEnumerable<string> Words(IEnumerable<string> texts) => texts.SelectMany(text => text.Split(','));
}
