namespace FlinkReady.Readiness.OperatorIds;

/// <summary>Lists the hashes that each in-edge of a head may have brought: those of the operators of the producing chain, as far as they are known or guessed.</summary>
internal sealed class InEdgeChoices(Resolver resolver)
{
    private readonly WindowPaths _paths = new(resolver);

    /// <summary>Choices of k that are tried for one operator.</summary>
    public int WindowPaths
    {
        get => _paths.Limit;
        set => _paths.Limit = value;
    }

    /// <summary>Operators deeper in their chain than this are tried with one k only.</summary>
    private const int DeepestWindow = 32;

    private readonly Dictionary<(int Vertex, SearchWidth Width), ((int Producer, int Order, int Paths) Version, List<InEdgeChoice> Choices)> _choices = [];

    /// <summary>About how many choices the windows leave: whether it is worth laying them out.</summary>
    public long Estimate(Vertex vertex)
    {
        var product = 1L;
        foreach (var input in vertex.Inputs!)
        {
            var sum = 0L;
            foreach (var one in input.Operators)
            {
                sum += one.IsHead || one.Confirmed || one.Depth > DeepestWindow ? 1 : Math.Clamp(one.Last - one.First + 1, 1, WindowPaths);
            }

            product = Math.Min(product * sum, int.MaxValue);
        }

        return product;
    }

    /// <summary>Sets k of an operator, and of all unconfirmed ones on the way to it, to those that a choice was made with.</summary>
    public void Retrace(Operator one, OperatorHash value) => _paths.Retrace(one, value);

    /// <summary>The choices for each in-edge, the first from <paramref name="except"/> left out; null where one has none.</summary>
    public List<List<InEdgeChoice>>? For(Vertex vertex, int count, Vertex? except, SearchWidth width)
    {
        var choices = new List<List<InEdgeChoice>>(count);
        for (var i = 0; i < count; i++)
        {
            if (i < vertex.Inputs!.Length && vertex.Inputs[i] == except)
            {
                except = null;
                continue;
            }

            var one = i < vertex.Inputs.Length
                ? ChoicesOf(vertex.Inputs[i], width)
                : ChainedSourceChoices(vertex.ChainedSources[i - vertex.Inputs.Length]);
            if (one.Count == 0)
            {
                return null;
            }

            choices.Add(one);
        }

        return choices;
    }

    private List<InEdgeChoice> ChoicesOf(Vertex producer, SearchWidth width)
    {
        var key = (producer.Index, width);
        var version = (producer.Version, width == SearchWidth.Windows ? resolver.Order.Version : 0, width == SearchWidth.Windows ? WindowPaths : 0);
        if (_choices.TryGetValue(key, out var cached) && cached.Version == version)
        {
            return cached.Choices;
        }

        // Those of confirmed operators are kept by others too.
        var choices = width == SearchWidth.Confirmed ? [] : cached.Choices ?? [];
        choices.Clear();
        foreach (var one in producer.Operators)
        {
            if (one.IsHead || one.Confirmed)
            {
                choices.Add(new InEdgeChoice(one, one.Candidate!.Value));
            }
            else if (producer.Reading.Certain)
            {
                if (width == SearchWidth.Windows && one.Depth <= DeepestWindow)
                {
                    _paths.AddTo(choices, one);
                }
                else if (one.Candidate is { } value && width != SearchWidth.Confirmed && (width != SearchWidth.Exact || one.IsExact))
                {
                    choices.Add(new InEdgeChoice(one, value));
                }
            }
        }

        foreach (var pending in producer.Pending)
        {
            if (!choices.Exists(choice => choice.Value == pending.Term.Value))
            {
                choices.Add(new InEdgeChoice(null, pending.Term.Value, Term: pending.Term));
            }
        }

        foreach (var value in producer.Anonymous)
        {
            choices.Add(new InEdgeChoice(null, value));
        }

        _choices[key] = (version, choices);
        return choices;
    }

    /// <summary>A chained source without uid is an M(k, 0); which k it has is not known unless all other sources are.</summary>
    private List<InEdgeChoice> ChainedSourceChoices(Operator source)
    {
        if (source.Confirmed)
        {
            return [new InEdgeChoice(source, source.Candidate!.Value, source.Ordinal)];
        }

        var choices = new List<InEdgeChoice>();
        for (var k = 0; k < resolver.Graph.SourceCount; k++)
        {
            if (!resolver.Graph.IsSourceOrdinalTaken(k))
            {
                choices.Add(new InEdgeChoice(source, LocalHash.Of(k, source.Vertex.InEdges == 1 ? 1 : 0), k));
            }
        }

        var guesses = resolver.Habits.GuessesFor((source.Name, UidPattern.Plain));
        for (var i = 0; i < guesses.Count; i++)
        {
            choices.Add(new InEdgeChoice(null, guesses.HashOf(i)));
        }

        foreach (var text in resolver.Texts.Declared)
        {
            choices.Add(new InEdgeChoice(null, text.Hash));
        }

        return choices;
    }
}
