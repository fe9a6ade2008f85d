namespace FlinkReady.Readiness.Policies;

/// <summary>A pattern over a whole name: <c>*</c> any text, <c>?</c> any one character, case-sensitive, linear memory.</summary>
public sealed class Glob
{
    private readonly string _pattern;

    /// <summary>A pattern; every text is one.</summary>
    public Glob(string pattern) => _pattern = pattern;

    /// <summary>Matches everything.</summary>
    public static Glob Any { get; } = new("*");

    /// <summary>True where the whole of <paramref name="name"/> matches.</summary>
    public bool IsMatch(string name)
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

    /// <inheritdoc/>
    public override string ToString() => _pattern;
}
