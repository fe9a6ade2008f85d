using System.Globalization;
using System.Text;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Readiness.Policies;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Reports;

/// <summary>A setting of a rule as people are shown it.</summary>
internal sealed record SettingRow(string Name, string Default, string Effective, string Range, string Description);

/// <summary>The rules as Markdown.</summary>
internal static class RuleListText
{
    /// <summary>The settings of a rule, those that every rule has first.</summary>
    public static IReadOnlyList<SettingRow> Settings(RuleDescriptor rule, RuleSettings settings) =>
    [
        new("enabled", "true", settings.Enabled == false ? "false" : "true", "true or false", "Whether the rule is evaluated."),
        new("severity", rule.Severity.ToText(), (settings.Severity ?? rule.Severity).ToText(), "critical, warning or info", "The severity of an ordinary finding."),
        .. rule.Settings.Select(setting => new SettingRow(
            setting.Name,
            SettingText.Format(setting, setting.DefaultValue),
            SettingText.Format(setting, settings.Values.GetValueOrDefault(setting.Name, setting.DefaultValue)),
            SettingText.Range(setting),
            setting.Description)),
    ];

    /// <summary>The catalogue as tables, a heading for each group.</summary>
    public static string Table(IReadOnlyList<RuleDescriptor> rules, bool withLinks = false)
    {
        var text = new StringBuilder();
        foreach (var group in rules.GroupBy(rule => rule.Category))
        {
            text.Append(CultureInfo.InvariantCulture, $"## {group.Key.ToHeading()}\n\n| rule | about | severity | what holds where it passes |\n| --- | --- | --- | --- |\n");
            foreach (var rule in group)
            {
                var id = withLinks ? $"[{rule.Id}]({rule.Id}.md)" : $"`{rule.Id}`";
                text.Append(CultureInfo.InvariantCulture, $"| {id}{(rule.IsOnChecklist ? " ★" : string.Empty)} | {rule.Scope.ToText()} | {rule.Severity.ToText()} | {MarkdownText.Escape(rule.Title)} |\n");
            }

            text.Append('\n');
        }

        return text.Append("★ on Flink's production readiness checklist\n").ToString();
    }

    /// <summary>One rule in full: its page of the documentation, then the settings in effect.</summary>
    public static string Page(RuleDescriptor rule, ReadinessPolicy policy)
    {
        var text = new StringBuilder();
        text.Append(RulePageText.WithoutLinksToFiles(rule.Id) is { } page
            ? page.TrimEnd('\n') + "\n\n"
            : $"# {rule.Id}\n\n{MarkdownText.Escape(rule.Title)}. Severity {rule.Severity.ToText()}, about: {rule.Scope.ToText()}.\n\n**Why:** {MarkdownText.Escape(rule.Why)}\n\n**Fix:** {MarkdownText.Escape(rule.Fix)}\n\n");
        text.Append("## Settings in effect\n\n| setting | default | in effect | takes | |\n| --- | --- | --- | --- | --- |\n");
        foreach (var row in Settings(rule, policy.Rules.GetValueOrDefault(rule.Id, RuleSettings.None)))
        {
            text.Append(CultureInfo.InvariantCulture, $"| `{row.Name}` | `{row.Default}` | `{row.Effective}` | {row.Range} | {MarkdownText.Escape(row.Description)} |\n");
        }

        return text.ToString();
    }
}
