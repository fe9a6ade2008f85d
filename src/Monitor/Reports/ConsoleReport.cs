using System.Text;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Reports;

/// <summary>The report for a terminal: what was looked at, its jobs, then what is wrong, each cause once with the change that mends it.</summary>
internal sealed class ConsoleReport : IReportWriter
{
    /// <inheritdoc/>
    public void Write(Assessment assessment, ReportContext context, Stream output)
    {
        using var writer = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        var page = new ConsolePage(writer, context.HasColor, context.Width);
        var digest = Digest.Of(assessment, context);
        new ConsoleHeader(page, context).Write(assessment, digest);
        if (!context.IsSummary)
        {
            var isByJob = context.GroupsByJob ?? assessment.Targets.Sum(target => target.Jobs.Count) <= 1;
            var findings = new ConsoleFindings(page, context, assessment.Targets.Count > 1, namesPlaces: !isByJob);
            if (isByJob)
            {
                WriteByJob(page, findings, assessment, context, digest);
            }
            else
            {
                findings.Write([.. LocatedCheck.Of(assessment)]);
            }
        }

        WriteEnd(page, assessment, context, digest);
    }

    private static void WriteByJob(ConsolePage page, ConsoleFindings findings, Assessment assessment, ReportContext context, Digest digest)
    {
        foreach (var target in digest.Targets)
        {
            foreach (var group in target.Groups.Where(group => IsTold(group, context)))
            {
                var where = assessment.Targets.Count > 1 ? $" of {target.Target.Name}" : string.Empty;
                page.Subheading(group.Job is { } job ? $"Job {job.JobName}{where}" : $"Cluster{where}", group.Job is { } stated ? $" ({stated.State})" : string.Empty, string.Empty);
                findings.Write([.. group.Shown.Select(check => new LocatedCheck(target.Target, group.Job, check))]);
            }
        }

        foreach (var (heading, group) in new[] { (ReportWords.FleetHeading, digest.Fleet), ("FlinkReady's own configuration", digest.Configuration) })
        {
            if (group is not null && IsTold(group, context))
            {
                page.Subheading(heading, string.Empty, string.Empty);
                findings.Write([.. group.Shown.Select(check => new LocatedCheck(null, null, check))]);
            }
        }
    }

    // With a baseline only what is new is told.
    private static bool IsTold(GroupDigest group, ReportContext context) =>
        group.Shown.Any(check => check.Status != CheckStatus.Fail || context.Baseline is null || check.Findings.Any(context.IsNew));

    private static void WriteEnd(ConsolePage page, Assessment assessment, ReportContext context, Digest digest)
    {
        page.Rule();
        if (digest.Hidden > 0)
        {
            page.Line(Summary.Hidden(digest.Hidden, context.MinSeverity), ConsolePage.Faint);
        }

        if (context.Baseline is { } baseline)
        {
            page.Line(Summary.Against(baseline), ConsolePage.Faint);
        }

        page.Line(Summary.Line(assessment), ConsolePage.Strong);
        if (Summary.Affected(assessment) is { } affected)
        {
            page.Line(affected, ConsolePage.Faint);
        }

        if (Summary.OnlyWaived(assessment) is { } waived)
        {
            page.Line(waived, ConsolePage.Of(Severity.Warning));
        }
        else if (!context.IsNarrowed)
        {
            page.Line(
                assessment.Score is null ? "No score: nothing was assessed." : $"Score {ReportWords.ToText(assessment.Score)} of 100: {ReportWords.Level(assessment)}.",
                ReportWords.Level(assessment) == "not ready" ? ConsolePage.Of(Severity.Critical) : ConsolePage.Of(assessment.Score));
        }
    }
}
