using System.Globalization;
using System.Text;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Rules;

namespace FlinkReady.Readiness.Tests.Truth;

/// <summary>The verdict of every rule on every recording as a Markdown page for people.</summary>
internal sealed class VerdictTable
{
    private readonly List<(string Recording, TargetAssessment End)> _recordings = [];

    public void Add(string recording, TargetAssessment end) => _recordings.Add((recording, end));

    public string Write()
    {
        var page = new StringBuilder("""
            # Rules and recordings

            What each rule says at the end of each recording, replayed as a film. P pass, p pass with a part unseen, **C** **W** **I** fail
            (critical, warning, info), ? unknown, – not applicable; a number says how many jobs, none that it is the cluster.


            """);
        Row(page, ["rule", .. _recordings.Select(recording => recording.Recording)]);
        Row(page, [.. Enumerable.Repeat("---", _recordings.Count + 1)]);
        foreach (var rule in RuleCatalogue.All.Where(rule => rule.Scope != RuleScope.Configuration))
        {
            Row(page, [rule.Id, .. _recordings.Select(recording => Digest(rule, recording.End))]);
        }

        foreach (var (recording, end) in _recordings)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {recording}\n\n");
            var jobs = end.Jobs.OrderBy(job => job.JobName, StringComparer.Ordinal).ToList();
            Row(page, ["rule", "cluster", .. jobs.Select(job => $"{job.JobName} ({job.State})")]);
            Row(page, [.. Enumerable.Repeat("---", jobs.Count + 2)]);
            foreach (var rule in RuleCatalogue.All.Where(rule => rule.Scope != RuleScope.Configuration))
            {
                Row(page, [rule.Id, Sign(end.Checks, rule), .. jobs.Select(job => Sign(job.Checks, rule))]);
            }

            page.Append('\n');
            foreach (var (name, check) in Said(end, jobs).Where(said => said.Check.Status is CheckStatus.Fail or CheckStatus.Unknown))
            {
                page.Append(CultureInfo.InvariantCulture, $"- {name}: {check.Rule.Id}: {check.Message.ReplaceLineEndings(" ")}\n");
            }
        }

        return page.ToString();
    }

    private static IEnumerable<(string Name, CheckResult Check)> Said(TargetAssessment end, IEnumerable<JobAssessment> jobs) =>
        end.Checks.Select(check => ("cluster", check)).Concat(jobs.SelectMany(job => job.Checks.Select(check => (job.JobName, check))));

    private static string Digest(RuleDescriptor rule, TargetAssessment end)
    {
        if (rule.Scope == RuleScope.Cluster)
        {
            return Sign(end.Checks, rule);
        }

        var signs = end.Jobs.Select(job => Sign(job.Checks, rule)).GroupBy(sign => sign, StringComparer.Ordinal).OrderByDescending(group => group.Count());
        return string.Join(' ', signs.Select(group => $"{group.Key}{group.Count()}"));
    }

    private static string Sign(IReadOnlyList<CheckResult> checks, RuleDescriptor rule) => checks.FirstOrDefault(check => check.Rule.Id == rule.Id) switch
    {
        null => string.Empty,
        { Status: CheckStatus.Pass, Complete: var complete } => complete ? "P" : "p",
        { Status: CheckStatus.Fail, Severity: var severity } => $"**{severity.ToString()[0]}**",
        { Status: CheckStatus.Unknown } => "?",
        { Status: CheckStatus.Waived } => "w",
        _ => "–",
    };

    private static void Row(StringBuilder page, IEnumerable<string> cells) =>
        page.Append("| ").AppendJoin(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal))).Append(" |\n");
}
