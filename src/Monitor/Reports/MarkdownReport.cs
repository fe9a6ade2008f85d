using System.Globalization;
using System.Text;
using FlinkReady.FlinkModel.Sources;
using FlinkReady.Monitor.Terminal;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Reports;

/// <summary>The report as Markdown for a pull request or a chat: compact, with the fixes folded away.</summary>
internal sealed class MarkdownReport : IReportWriter
{
    private const int MaxCell = 400;

    /// <inheritdoc/>
    public void Write(Assessment assessment, ReportContext context, Stream output)
    {
        var digest = Digest.Of(assessment, context);
        var text = new StringBuilder();
        text.Append("## Flink readiness: ").Append(Headline(assessment)).Append("\n\n");
        text.Append(Summary.Line(assessment)).Append('\n');
        foreach (var target in digest.Targets)
        {
            WriteTarget(text, target, context);
        }

        if (digest.Fleet is { Shown.Count: > 0 } fleet)
        {
            text.Append("\n### ").Append(ReportWords.FleetHeading).Append("\n\n");
            WriteTable(text, [fleet], context);
            WriteFixes(text, [fleet]);
        }

        if (digest.Configuration is { Shown.Count: > 0 } configuration)
        {
            text.Append("\n### FlinkReady's own configuration\n\n");
            WriteTable(text, [configuration], context);
            WriteFixes(text, [configuration]);
        }

        if (digest.Hidden > 0)
        {
            text.Append('\n').Append(Summary.Hidden(digest.Hidden, context.MinSeverity)).Append('\n');
        }

        output.Write(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static string Headline(Assessment assessment) =>
        assessment.Score is null ? "nothing assessed" : $"{ReportWords.ToText(assessment.Score)} of 100, {ReportWords.Level(assessment)}";

    private static void WriteTarget(StringBuilder text, TargetDigest digest, ReportContext context)
    {
        var target = digest.Target;
        text.Append("\n### ").Append(Cell(target.Name)).Append("\n\n");
        text.Append(Cell(Summary.TargetLine(target))).Append('\n');
        if (target.Error is { } error)
        {
            text.Append("\n**").Append(target.Assessed ? "Did not answer" : "Not assessed").Append(":** ").Append(Cell(error.Message)).Append('\n');
        }

        if (digest.Groups.Any(group => group.Shown.Count > 0))
        {
            text.Append('\n');
            WriteTable(text, digest.Groups, context);
            WriteFixes(text, digest.Groups);
        }

        if (digest.QuietJobs.Count > 0)
        {
            text.Append('\n').Append(Text.Count(digest.QuietJobs.Count, "job")).Append(" with nothing to report.\n");
        }
    }

    private static void WriteTable(StringBuilder text, IReadOnlyList<GroupDigest> groups, ReportContext context)
    {
        text.Append("| | job | rule | what |\n| --- | --- | --- | --- |\n");
        foreach (var group in groups)
        {
            foreach (var check in group.Shown)
            {
                var rule = context.Links.IsConfigured ? $"[{check.Rule.Id}]({context.Links.Of(check.Rule.Id)})" : $"`{check.Rule.Id}`";
                text.Append("| ").Append(Badge(check)).Append(" | ").Append(group.Job is { } job ? Cell(job.JobName, 80) : "*cluster*")
                    .Append(" | ").Append(rule).Append(" | ").Append(Cell(Summary.What(check))).Append(Places(check)).Append(" |\n");
            }
        }
    }

    private static void WriteFixes(StringBuilder text, IReadOnlyList<GroupDigest> groups)
    {
        var failures = groups.SelectMany(group => group.Shown.Where(check => check.Status == CheckStatus.Fail).Select(check => (group.Job, Check: check))).ToList();
        if (failures.Count == 0)
        {
            return;
        }

        text.Append("\n<details><summary>How to fix</summary>\n");
        foreach (var fix in failures.SelectMany(failure => Summary.Fixes(failure.Check).Select(fix => (failure.Check.Rule.Id, fix))).Distinct())
        {
            var fence = new string('`', Math.Max(3, LongestRun(fix.fix) + 1));
            text.Append(CultureInfo.InvariantCulture, $"\n**`{fix.Id}`**\n\n{fence}text\n{string.Join('\n', PlainText.Lines(fix.fix))}\n{fence}\n");
        }

        text.Append("\n</details>\n");
    }

    // Where it stands in files, for a check of a manifest.
    private static string Places(CheckResult check)
    {
        const int most = 5;
        var places = check.Findings.Select(finding => finding.Location).OfType<SourceLocation>().Distinct().Select(place => Cell(string.Create(CultureInfo.InvariantCulture, $"{place.File}:{place.Line}"))).ToList();
        return places.Count == 0 ? string.Empty : $" ({string.Join(", ", places.Take(most))}{(places.Count > most ? ", …" : string.Empty)})";
    }

    private static string Badge(CheckResult check) => check.Status switch
    {
        CheckStatus.Fail when check.Severity == Severity.Critical => "🔴 critical",
        CheckStatus.Fail when check.Severity == Severity.Warning => "🟠 warning",
        CheckStatus.Fail => "🔵 info",
        CheckStatus.Unknown => "❔ unknown",
        CheckStatus.Waived => "⚪ waived",
        _ => "◐ in part",
    };

    private static string Cell(string text, int maxLength = MaxCell) => MarkdownText.Escape(PlainText.Line(text, maxLength));

    private static int LongestRun(string text)
    {
        int longest = 0, run = 0;
        foreach (var character in text)
        {
            run = character == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
