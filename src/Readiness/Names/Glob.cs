namespace FlinkReady.Readiness.Names;

/// <summary>A pattern over a whole name: <c>*</c> any text, <c>?</c> any one character, case-sensitive, linear memory. Compared by its text.</summary>
public sealed class Glob : IEquatable<Glob>
{
    private readonly string _pattern;
    private readonly string _text;
    private readonly string _longest;
    private readonly Shape _shape;

    /// <summary>A pattern; every text is one.</summary>
    public Glob(string pattern)
    {
        _pattern = pattern;
        _text = pattern.Trim('*');
        _longest = pattern.Split(['*', '?']).MaxBy(part => part.Length)!;
        _shape = ShapeOf(pattern, _text);
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

    /// <summary>True where the whole of <paramref name="name"/> matches.</summary>
    public bool IsMatch(string name) => _shape switch
    {
        Shape.Exact => string.Equals(name, _text, StringComparison.Ordinal),
        Shape.Prefix => name.StartsWith(_text, StringComparison.Ordinal),
        Shape.Suffix => name.EndsWith(_text, StringComparison.Ordinal),
        Shape.Part => name.Contains(_text, StringComparison.Ordinal),
        Shape.Any => true,

        // Most names lack most of the pattern's text, which is found out far sooner than that they don't match.
        _ => name.Contains(_longest, StringComparison.Ordinal) && IsMatchOfAnyShape(name),
    };

    /// <inheritdoc/>
    public bool Equals(Glob? other) => other is not null && _pattern == other._pattern;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Glob);

    /// <inheritdoc/>
    public override int GetHashCode() => _pattern.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => _pattern;

    private static Shape ShapeOf(string pattern, string text)
    {
        if (text.AsSpan().ContainsAny('*', '?'))
        {
            return Shape.Other;
        }

        return (pattern.StartsWith('*'), pattern.EndsWith('*')) switch
        {
            (true, true) => text.Length == 0 ? Shape.Any : Shape.Part,
            (true, false) => Shape.Suffix,
            (false, true) => Shape.Prefix,
            _ => Shape.Exact,
        };
    }

    private bool IsMatchOfAnyShape(string name)
    {
        // Greedy with one point of return: the last star is the only one that ever has to give way.
        int at = 0, pattern = 0, star = -1, resume = 0;
        while (at < name.Length)
        {
            if (pattern < _pattern.Length && (_pattern[pattern] == '?' || (_pattern[pattern] != '*' && _pattern[pattern] == name[at])))
            {
                pattern++;
                at++;
            }
            else if (pattern < _pattern.Length && _pattern[pattern] == '*')
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

        while (pattern < _pattern.Length && _pattern[pattern] == '*')
        {
            pattern++;
        }

        return pattern == _pattern.Length;
    }
}
