using System.Text.RegularExpressions;
using FlinkReady.Monitor.Configuration.Schema;
using FlinkReady.Monitor.Configuration.Yaml;

namespace FlinkReady.Monitor.Configuration.Keys;

/// <summary>
/// What stands in a template for the name and the namespace of a resource. As it is read, a template's <c>{name}</c> becomes a word that hosts, paths and
/// patterns may have: each of its values passes the check that it has to pass in a target.
/// </summary>
internal static partial class Placeholders
{
    /// <summary>The template with marks in its values; those that stand for nothing are noted.</summary>
    public static MapNode Mark(MapNode template, ReadContext context) => (MapNode)Mark((Node)template, context);

    private static Node Mark(Node node, ReadContext context) => node switch
    {
        MapNode map => map with { Entries = [.. map.Entries.Select(entry => entry with { Value = Mark(entry.Value, context) })] },
        ListNode list => list with { Items = [.. list.Items.Select(item => Mark(item, context))] },
        ScalarNode scalar => Mark(scalar, context),
        _ => node,
    };

    private static ScalarNode Mark(ScalarNode scalar, ReadContext context)
    {
        if (!scalar.Text.Contains('{', StringComparison.Ordinal))
        {
            return scalar;
        }

        foreach (var unknown in Braces().Matches(scalar.Text).Select(static match => match.Value).Where(static braces => braces is not (TemplateMarks.Name or TemplateMarks.Namespace)).Distinct())
        {
            context.Add(scalar, $"{unknown} stands for nothing: there are {TemplateMarks.Name} and {TemplateMarks.Namespace}");
        }

        return scalar with { Text = TemplateMarks.Mark(scalar.Text) };
    }

    // A header may hold JSON.
    [GeneratedRegex(@"\{[\w.\- ]*\}", RegexOptions.CultureInvariant)]
    private static partial Regex Braces();
}
