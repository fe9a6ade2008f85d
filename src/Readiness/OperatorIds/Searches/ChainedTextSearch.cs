using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.OperatorIds.Graphs;
using FlinkReady.Readiness.OperatorIds.InEdges;
using FlinkReady.Readiness.OperatorIds.Knowledge;
using FlinkReady.Readiness.OperatorIds.Proofs;
using FlinkReady.Readiness.OperatorIds.Uids;

namespace FlinkReady.Readiness.OperatorIds.Searches;

/// <summary>
/// Looks for uids inside chains. A text is the uid of an operator that feeds a vertex if with its hash the vertex id comes out as that of a head without
/// uid. Whose uid it is follows where only one operator of the chain has a name from which the text is guessed, or where there is only one to choose from.
/// </summary>
internal sealed class ChainedTextSearch(KnownIds known, InEdgeSolver inEdges)
{
    /// <summary>The part of the budget, one in so many, that goes into this.</summary>
    private const int BudgetShare = 4;

    /// <summary>Operators of one chain whose names are looked at.</summary>
    private const int MostOperators = 200;

    private readonly List<(string Name, UidPattern Pattern)> _names = [];
    private readonly HashSet<(string Name, UidPattern Pattern)> _distinct = [];
    private UidRow[]? _rows;
    private long _left;

    /// <summary>Tries guesses and declared texts on every chain that feeds an unexplained vertex.</summary>
    public void Run()
    {
        _left = known.Budget.Share(BudgetShare) * SearchBudget.LookupsPerAttempt;
        foreach (var several in (bool[])[false, true])
        {
            foreach (var vertex in known.Graph.Vertices)
            {
                if (vertex.Operators.Length == 1 || !vertex.HasId)
                {
                    continue;
                }

                _names.Clear();
                foreach (var consumer in vertex.Consumers)
                {
                    if (consumer.IsOpen && consumer.InEdges > 1 == several && _left > 0)
                    {
                        Try(vertex, consumer);
                    }
                }
            }
        }
    }

    private void Try(Vertex vertex, Vertex consumer)
    {
        var others = consumer.InEdges > 1 ? inEdges.Open(consumer, vertex) : null;
        if (consumer.InEdges > 1 && others is null)
        {
            return;
        }

        var open = new OpenConsumer(consumer, others, known.Transfer);
        foreach (var text in known.Texts.Declared)
        {
            if (Try(vertex, open, text))
            {
                return;
            }
        }

        foreach (var row in _rows ??= [.. known.Habits.MadeUids, .. known.Habits.Rows()])
        {
            if (Try(vertex, open, row))
            {
                return;
            }
        }

        foreach (var name in NamesOf(vertex))
        {
            if (TryName(vertex, open, name))
            {
                return;
            }
        }
    }

    /// <summary>The names of the operators of a chain whose uids may be looked for, each once.</summary>
    private List<(string Name, UidPattern Pattern)> NamesOf(Vertex vertex)
    {
        for (var i = 1; i < vertex.Operators.Length && i <= MostOperators && _names.Count == 0; i++)
        {
            _distinct.Add(UidBase.BaseOf(vertex.Operators[i]));
        }

        _names.AddRange(_distinct);
        _distinct.Clear();
        return _names;
    }

    private bool TryName(Vertex vertex, OpenConsumer open, (string Name, UidPattern Pattern) name)
    {
        if (Try(vertex, open, known.Habits.GuessesFor(name)))
        {
            return true;
        }

        foreach (var row in known.Habits.SeldomRowsFor(name))
        {
            if (Try(vertex, open, row))
            {
                return true;
            }
        }

        return false;
    }

    private bool Try(Vertex vertex, OpenConsumer open, UidRow row)
    {
        var lookups = (long)row.Lows.Length * open.Lookups;
        if (lookups > _left || !known.Budget.TryTakeLookups(lookups))
        {
            return false;
        }

        _left -= lookups;
        for (var i = 0; (i = open.NextFit(row, i)) >= 0; i++)
        {
            if (Explains(vertex, open, row[i]))
            {
                return true;
            }
        }

        return false;
    }

    private bool Try(Vertex vertex, OpenConsumer open, UidText text)
    {
        if (--_left < 0 || !known.Budget.TryTakeLookups(open.Lookups))
        {
            return false;
        }

        return open.MayBeFedBy(text.Hash) && Explains(vertex, open, text);
    }

    private bool Explains(Vertex vertex, OpenConsumer open, UidText text)
    {
        var consumer = open.Consumer;
        if (open.InEdges is { } others)
        {
            return known.Budget.TryTake() && others.TryWith(new InEdgeChoice(null, text.Hash, Term: InEdgeTerm.Anonymous(vertex.Index, text.Hash))) && Settle(vertex, consumer, text);
        }

        return known.TryDecodeSingle(consumer, consumer.Id ^ text.Hash, out var k, out var c)
            && known.TryExplain(consumer, new Explanation(k, c, [InEdgeTerm.Anonymous(vertex.Index, text.Hash)]))
            && Settle(vertex, consumer, text);
    }

    private bool Settle(Vertex vertex, Vertex consumer, UidText text)
    {
        known.Habits.Learn(text.Text);
        if (OwnerOf(vertex, text) is { } owner)
        {
            owner.Verdict = UidVerdict.Declared;
            owner.Uid = text.Text;
            owner.Source = text.Source;
            owner.Hash = owner.Candidate = text.Hash;
            owner.Confirmed = true;
            owner.Proof = new ChainedTextProof(text.Hash, consumer.Source.Id);
        }
        else if (text.Hash != vertex.Id && !vertex.Anonymous.Contains(text.Hash))
        {
            vertex.Anonymous.Add(text.Hash);
        }

        vertex.Version++;
        return true;
    }

    /// <summary>The operator whose uid this is; null where several may have it.</summary>
    private static Operator? OwnerOf(Vertex vertex, UidText text)
    {
        // What feeds the consumer may be the head itself, whose uid this is then.
        if (!vertex.Reading.Certain || text.Hash == vertex.Id)
        {
            return null;
        }

        // In one line, another arrow may be one too.
        if (vertex.Operators.Length == 2 && (!vertex.Reading.IsOneLine || vertex.Reading.Arrows == 1))
        {
            return vertex.Operators[1].Confirmed ? null : vertex.Operators[1];
        }

        return null;
    }
}
