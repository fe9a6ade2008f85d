using System.Globalization;
using FlinkReady.Monitor.Reports.Grouping;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Verdicts;
using Spectre.Console;
using Text = FlinkReady.Readiness.Names.Text;

namespace FlinkReady.Monitor.Reports;

/// <summary>The top of the console's report: what was looked at, what to begin with, and a table of jobs, the worst first.</summary>
internal sealed class ConsoleHeader(ConsolePage page, ReportContext context)
{
    private const int MostSteps = 3;
    private const int MostRows = 24;
    private const int WidthOfWholeWords = 76;

    /// <summary>Writes it.</summary>
    public void Write(Assessment assessment, Digest digest)
    {
        if (assessment.Targets.Count > 1)
        {
            page.Heading(Text.Count(assessment.Targets.Count, "target"), context.IsNarrowed ? string.Empty : Score(assessment.Score));
        }

        foreach (var target in digest.Targets)
        {
            WriteTarget(assessment, target.Target);
        }

        WriteSteps(assessment);
        foreach (var target in digest.Targets.Where(target => target.Target.Assessed))
        {
            WriteTable(target.Target, assessment.Targets.Count > 1);
            page.Blank();
        }
    }

    private static string Score(double? score) => score is null ? "no score" : $"score {ReportWords.ToText(score)}";

    private void WriteTarget(Assessment assessment, TargetAssessment target)
    {
        var parts = new List<string> { target.Name };
        parts.AddRange(Summary.TargetParts(target).Where(part => part != target.Name));
        if (Summary.AsOf(assessment, target) is { } asOf)
        {
            parts.Insert(Math.Min(parts.Count, 3), asOf);
        }

        var (all, score) = (string.Join(" · ", parts), context.IsNarrowed ? string.Empty : Score(target.Score));
        if (all.Length + score.Length + 2 <= page.Width)
        {
            page.Heading(all, score);
        }
        else
        {
            page.Heading(target.Name, score);
            page.Line(string.Join(" · ", parts.Skip(1)), ConsolePage.Faint);
        }

        if (target.Error is { } error)
        {
            page.Line($"{(target.Assessed ? "DID NOT ANSWER" : "NOT ASSESSED")}: {error.Message}", ConsolePage.Of(Severity.Critical));
        }
    }

    private void WriteSteps(Assessment assessment)
    {
        var causes = Cause.Of(LocatedCheck.Of(assessment), context, onlyNew: context.Baseline is not null);
        var steps = causes.DistinctBy(cause => cause.Rule).Take(MostSteps)
            .Select(cause => $"{cause.Rule.Id} ({cause.Places.Describe(assessment.Targets.Count > 1) switch { ("job", [var name, ..]) => $"job {name}", var (what, _) => what }})")
            .ToList();
        if (steps.Count > 0)
        {
            page.Line($"Begin with {string.Join(", ", steps)}.", ConsolePage.Strong);
        }

        page.Blank();
    }

    private void WriteTable(TargetAssessment target, bool isOneOfSeveral)
    {
        var rows = Rows(target);
        var shown = rows.Take(context.IsVerbose ? int.MaxValue : MostRows).ToList();
        var stateWidth = shown.Select(row => row.State.Length).Append("state".Length).Max() + 2;
        var isNarrow = page.Width < WidthOfWholeWords;
        string[] words = isNarrow ? ["crit.", "warn.", "info", "unkn."] : ["critical", "warning", "info", "unknown"];
        int[] widths = [.. words.Select(word => word.Length + 2)];
        var scoreWidth = context.IsNarrowed ? 0 : 6;
        var nameWidth = Math.Min(shown.Select(row => row.Name.Length).Append(18).Max() + 2, page.Width - stateWidth - scoreWidth - widths.Sum());
        var title = isOneOfSeveral ? target.Name : "affected resources";
        page.Row(ConsolePage.Faint, Cells(title, "state", "score", words));
        foreach (var row in shown)
        {
            page.Row(row.Style, Cells(row.Name, row.State, row.Score is null ? "–" : ReportWords.ToText(row.Score), Number(row.Open[0]), Number(row.Open[1]), Number(row.Open[2]), Number(row.Unknown)));
        }

        if (rows.Count > shown.Count)
        {
            page.Line($"and {rows.Skip(shown.Count).Sum(row => row.Jobs)} more jobs, none of them worse (--verbose lists all)", ConsolePage.Faint);
        }

        (string, int)[] Cells(string name, string state, string score, params ReadOnlySpan<string> counts) =>
            [(name, nameWidth), (state, stateWidth), .. context.IsNarrowed ? Array.Empty<(string, int)>() : [(score, -6)], (counts[0], -widths[0]), (counts[1], -widths[1]), (counts[2], -widths[2]), (counts[3], -widths[3])];

        static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);
    }

    private List<Row> Rows(TargetAssessment target)
    {
        var cluster = Row.Of("the cluster", string.Empty, null, target.Checks, jobs: 0);
        var jobs = target.Jobs.Select(job => Row.Of(job.JobName, job.State, job.Score, job.Checks, jobs: 1))
            .OrderByDescending(row => row.Open[0] > 0).ThenByDescending(row => row.Open[1] > 0).ThenByDescending(row => row.Open[2] > 0)
            .ThenBy(row => row.Score ?? double.MaxValue).ThenByDescending(row => row.Unknown).ThenBy(row => row.Name, StringComparer.Ordinal).ToList();
        return [cluster, .. context.IsVerbose ? jobs : jobs.GroupBy(row => (row.State, row.Score, row.Open[0], row.Open[1], row.Open[2], row.Unknown)).SelectMany(Folded)];
    }

    private static IEnumerable<Row> Folded(IEnumerable<Row> alike)
    {
        var rows = alike.ToList();
        return rows.Count == 1
            ? rows
            : [rows[0] with { Name = $"{rows.Count} jobs alike: {string.Join(", ", rows.Select(row => row.Name).Order(StringComparer.Ordinal))}", Jobs = rows.Count }];
    }

    private sealed record Row(string Name, string State, double? Score, int[] Open, int Unknown, int Jobs)
    {
        public Style Style => Open[0] > 0 ? ConsolePage.Of(Severity.Critical) : Open[1] > 0 ? ConsolePage.Of(Severity.Warning) : Style.Plain;

        public static Row Of(string name, string state, double? score, IReadOnlyList<CheckResult> checks, int jobs)
        {
            var tally = Tally.Of(checks);
            return new Row(name, state, score, [.. Severities.WorstFirst.Select(severity => tally.Affected(severity))], tally[CheckStatus.Unknown], jobs);
        }
    }
}
