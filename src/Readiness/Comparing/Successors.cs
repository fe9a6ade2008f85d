namespace FlinkReady.Readiness.Comparing;

/// <summary>
/// Guesses what operators have become whose ids are gone: among those that are new, one of the same name, or one at the same place in the graph. Goes down
/// from the sources, so that what became of the producers is known.
/// </summary>
internal static class Successors
{
    /// <summary>More pairs than these are not compared: a guess is a help, no verdict.</summary>
    private const long MostPairs = 4_000_000;

    /// <summary>The successor of each operator of the old side that has one, by place.</summary>
    public static Dictionary<int, ComparedOperator> Find(OperatorSet old, OperatorSet fresh)
    {
        var places = Places(fresh);
        var became = new Dictionary<int, int>();
        var free = Enumerable.Range(0, fresh.Operators.Count).ToHashSet();
        for (var i = 0; i < old.Operators.Count; i++)
        {
            if (old.Operators[i].Id is { } id && places.TryGetValue(id, out var same))
            {
                became[i] = same;
                free.Remove(same);
            }
        }

        var gone = Enumerable.Range(0, old.Operators.Count).Where(i => old.Operators[i].Id is not null && !became.ContainsKey(i)).ToList();
        if ((long)gone.Count * free.Count > MostPairs)
        {
            return [];
        }

        // What has both the name and the place goes first: of several operators of one name each finds its own.
        foreach (var needed in (ReadOnlySpan<int>)[NameAndPlace, Name, Place])
        {
            foreach (var i in gone.Where(i => !became.ContainsKey(i)))
            {
                foreach (var candidate in free.Order().Where(candidate => Score(old, i, fresh, candidate, became) >= needed).Take(1).ToList())
                {
                    became[i] = candidate;
                    free.Remove(candidate);
                }
            }
        }

        return gone.Where(became.ContainsKey).ToDictionary(i => i, i => fresh.Operators[became[i]]);
    }

    private const int Place = 1;
    private const int Name = 2;
    private const int NameAndPlace = 3;

    private static int Score(OperatorSet old, int gone, OperatorSet fresh, int candidate, Dictionary<int, int> became)
    {
        var (one, other) = (old.Operators[gone], fresh.Operators[candidate]);
        var name = OperatorTexts.AreAlike(one, other) ? Name : 0;
        var isSamePlace = one.Inputs.Count > 0
            && one.Inputs.Count == other.Inputs.Count
            && one.Inputs.All(became.ContainsKey)
            && one.Inputs.Select(input => became[input]).Order().SequenceEqual(other.Inputs.Order());
        return name + (isSamePlace ? Place : 0);
    }

    private static Dictionary<string, int> Places(OperatorSet set)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < set.Operators.Count; i++)
        {
            if (set.Operators[i].Id is { } id)
            {
                places.TryAdd(id, i);
            }
        }

        return places;
    }
}
