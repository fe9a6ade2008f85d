using System.Text;

namespace FlinkReady.Readiness.OperatorIds;

/// <summary>Guesses a uid from an operator's name. A guess costs one hash and counts only where that equals an id, so there may be many.</summary>
internal static class UidGuesses
{
    private const int LongestName = 512;
    private static readonly string[] _prefixes = ["Source: ", "Sink: ", ""];
    private static readonly string[] _suffixes = ["", "-uid", "-id", "_uid", "_id"];

    /// <summary>The guesses for an operator, some perhaps twice.</summary>
    public static IEnumerable<string> For(Operator one)
    {
        var name = one.IsHead ? VertexReading.WithoutChainedSources(one.Name) : one.Name;
        if (name.Length is 0 or > LongestName)
        {
            return [];
        }

        return name switch
        {
            _ when TryCut(name, ": Committer", out var sink) => Of(sink).Select(text => $"Sink Committer: {text}"),
            _ when TryCut(name, ": Global Committer", out var sink) => Of(sink).Select(text => $"Sink {text} Global Committer"),
            _ when TryCut(name, ": Writer", out var sink) => Of(sink),
            _ => Of(name),
        };
    }

    private static IEnumerable<string> Of(string name)
    {
        foreach (var prefix in _prefixes)
        {
            if (!name.StartsWith(prefix, StringComparison.Ordinal))
            {
                continue;
            }

            var bare = name[prefix.Length..];
            foreach (var form in (string[])[bare, bare.ToLowerInvariant(), Slug(bare, '-'), Slug(bare, '_'), Camel(bare)])
            {
                foreach (var suffix in _suffixes)
                {
                    yield return form + suffix;
                }
            }
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
