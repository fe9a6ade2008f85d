using System.Globalization;
using System.Text;
using FlinkReady.Monitor.Reports;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Scanning;

/// <summary>Writes waivers for everything that is wrong today: a start on an old estate. Paste them into the configuration.</summary>
internal static class WaiverFile
{
    /// <summary>The text: one waiver for each rule that fails on a job or a cluster.</summary>
    public static string Compose(Assessment assessment, string owner, DateOnly expires)
    {
        var text = new StringBuilder("# Written by flinkready scan --write-waivers. Each waiver hides a real violation until it expires.\nwaivers:");
        var failures = PlacedCheck.All(assessment)
            .Where(placed => placed.Target is not null && placed.Check.Status == CheckStatus.Fail)
            .Select(placed => (Rule: placed.Check.Rule.Id, Target: placed.Target!.Name, Job: placed.Job?.JobName))
            .Distinct()
            .ToList();
        if (failures.Count == 0)
        {
            text.Append(" []\n");
        }

        foreach (var (rule, target, job) in failures)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n  - rule: {rule}\n    target: {Quoted(target)}");
            if (job is not null)
            {
                text.Append("\n    job: ").Append(Quoted(job));
            }

            text.Append("\n    reason: ").Append(Quoted($"found by the scan of {ReportWords.ToText(DateOnly.FromDateTime(assessment.GeneratedAt.UtcDateTime))}"));
            text.Append("\n    owner: ").Append(Quoted(owner)).Append("\n    expires: ").Append(ReportWords.ToText(expires));
        }

        return failures.Count == 0 ? text.ToString() : text.Append('\n').ToString();
    }

    // YAML's double quotes; everything but printable ASCII is escaped, so that no name can change the file's meaning.
    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var character in text)
        {
            quoted.Append(character switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                >= ' ' and <= '~' => character.ToString(),
                _ => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
            });
        }

        return quoted.Append('"').ToString();
    }
}
