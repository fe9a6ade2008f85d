namespace FlinkReady.Readiness.OperatorIds;

/// <summary>Lists the hashes that each in-edge of a head may have brought: those of the operators of the producing chain, as far as they are known or guessed.</summary>
internal sealed class InEdgeChoices(Resolver resolver)
{
    /// <summary>Choices of k that are tried for one operator.</summary>
    private const int MostOfOneWindow = 64;

    /// <summary>Operators deeper in their chain than this are tried with one k only.</summary>
    private const int DeepestWindow = 32;

    private readonly Dictionary<(int Vertex, SearchWidth Width), (int Version, List<InEdgeChoice> Choices)> _choices = [];

    /// <summary>About how many choices the windows leave: whether it is worth laying them out.</summary>
    public static long Estimate(Vertex vertex)
    {
        var product = 1L;
        foreach (var input in vertex.Inputs!)
        {
            var sum = 0L;
            foreach (var one in input.Operators)
            {
                sum += one.IsHead || one.Confirmed || one.Depth > DeepestWindow ? 1 : Math.Clamp(one.Last - one.First + 1, 1, MostOfOneWindow);
            }

            product = Math.Min(product * sum, int.MaxValue);
        }

        return product;
    }

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
        if (_choices.TryGetValue(key, out var cached) && cached.Version == producer.Version)
        {
            return cached.Choices;
        }

        var choices = cached.Choices ?? [];
        choices.Clear();
        foreach (var one in producer.Operators)
        {
            if (one.IsHead || one.Confirmed)
            {
                choices.Add(new InEdgeChoice(one, one.Candidate!.Value));
            }
            else if (one.Candidate is { } value && producer.Reading.Certain)
            {
                if (width == SearchWidth.Windows && one.Depth <= DeepestWindow)
                {
                    AddWindow(choices, one);
                }
                else if (width != SearchWidth.Confirmed && (width != SearchWidth.Exact || one.IsExact))
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

        _choices[key] = (producer.Version, choices);
        return choices;
    }

    /// <summary>Adds what an operator's hash may be by the windows of all unconfirmed operators on the way to it.</summary>
    private void AddWindow(List<InEdgeChoice> choices, Operator one)
    {
        var path = new List<Operator>();
        var start = one.Base;
        for (var step = one; step != start; step = step.Parent!)
        {
            path.Add(step);
        }

        path.Reverse();
        var ordinals = new int[path.Count];
        var steps = MostOfOneWindow;
        Extend(0, start.Candidate!.Value, start.Uid is not null || start is { IsHead: true, Confirmed: false } ? -1 : start.Ordinal);

        void Extend(int index, OperatorHash value, int above)
        {
            if (index == path.Count)
            {
                choices.Add(new InEdgeChoice(one, value, ordinals[^1], ordinals.Length > 1 ? ordinals[..^1] : null));
                return;
            }

            for (var k = Math.Max(path[index].First, above + 1); k <= path[index].Last && steps-- > 0; k++)
            {
                if (!resolver.IsUsed(k))
                {
                    ordinals[index] = k;
                    Extend(index + 1, value ^ resolver.Transfer[k, path[index].FanOut], k);
                }
            }
        }
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

        foreach (var (_, hash, _) in resolver.Texts.For(source))
        {
            choices.Add(new InEdgeChoice(null, hash));
        }

        return choices;
    }
}
