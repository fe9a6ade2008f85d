using System.Text;

namespace FlinkReady.Readiness.OperatorIds;

/// <summary>
/// The texts that people make a uid of, given an operator's name: the name, a slug of it, with an ending. A guess costs one hash and counts only where that
/// equals an id, so there may be many.
/// </summary>
internal static class UidForms
{
    private const int LongestName = 512;
    private static readonly string[] _prefixes = ["Source: ", "Sink: "];
    private static readonly string[] _endings = ["uid", "id", "op", "operator", "source", "sink"];

    /// <summary>
    /// What is left of an operator's name without what Flink adds to it: the parts of a sink are named after the sink, and so are their uids. The second is
    /// how the uid of this part is made of the sink's, with the sink's in the place of <c>{0}</c>.
    /// </summary>
    public static (string Name, string Pattern) BaseOf(Operator one)
    {
        var name = one.IsHead ? VertexReading.WithoutChainedSources(one.Name) : one.Name;
        return TryCut(name, ": Committer", out var sink) ? (sink, UidPatterns.Committer)
            : TryCut(name, ": Global Committer", out sink) ? (sink, UidPatterns.GlobalCommitter)
            : TryCut(name, ": Writer", out sink) ? (sink, UidPatterns.Plain)
            : (name, UidPatterns.Plain);
    }

    /// <summary>The texts that a name may have become, each once, and the same number of them for no two habits: the index tells the habit.</summary>
    public static IReadOnlyList<string> Of(string name)
    {
        var forms = new List<string>();
        if (name.Length is 0 or > LongestName)
        {
            return forms;
        }

        AddForms(forms, name);
        foreach (var prefix in _prefixes)
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal))
            {
                AddForms(forms, name[prefix.Length..]);
            }
        }

        return forms;
    }

    private static void AddForms(List<string> forms, string name)
    {
        var kebab = Slug(name, '-');
        var snake = Slug(name, '_');
        var camel = Camel(name);
        forms.Add(name);
        forms.Add(name.ToLowerInvariant());
        forms.Add(kebab);
        forms.Add(snake);
        forms.Add(camel);
        foreach (var ending in _endings)
        {
            forms.Add($"{kebab}-{ending}");
            forms.Add($"{snake}_{ending}");
            forms.Add($"{camel}{char.ToUpperInvariant(ending[0])}{ending[1..]}");
            forms.Add($"{name}-{ending}");
        }
    }

    private static bool TryCut(string name, string end, out string start)
    {
        start = name.EndsWith(end, StringComparison.Ordinal) ? name[..^end.Length] : "";
        return start.Length > 0;
    }

    private static string Slug(string name, char separator)
    {
        var slug = new StringBuilder(name.Length);
        foreach (var character in name)
        {
            if (char.IsLetterOrDigit(character))
            {
                slug.Append(char.ToLowerInvariant(character));
            }
            else if (slug.Length > 0 && slug[^1] != separator)
            {
                slug.Append(separator);
            }
        }

        return slug.ToString().TrimEnd(separator);
    }

    private static string Camel(string name)
    {
        var words = Slug(name, ' ').Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return string.Concat(words.Select((word, index) => index == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));
    }
}
