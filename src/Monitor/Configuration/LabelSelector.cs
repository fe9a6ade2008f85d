using System.Text.RegularExpressions;
using FlinkReady.FlinkClient.Collections;

namespace FlinkReady.Monitor.Configuration;

/// <summary>A selector of resources by their labels, in the words of Kubernetes: <c>app=flink,tier in (a,b),!legacy</c>. Immutable.</summary>
internal sealed partial record LabelSelector
{
    private LabelSelector(string text, EquatableList<Requirement> requirements)
    {
        Text = text;
        Requirements = requirements;
    }

    /// <summary>As it was written.</summary>
    public string Text { get; }

    private EquatableList<Requirement> Requirements { get; }

    /// <summary>Reads one; null where the text is none.</summary>
    public static LabelSelector? Parse(string text)
    {
        var requirements = new List<Requirement>();
        for (var rest = text; ;)
        {
            if (Form().Match(rest) is not { Success: true } match)
            {
                return null;
            }

            requirements.Add(Of(match));
            rest = rest[match.Length..];
            if (rest.Length == 0)
            {
                return new LabelSelector(text, [.. requirements]);
            }

            if (rest[0] != ',')
            {
                return null;
            }

            rest = rest[1..];
        }
    }

    /// <summary>True where the labels meet every requirement.</summary>
    /// <param name="label">A label's value by its name, null where there is none.</param>
    public bool IsMatch(Func<string, string?> label) => Requirements.All(requirement => requirement.IsMet(label(requirement.Key)));

    private static Requirement Of(Match match)
    {
        var key = match.Groups["key"].Value;
        var (operation, negation) = (match.Groups["op"].Value, match.Groups["not"].Success);
        return operation switch
        {
            "" => new Requirement(key, null, negation),
            "in" or "notin" => new Requirement(key, [.. match.Groups["values"].Value.Split(',').Select(static value => value.Trim())], operation == "notin"),
            _ => new Requirement(key, [match.Groups["value"].Value], operation == "!="),
        };
    }

    [GeneratedRegex(
        @"\A\s*(?:(?<not>!)\s*(?<key>[\w./-]+)|(?<key>[\w./-]+)\s+(?<op>in|notin)\s*\((?<values>[\w.,\s-]*)\)|(?<key>[\w./-]+)\s*(?<op>!=|==?)\s*(?<value>[\w.-]*)|(?<key>[\w./-]+))\s*(?=,|\z)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();

    // Without values it asks whether the label is there. A label that is missing is none of the values.
    private sealed record Requirement(string Key, EquatableList<string>? Values, bool IsNegated)
    {
        public bool IsMet(string? value) => (Values is null ? value is not null : value is not null && Values.Contains(value)) != IsNegated;
    }
}
