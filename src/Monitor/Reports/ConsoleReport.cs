using System.Text;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Verdicts;
using Spectre.Console;
using Text = FlinkReady.Readiness.Names.Text;

namespace FlinkReady.Monitor.Reports;

/// <summary>The report for a terminal: grouped by target and job, the worst first; what is wrong, why, and the exact fix.</summary>
internal sealed class ConsoleReport : IReportWriter
{
    private const int MaxFindings = 10;
    private const int MaxEvidence = 3;
    private const int MaxFixes = 3;
    private const int MaxQuietJobs = 12;

    /// <inheritdoc/>
    public void Write(Assessment assessment, ReportContext context, Stream output)
    {
        using var writer = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        var page = new ConsolePage(writer, context.HasColor, context.Width);
        var digest = Digest.Of(assessment, context);
        foreach (var target in digest.Targets)
        {
            WriteTarget(page, target);
        }

        if (digest.Fleet is { Shown.Count: > 0 } fleet)
        {
            page.Heading(ReportWords.FleetHeading, string.Empty);
            WriteChecks(page, fleet);
            page.Blank();
        }

        if (digest.Configuration is { Shown.Count: > 0 } configuration)
        {
            page.Heading("FlinkReady's own configuration", string.Empty);
            WriteChecks(page, configuration);
            page.Blank();
        }

        page.Rule();
        page.Line(Summary.Line(assessment), ConsolePage.Strong);
        page.Line(
            assessment.Score is null ? "No score: nothing was assessed." : $"Score {ReportWords.ToText(assessment.Score)} of 100: {ReportWords.Level(assessment)}.",
            ReportWords.Level(assessment) == "not ready" ? ConsolePage.Of(Severity.Critical) : ConsolePage.Of(assessment.Score));
        if (digest.Hidden > 0)
        {
            page.Line(Summary.Hidden(digest.Hidden, context.MinSeverity), ConsolePage.Faint);
        }

        if (context.Baseline is { } baseline)
        {
            page.Line(Summary.Against(baseline), ConsolePage.Faint);
        }
    }

    private static void WriteTarget(ConsolePage page, TargetDigest digest)
    {
        var target = digest.Target;
        page.Heading(target.Name, target.Score is null ? "no score" : $"score {ReportWords.ToText(target.Score)}");
        page.Line(string.Join(" · ", Summary.TargetParts(target)), ConsolePage.Faint);
        if (target.Error is { } error)
        {
            page.Line($"{(target.Assessed ? "DID NOT ANSWER" : "NOT ASSESSED")}: {error.Message}", ConsolePage.Of(Severity.Critical));
        }

        page.Blank();
        foreach (var group in digest.Groups.Where(group => group.Shown.Count > 0))
        {
            page.Subheading(group.Job is { } job ? $"Job {job.JobName}" : "Cluster", group.Job is { } stated ? $" ({stated.State})" : string.Empty, group.Job is { Score: not null } scored ? $"score {ReportWords.ToText(scored.Score)}" : string.Empty);
            WriteChecks(page, group);
            page.Indented($"{Passed(group.Tally)}", 2, ConsolePage.Faint);
            page.Blank();
        }

        if (digest.QuietJobs.Count > 0)
        {
            var names = string.Join(", ", digest.QuietJobs.Take(MaxQuietJobs).Select(job => job.State == "RUNNING" ? job.JobName : $"{job.JobName} ({job.State})"));
            page.Line($"Nothing to report on {Text.Count(digest.QuietJobs.Count, "job")}: {names}{(digest.QuietJobs.Count > MaxQuietJobs ? ", …" : string.Empty)}", ConsolePage.Faint);
            page.Blank();
        }
    }

    private static void WriteChecks(ConsolePage page, GroupDigest group)
    {
        foreach (var check in group.Shown)
        {
            page.Check(check, Summary.What(check));
            if (check.Status == CheckStatus.Fail)
            {
                WriteFindings(page, check);
            }
        }
    }

    private static void WriteFindings(ConsolePage page, CheckResult check)
    {
        var open = check.Findings.Where(finding => finding.Waiver is null).ToList();
        if (open.Count > 1 || open[0].Message != check.Message)
        {
            foreach (var finding in open.Take(MaxFindings))
            {
                page.Labelled("-", finding.Message, Style.Plain);
            }

            if (open.Count > MaxFindings)
            {
                page.Labelled("-", $"and {open.Count - MaxFindings} more (--format json lists all)", ConsolePage.Faint);
            }
        }

        // The same rule fails on many jobs for the same reason: once is enough.
        if (page.IsFirst(check.Rule.Id))
        {
            page.Labelled("why", check.Rule.Why, ConsolePage.Faint);
        }

        foreach (var answer in open.SelectMany(finding => finding.Evidence).Distinct().Take(MaxEvidence).GroupBy(seen => seen.Place))
        {
            page.Labelled("seen", $"{answer.Key}: {string.Join(", ", answer.Select(seen => $"{seen.Field} = {seen.Value}{(seen.Authority == Authority.ClientDefault ? " (read by clients: a hint)" : string.Empty)}"))}", ConsolePage.Faint);
        }

        if (open.Any(finding => finding.Certainty == Certainty.Inferred))
        {
            page.Labelled("note", ReportWords.Inferred(check.Rule.Scope), ConsolePage.Faint);
        }

        var fixes = Summary.Fixes(check).ToList();
        foreach (var fix in fixes.Take(MaxFixes))
        {
            page.Labelled("fix", fix, ConsolePage.Fix, keepsSnippets: true);
        }

        if (fixes.Count > MaxFixes)
        {
            page.Labelled("fix", $"and {fixes.Count - MaxFixes} more alike (--format json lists all)", ConsolePage.Faint);
        }
    }

    private static string Passed(Tally tally)
    {
        var notApplicable = tally[CheckStatus.NotApplicable];
        return $"{tally[CheckStatus.Pass]} of {Text.Count(tally.Total, "check")} passed{(notApplicable > 0 ? $", {notApplicable} not applicable" : string.Empty)}";
    }
}
