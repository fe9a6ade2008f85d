using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.OperatorIds.Graphs;
using FlinkReady.Readiness.OperatorIds.Hashing;
using FlinkReady.Readiness.OperatorIds.Knowledge;
using FlinkReady.Readiness.OperatorIds.Proofs;
using FlinkReady.Readiness.OperatorIds.Uids;

namespace FlinkReady.Readiness.OperatorIds.Searches;

/// <summary>
/// Finds the texts of heads' uids: an id that is the hash of a known text proves that this text is the uid. Every guess is held against all ids at once, so
/// uids that are made of another operator's name are found too, and what is found tells how others are made.
/// </summary>
internal sealed class HeadTextSearch(KnownIds known)
{
    /// <summary>Numbers that are tried behind each text before any is found; those that follow are tried where one is.</summary>
    private const int FirstNumbers = 3;

    private const int LeastWords = 16;
    private const int MostWords = 1024;

    private readonly Dictionary<OperatorHash, Vertex> _open = [];
    private readonly List<string> _found = [];
    private readonly char[] _buffer = new char[UidGuesses.BufferLength];
    private ulong[] _bits = [];

    /// <summary>Tries all texts on the heads that are undecided.</summary>
    public void Run()
    {
        _open.EnsureCapacity(known.Graph.Vertices.Length);
        foreach (var vertex in known.Graph.Vertices)
        {
            if (vertex is { HasId: true, IsDecided: false })
            {
                _open.TryAdd(vertex.Id, vertex);
            }
        }

        TryKnown();
        if (_open.Count > 0)
        {
            MarkOpen();
            TryGuesses();
        }
    }

    /// <summary>The texts that need no guessing: those that are declared, and short ones, which the id itself tells.</summary>
    private void TryKnown()
    {
        foreach (var id in _open.Keys.ToArray())
        {
            if (known.Texts.Find(id) is { } declared)
            {
                Settle(declared);
            }
            else if (ShortUid.TryRecover(id, out var text))
            {
                Settle(new UidText(text, id, UidSource.Guess));
            }
        }
    }

    private void MarkOpen()
    {
        var words = LeastWords;
        while (words < MostWords && words < _open.Count)
        {
            words *= 2;
        }

        _bits = new ulong[words];
        foreach (var id in _open.Keys)
        {
            _bits[id.Low / 64 & (ulong)(words - 1)] |= 1UL << (int)(id.Low % 64);
        }
    }

    private void TryGuesses()
    {
        foreach (var (key, operators) in known.Habits.Names)
        {
            TryName(key, operators);
        }

        foreach (var row in known.Habits.MadeUids)
        {
            TryRow(row);
        }

        for (var known = -1; known < _found.Count && _open.Count > 0;)
        {
            for (known = Math.Max(known, 0); known < _found.Count; known++)
            {
                TryParts(_found[known]);
            }

            TryNumbers();
        }
    }

    private void TryName((string Name, UidPattern Pattern) key, int operators)
    {
        var guesses = new UidGuesses(key.Name, key.Pattern, known.Habits.WaysFor(key), _buffer);
        while (_open.Count > 0 && guesses.MoveNext())
        {
            var open = _open.Count;
            Try(guesses.Text);
            for (var number = 2; number <= Math.Min(operators, FirstNumbers); number++)
            {
                Try(guesses.Numbered(number));
            }

            if (_open.Count < open)
            {
                known.Habits.LearnWay(key.Name, guesses.Form);
            }
        }
    }

    /// <summary>Tries what Flink makes of a uid that was found, where it is a sink's.</summary>
    private void TryParts(string uid)
    {
        foreach (var pattern in UidPattern.All)
        {
            Try(pattern.Apply(uid, _buffer));
        }
    }

    private void TryNumbers()
    {
        foreach (var row in known.Habits.Rows())
        {
            TryRow(row);
        }

        foreach (var key in known.Habits.Names.Keys)
        {
            foreach (var row in known.Habits.SeldomRowsFor(key))
            {
                TryRow(row);
            }
        }
    }

    private void TryRow(UidRow row)
    {
        for (var index = 0; index < row.Lows.Length; index++)
        {
            if (MayBeOpen(row.Lows[index]) && _open.ContainsKey(row.HashOf(index)))
            {
                Settle(row[index]);
            }
        }
    }

    private void Try(ReadOnlySpan<char> text)
    {
        var hash = Murmur3.OfText(text);
        if (MayBeOpen(hash.Low) && _open.ContainsKey(hash))
        {
            Settle(new UidText(text.ToString(), hash, UidSource.Guess));
        }
    }

    private bool MayBeOpen(ulong low) => (_bits[low / 64 & (ulong)(_bits.Length - 1)] & 1UL << (int)(low % 64)) != 0;

    private void Settle(UidText text)
    {
        if (!_open.Remove(text.Hash, out var vertex))
        {
            return;
        }

        vertex.Head.Verdict = UidVerdict.Declared;
        vertex.Head.Uid = text.Text;
        vertex.Head.Source = text.Source;
        vertex.Head.Proof = new DeclaredProof(vertex.IdText, text.Source);
        if (known.Habits.Learn(text.Text))
        {
            _found.Add(text.Text);
        }
    }
}
