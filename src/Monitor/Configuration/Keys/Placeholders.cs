using System.Text.RegularExpressions;
using FlinkReady.Monitor.Configuration.Schema;
using FlinkReady.Monitor.Configuration.Yaml;

namespace FlinkReady.Monitor.Configuration.Keys;

/// <summary>What stands in a template for the name and the namespace of a resource.</summary>
internal static partial class Placeholders
{
    private const string Name = "{name}";
    private const string Namespace = "{namespace}";

    /// <summary>A text for a resource.</summary>
    public static string Fill(string text, string ns, string name) =>
        text.Replace(Namespace, ns, StringComparison.Ordinal).Replace(Name, name, StringComparison.Ordinal);

    /// <summary>Notes those that stand for nothing.</summary>
    public static TargetDraft Check(TargetDraft draft, MapNode written, ReadContext context)
    {
        var texts = draft.Definition.Labels.Select(static label => label.Value).Append(draft.Definition.Connection.Tls.ServerName);
        foreach (var unknown in texts.OfType<string>().SelectMany(static text => Braces().Matches(text)).Select(static match => match.Value).Where(static braces => braces is not (Name or Namespace)).Distinct())
        {
            context.Add(written, $"{unknown} stands for nothing: there are {Name} and {Namespace}");
        }

        return draft;
    }

    [GeneratedRegex(@"\{[^{}]*\}", RegexOptions.CultureInvariant)]
    private static partial Regex Braces();
}
