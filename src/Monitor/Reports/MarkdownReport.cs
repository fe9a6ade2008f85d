using System.Globalization;
using System.Text;
using FlinkReady.Monitor.Reports.Grouping;
using FlinkReady.Monitor.Terminal;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Reports;

/// <summary>The report as Markdown for a pull request or a chat: each cause once, with the fixes folded away, and no longer than a comment may be.</summary>
internal sealed class MarkdownReport : IReportWriter
{
    // What GitHub takes as a comment; GitLab and others take more.
    private const int MaxLength = 65_536;
    private const int RoomForFixes = 24_000;
    private const int RoomForTheRest = 4_000;
    private const int RoomForTheEnd = 600;
    private const int MaxCell = 400;
    private const int MaxTargets = 20;
    private const int MaxNames = 5;
    private const int MaxMessages = 1;

    /// <inheritdoc/>
    public void Write(Assessment assessment, ReportContext context, Stream output)
    {
        var digest = Digest.Of(assessment, context);
        var checks = LocatedCheck.Of(assessment).ToList();
        var hasTargets = assessment.Targets.Count > 1;
        var text = new LimitedText(MaxLength);
        WriteHead(text, assessment, context, digest);
        var causes = Cause.Of(checks, context).OrderByDescending(cause => cause.Occurrences.Any(occurrence => context.IsNew(occurrence.Finding))).ToList();
        var undecided = UndecidedGroup.Of(checks, context);
        var waived = WaivedGroup.Of(checks, context);
        int leftRows = 0, leftFixes = 0;
        if (causes.Count + undecided.Count + waived.Count > 0)
        {
            text.Add("\n| | rule | where | what |\n| --- | --- | --- | --- |\n");
            leftRows += text.AddWhatFits(causes.Select(cause => Row(cause, context, hasTargets)), RoomForFixes);
        }

        leftRows += text.AddWhatFits(undecided.Select(group => Row(group, context, hasTargets)), RoomForFixes - RoomForTheRest);
        leftRows += text.AddWhatFits(waived.Select(group => Row(group, context, hasTargets)), RoomForFixes - RoomForTheRest);
        if (causes.Count > 0)
        {
            text.Add("\n<details><summary>How to fix</summary>\n");
            leftFixes = text.AddWhatFits(causes.Select(cause => Fix(cause, hasTargets)), RoomForTheEnd);
            text.Add("\n</details>\n");
        }

        if (leftRows + leftFixes > 0)
        {
            text.Add($"\nCut to fit a comment: {Text.Count(leftRows, "line")} of the table and {Text.Count(leftFixes, "fix", "fixes")} are left out. `--format html` or `json` has all.\n");
        }

        if (digest.Hidden > 0)
        {
            text.Add($"\n{Summary.Hidden(digest.Hidden, context.MinSeverity)}\n");
        }

        output.Write(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static void WriteHead(LimitedText text, Assessment assessment, ReportContext context, Digest digest)
    {
        text.Add($"## Flink readiness: {Headline(assessment, context)}\n\n{Summary.Line(assessment)}\n");
        if (Summary.Affected(assessment) is { } affected)
        {
            text.Add($"\n{affected}\n");
        }

        if (context.Baseline is { } baseline)
        {
            text.Add($"\n{Summary.Against(baseline)}\n");
        }

        text.Add("\n");
        foreach (var target in digest.Targets.Take(MaxTargets).Select(target => target.Target))
        {
            text.Add($"- **{Cell(target.Name, 80)}**: {Cell(context.IsNarrowed ? string.Join(" · ", Summary.TargetParts(target)) : Summary.TargetLine(target))}{(Summary.AsOf(assessment, target) is { } asOf ? $" · {asOf}" : string.Empty)}\n");
            if (target.Error is { } error)
            {
                text.Add($"  **{(target.Assessed ? "Did not answer" : "Not assessed")}:** {Cell(error.Message)}\n");
            }
        }

        if (digest.Targets.Count > MaxTargets)
        {
            text.Add($"- and {Text.Count(digest.Targets.Count - MaxTargets, "more target")}, none of them worse\n");
        }
    }

    private static string Headline(Assessment assessment, ReportContext context) => assessment.Score switch
    {
        null => "nothing assessed",
        _ when Summary.OnlyWaived(assessment) is { } waived => waived,
        _ when context.IsNarrowed => "some rules",
        _ => $"{ReportWords.ToText(assessment.Score)} of 100, {ReportWords.Level(assessment)}",
    };

    private static string Row(Cause cause, ReportContext context, bool hasTargets)
    {
        var fresh = cause.Occurrences.Count(occurrence => context.IsNew(occurrence.Finding));
        var mark = fresh == 0 ? string.Empty : fresh == cause.Occurrences.Count ? "🆕 " : $"🆕 {fresh.ToString(CultureInfo.InvariantCulture)} of {cause.Occurrences.Count.ToString(CultureInfo.InvariantCulture)} ";
        var badge = cause.Severity switch { Severity.Critical => "🔴 critical", Severity.Warning => "🟠 warning", _ => "🔵 info" };
        var messages = cause.Messages.Select(message => message.Key).ToList();
        var more = messages.Count > MaxMessages ? $" And {messages.Count - MaxMessages} more alike." : string.Empty;
        return Row(mark + badge, Rule(cause.Rule, context), Where(cause.Places, hasTargets), Cell(string.Join(' ', messages.Take(MaxMessages)) + more + (SourceLines.Of(cause, MaxNames) is { } lines ? $" ({lines})" : string.Empty)));
    }

    private static string Row(UndecidedGroup group, ReportContext context, bool hasTargets)
    {
        var rules = group.Rules.ToList();
        var places = Places.Of(group.Checks.Select(located => (located, (Finding?)null)));
        return Row(
            group.Reason is null ? "◐ in part" : "❔ unknown",
            string.Join(", ", rules.Select(rule => Rule(rule.Rule, context))),
            Where(places, hasTargets),
            Cell(group.Message ?? $"It {UnknownReason.NeedsHistory.ToPhrase()}."));
    }

    private static string Row(WaivedGroup group, ReportContext context, bool hasTargets) => Row(
        $"⚪ waived {group.Severity.ToText()}",
        Rule(group.Rule, context),
        Where(group.Places, hasTargets),
        Cell($"{Text.Count(group.Findings, "finding")} waived until {ReportWords.ToText(group.Waiver.Expires)} by {group.Waiver.Owner}: {group.Waiver.Reason}"));

    private static string Row(string badge, string rule, string where, string what) => $"| {badge} | {rule} | {where} | {what} |\n";

    private static string Rule(RuleDescriptor rule, ReportContext context) => context.Links.FindConfigured(rule.Id) is { } link ? $"[{rule.Id}]({link})" : $"`{rule.Id}`";

    private static string Where(Places places, bool hasTargets)
    {
        var (what, names) = places.Describe(hasTargets);
        var shown = string.Join(", ", names.Take(MaxNames).Select(name => Cell(name, 80))) + (names.Count > MaxNames ? ", …" : string.Empty);
        return names.Count == 0 ? $"*{what}*" : names.Count == 1 ? shown : $"{what}: {shown}";
    }

    private static string Fix(Cause cause, bool hasTargets)
    {
        var text = new StringBuilder($"\n**`{cause.Rule.Id}`** ({Where(cause.Places, hasTargets)})\n");
        foreach (var part in FixText.Parts(cause.Fix))
        {
            if (part.Language is null)
            {
                text.Append('\n').AppendJoin("\n", part.Lines.Select(MarkdownText.Escape)).Append('\n');
                continue;
            }

            var code = string.Join('\n', part.Lines);
            var fence = new string('`', Math.Max(3, LongestRun(code) + 1));
            text.Append(CultureInfo.InvariantCulture, $"\n{fence}{part.Language}\n{code}\n{fence}\n");
        }

        return text.ToString();
    }

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
