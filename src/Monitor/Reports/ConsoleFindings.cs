using FlinkReady.Monitor.Reports.Grouping;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Verdicts;
using Spectre.Console;
using Text = FlinkReady.Readiness.Names.Text;

namespace FlinkReady.Monitor.Reports;

/// <summary>Findings on the console, one block for each cause, then what could not be decided and what is waived, a line for each reason.</summary>
/// <param name="page">Where they go.</param>
/// <param name="context">What is shown.</param>
/// <param name="hasTargets">Whether there are several targets, so that a job's name does not say where it is.</param>
/// <param name="namesPlaces">Whether a block says where its findings are; not where a heading does.</param>
internal sealed class ConsoleFindings(ConsolePage page, ReportContext context, bool hasTargets, bool namesPlaces)
{
    private const int MostBlocks = 5;
    private const int MostMessages = 3;
    private const int MostEvidence = 2;
    private const int ProseColumn = 8;
    private const int CodeColumn = 12;

    // What was said once on a page is not said again.
    private readonly HashSet<string> _said = new(StringComparer.Ordinal);

    /// <summary>Writes all of some checks.</summary>
    public void Write(IReadOnlyList<LocatedCheck> checks)
    {
        foreach (var rule in Cause.Of(checks, context, onlyNew: context.Baseline is not null).GroupBy(cause => (cause.Rule, cause.Severity)))
        {
            var listed = context.IsVerbose ? int.MaxValue : MostBlocks;
            foreach (var cause in rule.Take(listed))
            {
                WriteCause(cause);
            }

            if (rule.Skip(listed).ToList() is { Count: > 0 } rest)
            {
                page.Indented($"and {Text.Count(rest.Sum(cause => cause.Occurrences.Count), "more finding")} of {rule.Key.Rule.Id} with fixes of their own (--verbose lists all)", 2, ConsolePage.Faint);
                page.Blank();
            }
        }

        WriteUndecided(checks);
        WriteWaived(checks);
    }

    private void WriteCause(Cause cause)
    {
        var isInferred = cause.Occurrences.Any(occurrence => occurrence.Finding.Certainty == Certainty.Inferred);
        var kind = $"{(context.Baseline is null ? string.Empty : "NEW ")}{cause.Severity.ToText().ToUpperInvariant()}{(isInferred ? " (inferred)" : string.Empty)}";
        page.Lead((kind, ConsolePage.Of(cause.Severity)), (cause.Rule.Id, ConsolePage.Strong));
        var messages = cause.Messages.ToList();
        if (messages is [var only] && (!namesPlaces || cause.Places.Describe(hasTargets) is ("cluster" or "configuration", [])))
        {
            page.Rest(only.Key, Style.Plain);
        }
        else
        {
            page.RestNames(namesPlaces ? cause.Places.Describe(hasTargets) : (string.Empty, []), context.IsVerbose);
            WriteMessages(cause, messages);
        }

        if (SourceLines.Of(cause, context.IsVerbose ? int.MaxValue : MostMessages) is { } lines)
        {
            page.Labelled("at", lines, Style.Plain);
        }

        if (IsToldInFull(cause) && _said.Add(cause.Rule.Id))
        {
            page.Labelled("why", cause.Rule.Why, ConsolePage.Faint);
        }

        if (IsToldInFull(cause))
        {
            WriteEvidence(cause);
        }

        if (isInferred && (context.IsVerbose || (IsToldInFull(cause) && cause.Rule.IsSetInCode)))
        {
            page.Labelled("note", ReportWords.Inferred(cause.Rule), ConsolePage.Faint);
        }

        WriteFix(cause.Fix);
        page.Blank();
    }

    // Of hints what to change is enough for the first reading.
    private bool IsToldInFull(Cause cause) => context.IsVerbose || cause.Severity > Severity.Info;

    private void WriteMessages(Cause cause, List<IGrouping<string, Occurrence>> messages)
    {
        var shown = context.IsVerbose ? messages.Count : MostMessages;
        foreach (var message in messages.Take(shown))
        {
            var places = Places.Of(message.Select(occurrence => (occurrence.Located, (Finding?)occurrence.Finding)));
            var where = messages.Count > 1 && cause.Places.Count > 1 && places.Describe(hasTargets) is (_, [var first, ..] names) ? $"{first}{(names.Count > 1 ? $" and {names.Count - 1} more" : string.Empty)}: " : string.Empty;
            var worst = message.Max(occurrence => occurrence.Finding.Severity);
            page.Indented($"{where}{(worst < cause.Severity ? $"({worst.ToText()}) " : string.Empty)}{message.Key}", 2, Style.Plain);
        }

        if (messages.Count > shown)
        {
            page.Indented($"and {messages.Count - shown} more alike (--verbose lists all)", 2, ConsolePage.Faint);
        }
    }

    private void WriteEvidence(Cause cause)
    {
        // One of them stands for the others.
        var evidence = (context.IsVerbose ? cause.Occurrences.SelectMany(occurrence => occurrence.Finding.Evidence).Distinct() : cause.Occurrences[0].Finding.Evidence.Take(MostEvidence)).ToList();
        foreach (var answer in evidence.GroupBy(PlaceOf))
        {
            page.Labelled("seen", $"{answer.Key}: {string.Join(", ", answer.Select(seen => $"{seen.Field} = {seen.Value}{(seen.Authority == Authority.ClientDefault ? " (read by clients: a hint)" : string.Empty)}"))}", ConsolePage.Faint);
        }
    }

    // The verb is the same everywhere, and lines are short.
    private static string PlaceOf(Evidence seen) => seen.Path.StartsWith('/') && seen.Location is null ? seen.Path : seen.Place;

    private void WriteFix(string fix)
    {
        var parts = FixText.Parts(fix);
        var label = "fix";
        for (var index = 0; index < parts.Count; index++)
        {
            // What leads to a code is needed each time; what follows the last one is a remark.
            var isRemark = index > 0 && index == parts.Count - 1;
            if (parts[index].Language is not null)
            {
                parts[index].Lines.ToList().ForEach(line => page.Code(line, CodeColumn));
                continue;
            }

            foreach (var sentence in parts[index].Lines.Where(sentence => !isRemark || _said.Add(sentence)))
            {
                page.Labelled(label, sentence, ConsolePage.Fix, ProseColumn);
                label = string.Empty;
            }
        }
    }

    private void WriteUndecided(IReadOnlyList<LocatedCheck> checks)
    {
        var groups = UndecidedGroup.Of(checks, context);
        foreach (var group in groups.Where(group => group.Reason is not null || context.IsVerbose))
        {
            var why = group.Reason switch
            {
                UnknownReason.NeedsHistory when group.Message is null => "takes more than one look, as watch and series of recordings have",
                _ => group.Message,
            };
            page.Columns((group.Reason is null ? "in part" : "unknown", 10, group.Reason is null ? ConsolePage.Faint : new Style(Color.Fuchsia)), ($"{RulesOf(group.Rules)}: {why}", 0, Style.Plain));
        }

        // What passed as far as it could be seen is no reason to act.
        if (!context.IsVerbose && groups.Where(group => group.Reason is null).SelectMany(group => group.Checks).ToList() is { Count: > 0 } inPart)
        {
            var rules = new UndecidedGroup(null, null, inPart).Rules;
            page.Columns(("in part", 10, ConsolePage.Faint), ($"{RulesOf(rules)}: passed, and a part can't be seen (--verbose says which)", 0, ConsolePage.Faint));
        }

        if (groups.Count > 0 && !namesPlaces)
        {
            page.Blank();
        }
    }

    // Rules that are undecided in equally many places share one remark on them.
    private string RulesOf(IEnumerable<(RuleDescriptor Rule, Places Places)> rules) =>
        string.Join(", ", rules.GroupBy(rule => WhereOf(rule.Places)).Select(group => string.Join(", ", group.Select(rule => rule.Rule.Id)) + group.Key));

    private void WriteWaived(IReadOnlyList<LocatedCheck> checks)
    {
        var groups = WaivedGroup.Of(checks, context);
        foreach (var group in groups)
        {
            page.Columns(
                ("waived", 10, ConsolePage.Faint),
                ($"{group.Severity.ToText()} {group.Rule.Id}{WhereOf(group.Places)}, until {ReportWords.ToText(group.Waiver.Expires)} by {group.Waiver.Owner}: {group.Waiver.Reason}", 0, Style.Plain));
        }

        if (groups.Count > 0 && !namesPlaces)
        {
            page.Blank();
        }
    }

    private string WhereOf(Places places) => places.Describe(hasTargets) switch
    {
        _ when !namesPlaces => string.Empty,
        ("cluster" or "configuration", _) => string.Empty,
        ("job", [var name]) => $" ({name})",
        var (what, _) => $" ({what})",
    };
}
