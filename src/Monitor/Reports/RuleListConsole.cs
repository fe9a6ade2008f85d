using FlinkReady.Readiness.Policies;
using FlinkReady.Readiness.Verdicts;
using Spectre.Console;

namespace FlinkReady.Monitor.Reports;

/// <summary>The rules on a terminal page.</summary>
internal static class RuleListConsole
{
    /// <summary>The catalogue, group by group.</summary>
    public static void WriteAll(ConsolePage page, IReadOnlyList<RuleDescriptor> rules, ReadinessPolicy policy)
    {
        foreach (var group in rules.GroupBy(rule => rule.Category))
        {
            page.Heading(group.Key.ToHeading(), string.Empty);
            foreach (var rule in group)
            {
                var settings = policy.Rules.GetValueOrDefault(rule.Id, RuleSettings.None);
                var severity = settings.Severity ?? rule.Severity;
                page.Columns(
                    (settings.Enabled == false ? "off" : severity.ToText(), 10, settings.Enabled == false ? ConsolePage.Faint : ConsolePage.Of(severity)),
                    (rule.Id, 28, ConsolePage.Strong),
                    (rule.Title + (rule.IsOnChecklist ? " *" : string.Empty), 0, Style.Plain));
            }

            page.Blank();
        }

        page.Line("* on Flink's production readiness checklist. \"flinkready rules ID\" shows one in full.", ConsolePage.Faint);
    }

    /// <summary>One rule in full.</summary>
    public static void WriteOne(ConsolePage page, RuleDescriptor rule, ReadinessPolicy policy)
    {
        var settings = policy.Rules.GetValueOrDefault(rule.Id, RuleSettings.None);
        page.Heading(rule.Id, (settings.Severity ?? rule.Severity).ToText());
        page.Line($"{rule.Title}.", ConsolePage.Strong);
        page.Line($"About: {rule.Scope.ToText()} · {rule.Category.ToHeading()}{(rule.IsOnChecklist ? " · on Flink's production readiness checklist" : string.Empty)}", ConsolePage.Faint);
        page.Blank();
        if (!RulePageConsole.Write(page, rule))
        {
            page.Line($"Why: {rule.Why}", Style.Plain);
            page.Blank();
            page.Line($"Fix: {rule.Fix}", ConsolePage.Fix);
            page.Blank();
        }

        page.Line("Settings in effect", ConsolePage.Strong);
        foreach (var row in RuleListText.Settings(rule, settings))
        {
            page.Line($"  {row.Name}: {row.Effective}{(row.Effective == row.Default ? string.Empty : $" (default {row.Default})")}", Style.Plain);
            page.Indented($"{row.Description} Takes {row.Range}.", 6, ConsolePage.Faint);
        }
    }
}
