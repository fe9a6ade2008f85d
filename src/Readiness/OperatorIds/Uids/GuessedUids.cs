using FlinkReady.Readiness.OperatorIds.Hashing;

namespace FlinkReady.Readiness.OperatorIds.Uids;

/// <summary>The texts that one operator's name may have become.</summary>
internal sealed class GuessedUids : UidRow
{
    private readonly string _name;
    private readonly UidPattern _pattern;
    private readonly List<(int Start, int Way)> _ways = [];

    /// <summary>Hashes the texts.</summary>
    /// <param name="name">The name, without what Flink adds to that of a sink's part.</param>
    /// <param name="pattern">What Flink makes of a uid for this part of a sink.</param>
    /// <param name="ways">The ways to make a uid of a name that are tried; null for all.</param>
    public GuessedUids(string name, UidPattern pattern, UidWays? ways)
    {
        _name = name;
        _pattern = pattern;
        var hashes = new List<OperatorHash>();
        var guesses = new UidGuesses(name, pattern, ways, stackalloc char[UidGuesses.BufferLength]);
        while (guesses.MoveNext())
        {
            var hash = Murmur3.OfText(guesses.Text);
            if (!hashes.Contains(hash))
            {
                hashes.Add(hash);
                _ways.Add((guesses.Start, guesses.Way));
            }
        }

        Fill([.. hashes]);
    }

    /// <inheritdoc/>
    protected override string TextOf(int index)
    {
        var (start, way) = _ways[index];
        return _pattern.Apply(UidGuesses.Spell(_name, start, way));
    }
}
