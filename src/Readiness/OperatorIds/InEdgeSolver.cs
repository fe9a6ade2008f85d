namespace FlinkReady.Readiness.OperatorIds;

/// <summary>
/// Explains the id of a head with several in-edges. REST tells the producing vertices but neither the order of the in-edges nor the operators they leave
/// from. 37 is 1 modulo 4, so the two lowest bits of every byte of an id are the plain xor of those of M(k, c) and of all inputs, whatever their order:
/// that sieves the choices of operators first, and only for what passes are the orders tried.
/// </summary>
internal sealed class InEdgeSolver(Resolver resolver)
{
    private const ulong LowBits = 0x0303030303030303;

    /// <summary>Choices of k that are tried for one operator.</summary>
    private const int MostOfOneWindow = 64;

    /// <summary>Choices for the other in-edges that are kept for one head.</summary>
    private const int MostChoices = 256;

    /// <summary>Choices of operators that cost as much as one attempt.</summary>
    private const int ChoicesPerAttempt = 4;

    /// <summary>How many times as many choices are tried where all producers are explained.</summary>
    private const int ReachOfKnownInputs = 8;

    /// <summary>What it takes to lay out the choices for the other in-edges.</summary>
    private const int OpenCost = 10;

    /// <summary>Heads with more in-edges than this (8! orders) are left alone.</summary>
    private const int MostInEdges = 8;

    /// <summary>Operators deeper in their chain than this are tried with one k only.</summary>
    private const int DeepestWindow = 32;

    /// <summary>The fan-outs that are tried where the texts leave the head's in doubt.</summary>
    private const int UnsureFanOuts = LocalHash.InvertibleFanOut + 1;

    private readonly Dictionary<int, OrdinalSieve> _sieves = [];
    private readonly HashSet<(int Vertex, ulong Choices)> _tried = [];
    private readonly Dictionary<(int Vertex, SearchWidth Width), (int Version, List<InEdgeChoice> Choices)> _choices = [];

    /// <summary>The two lowest bits of each of the 16 bytes, packed into one word.</summary>
    public static ulong Sift(OperatorHash hash) => (hash.Low & LowBits) | (hash.High & LowBits) << 2;

    /// <summary>
    /// Tries the candidate hashes of all operators at all in-edges, in every order. Where the head may or may not have chained sources, both are tried.
    /// </summary>
    public bool TrySolve(Vertex vertex, SearchWidth width, SearchEffort effort)
    {
        if (vertex.Inputs is null || !vertex.HasId)
        {
            return false;
        }

        if (vertex.ChainedSources.Length > 0 && vertex.Inputs.Length > 0 && TrySolve(vertex, vertex.Inputs.Length, width, effort))
        {
            return true;
        }

        return TrySolve(vertex, vertex.InEdges, width, effort);
    }

    /// <summary>The choices for all in-edges of a head but one from this producer; null where there are none, or too many.</summary>
    public OpenInEdges? Open(Vertex vertex, Vertex producer)
    {
        if (vertex.InEdges > MostInEdges || ChoicesFor(vertex, vertex.InEdges, producer, SearchWidth.Confirmed) is not { } choices)
        {
            return null;
        }

        if (!resolver.Budget.TryTake(OpenCost))
        {
            return null;
        }

        var others = new List<(ulong, InEdgeChoice[])>();
        var chosen = new InEdgeChoice[choices.Count];
        return Enumerate(choices, chosen, 0, Sift(vertex.Id), rest =>
        {
            others.Add((rest, [.. chosen]));
            return others.Count > MostChoices;
        })
            ? null
            : new OpenInEdges(this, vertex, others);
    }

    /// <summary>Whether what is left of an id's low bits can be those of an M(k, c).</summary>
    public bool Passes(Vertex vertex, ulong rest) =>
        SieveFor(vertex.Head.FanOut).Contains(rest) || (vertex.Reading is not { Certain: true, IsOneLine: false } && PassesAny(rest));

    private bool PassesAny(ulong rest)
    {
        for (var c = 0; c < UnsureFanOuts; c++)
        {
            if (SieveFor(c).Contains(rest))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Undoes the in-edges from last to first in every order.</summary>
    public bool TryOrders(Vertex vertex, InEdgeChoice[] chosen)
    {
        var order = new int[chosen.Length];
        return TryPlace(chosen.Length - 1, vertex.Id, 0);

        bool TryPlace(int place, OperatorHash rest, int used)
        {
            if (place < 0)
            {
                if (!resolver.Budget.TryTake() || !resolver.TryDecode(vertex, rest, out var k, out var c))
                {
                    return false;
                }

                return resolver.TryExplain(vertex, new Hit(k, c, [.. order.Select(index => TermOf(vertex, chosen[index]))]));
            }

            for (var i = 0; i < chosen.Length && !resolver.Budget.IsSpent; i++)
            {
                if ((used & (1 << i)) == 0)
                {
                    order[place] = i;
                    if (TryPlace(place - 1, rest.Remove(chosen[i].Value), used | (1 << i)))
                    {
                        return true;
                    }
                }
            }

            return false;
        }
    }

    private bool TrySolve(Vertex vertex, int inEdges, SearchWidth width, SearchEffort effort)
    {
        var most = MostFor(vertex, effort);
        if (inEdges is < 1 or > MostInEdges
            || (width == SearchWidth.Windows && Estimate(vertex) > most)
            || ChoicesFor(vertex, inEdges, null, width) is not { } choices)
        {
            return false;
        }

        var product = 1L;
        var signature = (ulong)inEdges;
        foreach (var list in choices)
        {
            product = Math.Min(product * list.Count, int.MaxValue);
            foreach (var choice in list)
            {
                signature = unchecked((signature ^ choice.Value.Low) * 0x9E3779B97F4A7C15);
            }
        }

        // The same choices were tried before, or are too many: wait until more is confirmed.
        if (product > most || !_tried.Add((vertex.Index, signature)))
        {
            return false;
        }

        // A choice that the sieve stops costs a fraction of an attempt.
        if (!resolver.Budget.TryTake(1 + (int)(product / ChoicesPerAttempt)))
        {
            return false;
        }

        return TrySieved(vertex, choices, new InEdgeChoice[choices.Count], 0, Sift(vertex.Id));
    }

    private bool TrySieved(Vertex vertex, List<List<InEdgeChoice>> choices, InEdgeChoice[] chosen, int index, ulong rest)
    {
        foreach (var choice in choices[index])
        {
            chosen[index] = choice;
            var left = rest ^ Sift(choice.Value);
            if (choice.SourceOrdinal >= 0 && Repeats(chosen, index))
            {
                continue;
            }

            if (index + 1 < choices.Count ? TrySieved(vertex, choices, chosen, index + 1, left) : Passes(vertex, left) && TryOrders(vertex, chosen))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The number of choices that a head is worth: more where all its producers are explained.</summary>
    private static int MostFor(Vertex vertex, SearchEffort effort)
    {
        foreach (var input in vertex.Inputs!)
        {
            if (!input.Head.Confirmed)
            {
                return Math.Min(effort.Choices, effort.ChoicesBelowUnknown);
            }
        }

        return effort.ConfirmedOnly ? effort.Choices : effort.Choices * ReachOfKnownInputs;
    }

    /// <summary>About how many choices the windows leave: whether it is worth laying them out.</summary>
    private static long Estimate(Vertex vertex)
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
    private List<List<InEdgeChoice>>? ChoicesFor(Vertex vertex, int count, Vertex? except, SearchWidth width)
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

    /// <summary>Calls back for every choice with what is left of the low bits; ends as soon as the callback says so.</summary>
    private static bool Enumerate(List<List<InEdgeChoice>> choices, InEdgeChoice[] chosen, int index, ulong rest, Func<ulong, bool> visit)
    {
        if (index == choices.Count)
        {
            return visit(rest);
        }

        foreach (var choice in choices[index])
        {
            chosen[index] = choice;
            if (!Repeats(chosen, index) && Enumerate(choices, chosen, index + 1, rest ^ Sift(choice.Value), visit))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Two chained sources never have the same place.</summary>
    private static bool Repeats(InEdgeChoice[] chosen, int index)
    {
        for (var i = 0; chosen[index].SourceOrdinal >= 0 && i < index; i++)
        {
            if (chosen[i].SourceOrdinal == chosen[index].SourceOrdinal)
            {
                return true;
            }
        }

        return false;
    }

    private InEdgeTerm TermOf(Vertex consumer, InEdgeChoice choice)
    {
        if (choice.Operator is { IsChainedSource: true } source)
        {
            return new InEdgeTerm(consumer, choice.Value, null, choice.Value, [(choice.SourceOrdinal, source.Vertex.InEdges == 1 ? 1 : 0)], source);
        }

        if (choice.Term is not null)
        {
            return choice.Term;
        }

        if (choice.Operator is not { } one)
        {
            return InEdgeTerm.Anonymous(consumer, choice.Value);
        }

        if (choice.Ordinal >= 0)
        {
            one.Ordinal = choice.Ordinal;
        }

        for (var i = (choice.Above?.Length ?? 0) - 1; i >= 0; i--)
        {
            one = one.Parent!;
            one.Ordinal = choice.Above![i];
        }

        choice.Operator.Candidate = choice.Value;
        return InEdgeTerm.Of(choice.Operator);
    }

    private OrdinalSieve SieveFor(int c)
    {
        if (!_sieves.TryGetValue(c, out var sieve))
        {
            _sieves[c] = sieve = new OrdinalSieve(resolver.Ordinals, c);
        }

        return sieve;
    }
}
