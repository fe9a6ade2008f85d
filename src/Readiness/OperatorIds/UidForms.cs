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

    /// <summary>Number of ways to make a uid of a name.</summary>
    public static int Count { get; } = PlainForms + FormsWithEnding * _endings.Length;

    private const int PlainForms = 5;
    private const int FormsWithEnding = 4;

    /// <summary>The texts that a name may have become in these ways (all where null), with the number of the way.</summary>
    public static IEnumerable<(int Way, string Text)> Of(string name, IReadOnlySet<int>? ways = null)
    {
        if (name.Length is 0 or > LongestName)
        {
            yield break;
        }

        var prefix = Array.Find(_prefixes, one => name.StartsWith(one, StringComparison.Ordinal));
        foreach (var bare in prefix is null ? (string[])[name] : [name, name[prefix.Length..]])
        {
            var forms = new Forms(bare);
            for (var way = 0; way < Count; way++)
            {
                if (ways is null || ways.Contains(way))
                {
                    yield return (way, forms.Make(way));
                }
            }
        }
    }

    /// <summary>The forms of one name, each made when first asked for.</summary>
    private sealed class Forms(string name)
    {
        private string Kebab => field ??= Slug(name, '-');

        private string Snake => field ??= Slug(name, '_');

        private string CamelCase => field ??= Camel(name);

        public string Make(int way)
        {
            if (way < PlainForms)
            {
                return way switch { 0 => name, 1 => name.ToLowerInvariant(), 2 => Kebab, 3 => Snake, _ => CamelCase };
            }

            var ending = _endings[(way - PlainForms) / FormsWithEnding];
            return ((way - PlainForms) % FormsWithEnding) switch
            {
                0 => $"{Kebab}-{ending}",
                1 => $"{Snake}_{ending}",
                2 => $"{CamelCase}{char.ToUpperInvariant(ending[0])}{ending[1..]}",
                _ => $"{name}-{ending}",
            };
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
