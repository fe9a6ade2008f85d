using System.Globalization;
using System.Text;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Judging;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Tests.Truth;

/// <summary>The verdict of every rule on every recording as a Markdown page for people.</summary>
internal sealed class VerdictTable
{
    private readonly List<(string Recording, TargetAssessment End, IReadOnlyList<EndVerdict> Verdicts)> _recordings = [];

    /// <summary>Every verdict at the end of every recording.</summary>
    public IEnumerable<EndVerdict> Verdicts => _recordings.SelectMany(recording => recording.Verdicts);

    public void Add(string recording, TargetAssessment end, IReadOnlyList<EndVerdict> verdicts) => _recordings.Add((recording, end, verdicts));

    public string Write()
    {
        var page = new StringBuilder("""
            # Rules and recordings

            What each rule says at the end of each recording, replayed as a film. P pass, p pass with a part unseen, **C** **W** **I** fail
            (critical, warning, info), ? unknown, – not applicable; a number says how many jobs, none that it is the cluster or the configuration.
            Where it is known from that a verdict is right: ' reviewed (`reviewed-verdicts.md`), no mark: it follows from `truth.json`.


            """);
        Row(page, ["rule", .. _recordings.Select(recording => recording.Recording)]);
        Row(page, [.. Enumerable.Repeat("---", _recordings.Count + 1)]);
        foreach (var rule in RuleCatalogue.All)
        {
            Row(page, [rule.Id, .. _recordings.Select(recording => Digest(rule, recording.Verdicts))]);
        }

        foreach (var (recording, end, verdicts) in _recordings)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {recording}\n\n");
            var jobs = end.Jobs.OrderBy(job => job.JobName, StringComparer.Ordinal).ToList();
            Row(page, ["rule", "cluster", .. jobs.Select(job => $"{job.JobName} ({job.State})")]);
            Row(page, [.. Enumerable.Repeat("---", jobs.Count + 2)]);
            foreach (var rule in RuleCatalogue.All)
            {
                Row(page, [rule.Id, Sign(Find(verdicts, string.Empty, rule)), .. jobs.Select(job => Sign(Find(verdicts, job.JobName, rule)))]);
            }

            page.Append('\n');
            foreach (var verdict in verdicts.Where(verdict => verdict.Check.Status is CheckStatus.Fail or CheckStatus.Unknown))
            {
                page.Append(CultureInfo.InvariantCulture, $"- {(verdict.Job.Length == 0 ? "cluster" : verdict.Job)}: {verdict.Check.Rule.Id}: {verdict.Check.Message.ReplaceLineEndings(" ")}\n");
            }
        }

        return page.ToString();
    }

    private static EndVerdict? Find(IReadOnlyList<EndVerdict> verdicts, string job, RuleDescriptor rule) =>
        verdicts.FirstOrDefault(verdict => verdict.Job == job && verdict.Check.Rule.Id == rule.Id);

    private static string Digest(RuleDescriptor rule, IReadOnlyList<EndVerdict> verdicts)
    {
        var of = verdicts.Where(verdict => verdict.Check.Rule.Id == rule.Id).ToList();
        if (rule.Scope != RuleScope.Job)
        {
            return Sign(of.SingleOrDefault());
        }

        var signs = of.GroupBy(Sign, StringComparer.Ordinal).OrderByDescending(group => group.Count());
        return string.Join(' ', signs.Select(group => $"{group.Key.TrimEnd('\'')}{group.Count()}{(group.Key.EndsWith('\'') ? "'" : string.Empty)}"));
    }

    private static string Sign(EndVerdict? verdict) => verdict is null ? string.Empty : Letter(verdict.Check) + (verdict.IsDerived ? string.Empty : "'");

    private static string Letter(CheckResult check) => check switch
    {
        { Status: CheckStatus.Pass, Complete: var complete } => complete ? "P" : "p",
        { Status: CheckStatus.Fail, Severity: var severity } => $"**{severity.ToString()[0]}**",
        { Status: CheckStatus.Unknown } => "?",
        { Status: CheckStatus.Waived } => "w",
        _ => "–",
    };

    private static void Row(StringBuilder page, IEnumerable<string> cells) =>
        page.Append("| ").AppendJoin(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal))).Append(" |\n");
}
