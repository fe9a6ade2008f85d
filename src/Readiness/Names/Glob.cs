using System.Text;

namespace FlinkReady.Readiness.Names;

/// <summary>
/// A pattern over a whole name: <c>*</c> any text, <c>?</c> any one character, case-sensitive, linear memory. A backslash before <c>*</c>,
/// <c>?</c> or a backslash makes that character stand for itself; before any other, and at the end, it is a character like others.
/// Compared by its text.
/// </summary>
public sealed class Glob : IEquatable<Glob>
{
    private const int AnyText = -1;
    private const int AnyCharacter = -2;

    private readonly string _pattern;
    private readonly int[] _units;
    private readonly string _text;
    private readonly Shape _shape;

    /// <summary>A pattern; every text is one.</summary>
    public Glob(string pattern)
    {
        _pattern = pattern;
        var units = UnitsOf(pattern);
        _shape = ShapeOf(units);
        _text = LongestText(units);
        _units = _shape == Shape.Other ? units : [];
    }

    // What people write is one of these but for a few; they compare as fast as text does.
    private enum Shape
    {
        Exact,
        Prefix,
        Suffix,
        Part,
        Any,
        Other,
    }

    /// <summary>Matches everything.</summary>
    public static Glob Any { get; } = new("*");

    /// <summary>The one name that it matches; null where it has a wildcard.</summary>
    public string? OnlyName => _shape == Shape.Exact ? _text : null;

    /// <summary>The pattern that matches <paramref name="name"/> and nothing else.</summary>
    public static string Escape(string name)
    {
        if (!name.AsSpan().ContainsAny('*', '?', '\\'))
        {
            return name;
        }

        var pattern = new StringBuilder(name.Length + 8);
        foreach (var character in name)
        {
            _ = IsSpecial(character) ? pattern.Append('\\').Append(character) : pattern.Append(character);
        }

        return pattern.ToString();
    }

    /// <summary>True where the whole of <paramref name="name"/> matches.</summary>
    public bool IsMatch(string name) => _shape switch
    {
        Shape.Exact => string.Equals(name, _text, StringComparison.Ordinal),
        Shape.Prefix => name.StartsWith(_text, StringComparison.Ordinal),
        Shape.Suffix => name.EndsWith(_text, StringComparison.Ordinal),
        Shape.Part => name.Contains(_text, StringComparison.Ordinal),
        Shape.Any => true,

        // Most names lack most of the pattern's text, which is found out far sooner than that they don't match.
        _ => name.Contains(_text, StringComparison.Ordinal) && IsMatchOfAnyShape(name),
    };

    /// <inheritdoc/>
    public bool Equals(Glob? other) => other is not null && _pattern == other._pattern;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Glob);

    /// <inheritdoc/>
    public override int GetHashCode() => _pattern.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => _pattern;

    private static bool IsSpecial(char character) => character is '*' or '?' or '\\';

    private static int[] UnitsOf(string pattern)
    {
        var units = new List<int>(pattern.Length);
        for (var index = 0; index < pattern.Length; index++)
        {
            var character = pattern[index];
            if (character == '\\' && index + 1 < pattern.Length && IsSpecial(pattern[index + 1]))
            {
                units.Add(pattern[++index]);
            }
            else
            {
                units.Add(character switch { '*' => AnyText, '?' => AnyCharacter, _ => character });
            }
        }

        return [.. units];
    }

    private static Shape ShapeOf(ReadOnlySpan<int> units)
    {
        var text = units.Trim(AnyText);
        if (text.ContainsAny(AnyText, AnyCharacter))
        {
            return Shape.Other;
        }

        return (units.StartsWith([AnyText]), units.EndsWith([AnyText])) switch
        {
            (true, true) => text.Length == 0 ? Shape.Any : Shape.Part,
            (true, false) => Shape.Suffix,
            (false, true) => Shape.Prefix,
            _ => Shape.Exact,
        };
    }

    // The longest run of characters between wildcards; of all shapes but one there is no other.
    private static string LongestText(ReadOnlySpan<int> units)
    {
        ReadOnlySpan<int> longest = [];
        while (!units.IsEmpty)
        {
            var end = units.IndexOfAny(AnyText, AnyCharacter);
            var run = end < 0 ? units : units[..end];
            longest = run.Length > longest.Length ? run : longest;
            units = end < 0 ? [] : units[(end + 1)..];
        }

        var text = new StringBuilder(longest.Length);
        foreach (var unit in longest)
        {
            text.Append((char)unit);
        }

        return text.ToString();
    }

    private bool IsMatchOfAnyShape(string name)
    {
        // Greedy with one point of return: the last star is the only one that ever has to give way.
        int at = 0, pattern = 0, star = -1, resume = 0;
        while (at < name.Length)
        {
            if (pattern < _units.Length && (_units[pattern] == AnyCharacter || _units[pattern] == name[at]))
            {
                pattern++;
                at++;
            }
            else if (pattern < _units.Length && _units[pattern] == AnyText)
            {
                star = pattern++;
                resume = at;
            }
            else if (star >= 0)
            {
                pattern = star + 1;
                at = ++resume;
            }
            else
            {
                return false;
            }
        }

        while (pattern < _units.Length && _units[pattern] == AnyText)
        {
            pattern++;
        }

        return pattern == _units.Length;
    }
}
