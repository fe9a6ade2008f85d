namespace FlinkReady.Readiness.OperatorIds;

/// <summary>
/// Finds the texts of heads' uids: an id that is the hash of a known text proves that this text is the uid. Every guess is held against all ids at once, so
/// uids that are made of another operator's name are found too, and what is found tells how others are made.
/// </summary>
internal sealed class HeadTextSearch(Resolver resolver)
{
    /// <summary>Numbers that are tried behind each text before any is found; those that follow are tried where one is.</summary>
    private const int FirstNumbers = 3;

    private const int Words = 1024;

    private readonly Dictionary<OperatorHash, Vertex> _open = [];
    private readonly ulong[] _bits = new ulong[Words];
    private readonly HashSet<string> _tried = [];
    private readonly List<string> _found = [];

    /// <summary>Tries all texts on the heads that are undecided.</summary>
    public void Run()
    {
        foreach (var vertex in resolver.Graph.Vertices)
        {
            if (vertex is { HasId: true, IsDecided: false } && _open.TryAdd(vertex.Id, vertex))
            {
                _bits[vertex.Id.Low / 64 % Words] |= 1UL << (int)(vertex.Id.Low % 64);
            }
        }

        foreach (var id in _open.Keys.ToArray())
        {
            if (resolver.Texts.Find(id) is { } declared)
            {
                Settle(declared);
            }
            else if (ShortUid.TryRecover(id, out var text))
            {
                Settle(new UidText(text, id, UidSource.Guess));
            }
        }

        foreach (var ((name, pattern), operators) in resolver.Habits.Names)
        {
            TryName(name, pattern, operators);
        }

        foreach (var text in resolver.Habits.SqlTexts)
        {
            Try(text);
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

    private void TryName(string name, string pattern, int operators)
    {
        foreach (var form in resolver.Habits.FormsOf(name))
        {
            if (_open.Count == 0 || !_tried.Add(UidPatterns.Apply(pattern, form)))
            {
                continue;
            }

            var open = _open.Count;
            Try(UidPatterns.Apply(pattern, form));
            for (var number = 2; number <= Math.Min(operators, FirstNumbers); number++)
            {
                Try(UidPatterns.Apply(pattern, $"{form}-{number}"));
            }

            if (_open.Count < open)
            {
                resolver.Habits.LearnWay(name, form);
            }
        }
    }

    /// <summary>Tries what Flink makes of a uid that was found, where it is a sink's.</summary>
    private void TryParts(string uid)
    {
        foreach (var pattern in UidPatterns.All)
        {
            Try(UidPatterns.Apply(pattern, uid));
        }
    }

    private void TryNumbers()
    {
        foreach (var row in resolver.Habits.Rows())
        {
            TryRow(row);
        }

        foreach (var ((name, _), operators) in resolver.Habits.Names)
        {
            foreach (var row in resolver.Habits.RowsFor(name, operators))
            {
                TryRow(row);
            }
        }
    }

    private void TryRow(UidRow row)
    {
        for (var number = 0; number < row.Lows.Length; number++)
        {
            if (MayBeOpen(row.Lows[number]) && _open.ContainsKey(row.HashOf(number)))
            {
                Settle(row[number]);
            }
        }
    }

    private void Try(string text)
    {
        var hash = Murmur3.OfText(text);
        if (MayBeOpen(hash.Low))
        {
            Settle(new UidText(text, hash, UidSource.Guess));
        }
    }

    private bool MayBeOpen(ulong low) => (_bits[low / 64 % Words] & 1UL << (int)(low % 64)) != 0;

    private void Settle(UidText text)
    {
        if (!_open.Remove(text.Hash, out var vertex))
        {
            return;
        }

        vertex.Head.Verdict = UidVerdict.Declared;
        vertex.Head.Uid = text.Text;
        vertex.Head.Source = text.Source;
        vertex.Head.Proof = ProofTexts.Declared(vertex.Id, text);
        vertex.NeverWaits = true;
        if (resolver.Habits.Learn(text.Text))
        {
            _found.Add(text.Text);
        }
    }
}
