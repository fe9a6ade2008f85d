using FlinkReady.Readiness.OperatorIds.Graphs;
using FlinkReady.Readiness.OperatorIds.Hashing;
using FlinkReady.Readiness.OperatorIds.Knowledge;
using FlinkReady.Readiness.OperatorIds.Uids;

namespace FlinkReady.Readiness.OperatorIds.InEdges;

/// <summary>Lists the hashes that each in-edge of a head may have brought: those of the operators of the producing chain, as far as they are known or guessed.</summary>
internal sealed class InEdgeChoices(KnownIds known)
{
    private readonly WindowPaths _paths = new(known);

    /// <summary>Where choices are laid out before their number is known.</summary>
    private readonly List<InEdgeChoice> _choices = [];

    /// <summary>Choices of k that are tried for one operator.</summary>
    public int WindowPaths
    {
        get => _paths.Limit;
        set => _paths.Limit = value;
    }

    /// <summary>Operators deeper in their chain than this are tried with one k only.</summary>
    private const int DeepestWindow = 32;

    /// <summary>The choices laid out so far, by vertex and width.</summary>
    private readonly ChoiceList?[] _laid = new ChoiceList?[known.Graph.Vertices.Length * Widths];

    private readonly Dictionary<Operator, ChoiceList> _chainedSources = [];

    private const int Widths = (int)ChoiceWidth.Windows + 1;

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

    /// <summary>Lists the choices for each in-edge, the first from <paramref name="except"/> left out; false where one has none.</summary>
    public bool TryList(Vertex vertex, int count, Vertex? except, ChoiceWidth width, List<ChoiceList> choices)
    {
        choices.Clear();
        for (var i = 0; i < count; i++)
        {
            if (i < vertex.Inputs!.Length && vertex.Inputs[i] == except)
            {
                except = null;
                continue;
            }

            var one = i < vertex.Inputs.Length
                ? ChoicesOf(vertex.Inputs[i], width)
                : ChainedSourceChoices(vertex, vertex.ChainedSources[i - vertex.Inputs.Length]);
            if (one.Count == 0)
            {
                return false;
            }

            choices.Add(one);
        }

        return true;
    }

    private ChoiceList ChoicesOf(Vertex producer, ChoiceWidth width)
    {
        ref var laid = ref _laid[producer.Index * Widths + (int)width];
        var basis = (producer.Version, width == ChoiceWidth.Windows ? WindowPaths : 0);
        if (laid is not null && laid.Basis == basis && (width != ChoiceWidth.Windows || StillHolds(laid, producer)))
        {
            return laid;
        }

        // Those of confirmed operators are kept by others too.
        laid = laid is null || width == ChoiceWidth.Confirmed ? new ChoiceList() : laid;
        laid.Basis = basis;
        laid.Order = known.Order.Version;
        _paths.ForgetPlaces();

        var choices = _choices;
        choices.Clear();
        foreach (var one in producer.Operators)
        {
            if (one.IsHead || one.Confirmed)
            {
                choices.Add(new InEdgeChoice(one, one.Candidate!.Value));
            }
            else if (producer.Reading.Certain && width == ChoiceWidth.Windows && one.Depth <= DeepestWindow)
            {
                _paths.AddTo(choices, one);
            }
        }

        foreach (var pending in producer.Pending)
        {
            AddIfNew(choices, new InEdgeChoice(null, pending.Term.Value, Term: pending.Term));
        }

        foreach (var value in producer.Anonymous)
        {
            choices.Add(new InEdgeChoice(null, value));
        }

        laid.Places = _paths.Places;
        return laid.Set(choices);
    }

    private static void AddIfNew(List<InEdgeChoice> choices, InEdgeChoice choice)
    {
        foreach (var other in choices)
        {
            if (other.Value == choice.Value)
            {
                return;
            }
        }

        choices.Add(choice);
    }

    /// <summary>Whether nothing has changed in the order since that the choices were laid out from: neither the windows of the chain, nor a place that was asked about.</summary>
    private bool StillHolds(ChoiceList laid, Vertex producer)
    {
        if (laid.Order == known.Order.Version)
        {
            return true;
        }

        if (producer.WindowVersion > laid.Order || known.Order.ChangedSince(laid.Order, laid.Places))
        {
            return false;
        }

        laid.Order = known.Order.Version;
        return true;
    }

    /// <summary>A chained source without uid is an M(k, 0); which k it has is not known unless all other sources are.</summary>
    private ChoiceList ChainedSourceChoices(Vertex vertex, Operator source)
    {
        var guesses = source.Confirmed ? null : known.Habits.GuessesFor((source.Name, UidPattern.Plain));
        var basis = (known.Graph.TakenSourceOrdinals, source.Confirmed ? 1 : 0);
        if (_chainedSources.TryGetValue(source, out var laid) && laid.Basis == basis)
        {
            return laid;
        }

        // The choices of before may be kept by others.
        _chainedSources[source] = laid = new ChoiceList { Basis = basis };
        var choices = _choices;
        choices.Clear();
        if (guesses is null)
        {
            choices.Add(new InEdgeChoice(source, source.Candidate!.Value, source.Ordinal));
            return laid.Set(choices);
        }

        for (var k = 0; k < known.Graph.SourceCount; k++)
        {
            if (!known.Graph.IsSourceOrdinalTaken(k))
            {
                choices.Add(new InEdgeChoice(source, LocalHash.Of(k, vertex.InEdges == 1 ? 1 : 0), k));
            }
        }

        for (var i = 0; i < guesses.Count; i++)
        {
            choices.Add(new InEdgeChoice(null, guesses.HashOf(i)));
        }

        foreach (var text in known.Texts.Declared)
        {
            choices.Add(new InEdgeChoice(null, text.Hash));
        }

        return laid.Set(choices);
    }
}
