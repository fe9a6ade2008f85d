using System.Globalization;
using System.Text;
using FlinkReady.Monitor.Targets;
using FlinkReady.Readiness.Verdicts;
using static FlinkReady.Monitor.Html.HtmlText;

namespace FlinkReady.Monitor.Web;

/// <summary>Which targets the first page shows: <c>?q=&amp;severity=&amp;label.NAME=&amp;page=</c>.</summary>
/// <param name="Words">Words that a target's name, address or version has all of.</param>
/// <param name="Least">The severity from which on something has to be open; null for all.</param>
/// <param name="Labels">Own labels that a target must have.</param>
/// <param name="Page">The page of the table, from 1 on.</param>
internal sealed record FleetFilter(string Words, Severity? Least, IReadOnlyList<(string Name, string Value)> Labels, int Page)
{
    private const int MostLabels = 6;
    private const string LabelPrefix = "label.";

    /// <summary>Everything.</summary>
    public static FleetFilter None { get; } = new(string.Empty, null, [], 1);

    /// <summary>What an address asks for; what is none is left out.</summary>
    public static FleetFilter Of(IQueryCollection query)
    {
        var words = QueryWords.Of(query);
        return new FleetFilter(
            words.Length > QueryWords.Longest ? words[..QueryWords.Longest] : words,
            Severities.TryParse((string?)query["severity"] ?? string.Empty, out var severity) ? severity : null,
            LabelsOf(query),
            int.TryParse((string?)query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page > 0 ? page : 1);
    }

    /// <summary>The own labels that an address asks for: <c>label.NAME=VALUE</c>.</summary>
    public static IReadOnlyList<(string Name, string Value)> LabelsOf(IQueryCollection query) =>
        [.. query.Where(entry => entry.Key.StartsWith(LabelPrefix, StringComparison.Ordinal) && !string.IsNullOrEmpty(entry.Value)).Select(entry => (entry.Key[LabelPrefix.Length..], entry.Value.ToString()))];

    /// <summary>True where a target is shown.</summary>
    /// <param name="target">The target.</param>
    /// <param name="worst">The severity of the worst that is open of it.</param>
    public bool Fits(TargetView target, Severity? worst) =>
        (Least is null || worst >= Least)
        && Labels.All(label => target.Target.Labels.TryGetValue(label.Name, out var value) && value == label.Value)
        && QueryWords.Split(Words).All(word => (string?[])[target.Target.Name, target.Access.Address, target.State.Current?.FlinkVersion] is var texts
            && texts.Any(text => text?.Contains(word, StringComparison.OrdinalIgnoreCase) == true));

    /// <summary>The address of another page of the table.</summary>
    public string PageAddress(int page)
    {
        var address = new StringBuilder("./?");
        if (Words.Length > 0)
        {
            address.Append($"q={Uri.EscapeDataString(Words)}&");
        }

        if (Least is { } least)
        {
            address.Append($"severity={least.ToText()}&");
        }

        foreach (var (name, value) in Labels)
        {
            address.Append($"{LabelPrefix}{Uri.EscapeDataString(name)}={Uri.EscapeDataString(value)}&");
        }

        return address.Append(CultureInfo.InvariantCulture, $"page={page}").ToString();
    }

    /// <summary>Writes the form.</summary>
    public void Form(StringBuilder html, IEnumerable<TargetView> targets)
    {
        html.Append("<form action=\"./\">");
        QueryWords.Input(html, Words);
        html.Append("<label>At least <select name=\"severity\">");
        foreach (var (value, text) in Severities.WorstFirst.Select(one => (one.ToText(), one.ToText())).Prepend((string.Empty, "any")))
        {
            html.Append($"<option value=\"{value}\"{(value == (Least?.ToText() ?? string.Empty) ? " selected" : string.Empty)}>{text}</option>");
        }

        html.Append("</select></label> ");
        foreach (var name in Labels.Select(label => label.Name).Concat(targets.SelectMany(target => target.Target.Labels.Keys).Order(StringComparer.Ordinal)).Distinct(StringComparer.Ordinal).Take(Math.Max(MostLabels, Labels.Count)))
        {
            html.Append($"<label>{EncodeValue(name)} <input name=\"{LabelPrefix}{EncodeValue(name)}\" value=\"{EncodeValue(Labels.FirstOrDefault(label => label.Name == name).Value)}\"></label> ");
        }

        html.Append("<button>Filter</button></form>\n");
    }
}
