using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.OperatorIds.Graphs;
using FlinkReady.Readiness.OperatorIds.Hashing;
using FlinkReady.Readiness.OperatorIds.Ordering;
using FlinkReady.Readiness.OperatorIds.Uids;

namespace FlinkReady.Readiness.OperatorIds.Knowledge;

/// <summary>What is known of the ids of a job, and what its search has left: the graph, the tables, the budget, and the one way to record that an id was explained.</summary>
internal sealed class KnownIds
{
    private LocalHashTable? _table;

    public KnownIds(OperatorGraph graph, UidTexts texts)
    {
        Texts = texts;
        Graph = graph;
        Budget = new SearchBudget(graph.OperatorCount);
        Ordinals = Math.Max(graph.OperatorCount, 1);
        Transfer = new TransferTable(Ordinals);
        Habits = new UidHabits(graph);
        Order = new QueueOrder(graph, Ordinals);
        Placement = new StepPlacement(graph, Transfer, Order);
    }

    /// <summary>Gives confirmed steps to operators.</summary>
    public StepPlacement Placement { get; }

    /// <summary>What the proven places say about the others.</summary>
    public QueueOrder Order { get; }

    /// <summary>The graph under examination.</summary>
    public OperatorGraph Graph { get; }

    /// <summary>The attempts that are left.</summary>
    public SearchBudget Budget { get; }

    /// <summary>The number of operators the texts tell of: every k is below it.</summary>
    public int Ordinals { get; }

    /// <summary>How the uids of the job are made, as far as they are found.</summary>
    public UidHabits Habits { get; }

    /// <summary>Texts that are declared to be uids.</summary>
    public UidTexts Texts { get; }

    /// <summary>Whether an operator is confirmed to have this k.</summary>
    public bool IsUsed(int k) => Order.IsUsed(k);

    /// <summary><c>T(k, c)</c>.</summary>
    public TransferTable Transfer { get; }

    /// <summary>Every (k, c) that a miss has to exclude.</summary>
    public LocalHashTable Table => _table ??= LocalHashTable.For(Ordinals);

    /// <summary>Number of ids explained so far.</summary>
    public int Explained { get; private set; }

    /// <summary>
    /// Whether what is left of a head's id, once its in-edges are undone, is an <c>M(k, c)</c>. Where the texts are sure of the head's c, only that one is
    /// tried here.
    /// </summary>
    public bool TryDecode(Vertex vertex, OperatorHash rest, out int k, out int c) => TryDecodeSingle(vertex, rest.Times37(), out k, out c);

    /// <summary>As <see cref="TryDecode"/> for a head with one in-edge: <paramref name="difference"/> is the id xor what came in.</summary>
    public bool TryDecodeSingle(Vertex vertex, OperatorHash difference, out int k, out int c)
    {
        c = vertex.Head.FanOut;
        if (c > LocalHash.InvertibleFanOut && vertex.Reading.IsSureOfFanOut && Transfer.Row(c) is { } row)
        {
            return row.TryFind(difference, out k);
        }

        if (c > LocalHash.InvertibleFanOut)
        {
            return Table.TryFind(difference.Times173(), out k, out c);
        }

        return vertex.Reading.IsSureOfFanOut
            ? Transfer.Row(c)!.TryFind(difference, out k)
            : Transfer.TryFindAny(difference, out k, out c);
    }

    /// <summary>As <see cref="TryDecode"/>, for every c whatever the texts say: a name with an arrow in it may read as more operators than there are.</summary>
    public bool TryDecodeAny(OperatorHash rest, out int k, out int c) =>
        Graph.HasWideFanOut ? Table.TryFind(rest, out k, out c) : LocalHash.TryInvert(rest, Ordinals, out k, out c);

    /// <summary>
    /// Records that an id was explained: the head has no uid, and what the terms used is confirmed. False, and nothing recorded, where the hypothesis
    /// breaks the order of hashing: two equal steps would cancel each other, and a head before its input could be taken for it.
    /// </summary>
    public bool TryExplain(Vertex vertex, Explanation explanation)
    {
        if (!Holds(explanation))
        {
            return false;
        }

        vertex.Explanation = explanation;
        vertex.Version++;
        vertex.Head.Verdict = UidVerdict.Auto;
        vertex.Head.Ordinal = explanation.Ordinal;
        vertex.Head.Confirmed = true;
        Order.Use(explanation.Ordinal);
        vertex.Correct(explanation.FanOut);

        if (vertex.ChainedSources.Length > 0 && !explanation.HasTermOf(vertex.Index))
        {
            vertex.ChainedSources = [];
        }

        Explained++;
        foreach (var term in explanation.Terms)
        {
            Graph.Vertices[term.VertexIndex].Version++;
            if (term.Emitter is { IsChainedSource: true } source && term.Steps is [var (ordinal, _)])
            {
                source.Ordinal = ordinal;
                source.Candidate = term.Value;
                source.Confirmed = true;
                Graph.TakeSourceOrdinal(ordinal);
                Order.Use(ordinal);
            }
            else
            {
                Placement.Place(term);
            }
        }

        return true;
    }

    /// <summary>Records that a head has no uid where its k is only one of several: its place stays open.</summary>
    public void ExplainWithoutPlace(Vertex vertex, Explanation explanation, Proof proof)
    {
        vertex.Explanation = explanation;
        vertex.Head.Verdict = UidVerdict.Auto;
        vertex.Head.Proof = proof;
        vertex.ChainedSources = [];
        Explained++;
    }

    private bool Holds(Explanation explanation)
    {
        foreach (var term in explanation.Terms)
        {
            if (!term.AscendsTo(explanation.Ordinal) || !AddsUp(term))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the steps of a term lead from its start to its value.</summary>
    private bool AddsUp(InEdgeTerm term)
    {
        if (term.Start is null)
        {
            return true;
        }

        var value = term.StartValue;
        foreach (var (ordinal, fanOut) in term.Steps)
        {
            value ^= Transfer[ordinal, fanOut];
        }

        return value == term.Value;
    }
}
