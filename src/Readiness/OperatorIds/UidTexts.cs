namespace FlinkReady.Readiness.OperatorIds;

/// <summary>The texts that an operator's uid may be: the declared ones, and guesses from its name and from how Flink and connectors build uids.</summary>
internal sealed class UidTexts
{
    private readonly Dictionary<OperatorHash, UidText> _declared = [];
    private readonly Dictionary<Operator, List<UidText>> _guesses = [];

    public UidTexts(IReadOnlyList<string> declared)
    {
        foreach (var text in declared)
        {
            foreach (var form in (string[])[text, $"Sink Committer: {text}", $"Sink {text} Global Committer"])
            {
                var hash = Murmur3.OfText(form);
                _declared.TryAdd(hash, new UidText(form, hash, UidSource.List));
            }
        }
    }

    /// <summary>The declared texts, and what Flink makes of them for the parts of a sink.</summary>
    public IReadOnlyCollection<UidText> Declared => _declared.Values;

    /// <summary>The text with this hash, among the declared ones and the guesses for this operator; null where none has it.</summary>
    public UidText? Find(Operator one, OperatorHash hash)
    {
        if (_declared.TryGetValue(hash, out var declared))
        {
            return declared;
        }

        foreach (var guess in For(one))
        {
            if (guess.Hash == hash)
            {
                return guess;
            }
        }

        return ShortUid.TryRecover(hash, out var text) ? new UidText(text, hash, UidSource.Guess) : null;
    }

    /// <summary>The guesses for one operator.</summary>
    public IReadOnlyList<UidText> For(Operator one)
    {
        if (!_guesses.TryGetValue(one, out var guesses))
        {
            _guesses[one] = guesses = [.. UidGuesses.For(one).Distinct(StringComparer.Ordinal).Select(text => new UidText(text, Murmur3.OfText(text), UidSource.Guess))];
        }

        return guesses;
    }
}
