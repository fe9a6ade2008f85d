using FlinkReady.Readiness.OperatorIds.Hashing;

namespace FlinkReady.Readiness.OperatorIds.Joining;

/// <summary>Tries every choice of ids for the in-edges of a head, and each in every order: one that leaves an M(k, c) is what the head's id was made of.</summary>
/// <param name="operators">Number of operators of the job: every k is below it.</param>
internal sealed class InputOrders(int operators)
{
    /// <summary>Orders that are tried for one head. Low bits leave one choice in thousands: only a job that was made to be slow needs more.</summary>
    private const int MostOrders = 200_000;

    private readonly IdSteps _steps = new(operators);

    private LocalHashSieve _sieve = null!;
    private int? _fanOut;
    private InputEdge[] _edges = [];
    private OperatorHash[] _chosen = [];
    private OperatorHash _head;
    private int _orders;

    /// <summary>Number of choices and orders that were tried.</summary>
    public int Attempts { get; private set; }

    /// <summary>The ids of the in-edges in their order, once they are found.</summary>
    public OperatorHash[] Chosen => _chosen;

    /// <summary>Whether all was tried.</summary>
    public bool IsExhausted => _orders <= MostOrders;

    /// <summary>Whether an id may follow from another one with some k and c.</summary>
    public bool Follows(OperatorHash one, OperatorHash other) => _steps.TryFollow(one, other, out _, out _);

    /// <summary>The k and c that some choice leaves; null where none does.</summary>
    /// <param name="head">The head's id.</param>
    /// <param name="fanOut">c of the head, where it is known.</param>
    /// <param name="edges">Its in-edges, those with the same choices together.</param>
    public (int K, int C)? Find(OperatorHash head, int? fanOut, InputEdge[] edges)
    {
        (_head, _fanOut, _edges, _chosen, _orders) = (head, fanOut, edges, new OperatorHash[edges.Length], 0);
        _sieve = LocalHashSieve.For(operators, fanOut);
        return TryEdge(0, 0, LowBits.Sift(head));
    }

    // In-edges from one vertex stand in any order later: of these it takes no choice twice.
    private (int K, int C)? TryEdge(int edge, int first, ulong sifted)
    {
        var (own, others) = (_edges[edge].Own, _edges[edge].Others);
        return TryEach(own, edge, first, 0, sifted) ?? (others is null ? null : TryEach(others, edge, first - own.Ids.Length, own.Ids.Length, sifted));
    }

    // One for each in-edge; then, where their low bits allow it, in every order.
    private (int K, int C)? TryEach(IdChoices some, int edge, int first, int before, ulong sifted)
    {
        var isLast = edge == _edges.Length - 1;
        first = Math.Max(first, 0);
        Attempts += isLast ? some.Ids.Length - first : 0;
        for (var i = first; i < some.Ids.Length && IsExhausted; i++)
        {
            if (isLast && (i = _sieve.Next(some.Sifted, sifted, i)) < 0)
            {
                return null;
            }

            _chosen[edge] = some.Ids[i];
            var next = isLast ? TryOrder(edge, _head) : TryEdge(edge + 1, _edges[edge + 1].HasChoicesOf(_edges[edge]) ? before + i : 0, sifted ^ some.Sifted[i]);
            if (next is not null)
            {
                return next;
            }
        }

        return null;
    }

    // Undoes in-edges from last to first; where that leads anywhere, they stand in their order.
    private (int K, int C)? TryOrder(int place, OperatorHash rest)
    {
        if (place < 0)
        {
            Attempts++;
            return ++_orders <= MostOrders && _steps.TryInvert(rest, _fanOut, out var k, out var c) ? (k, c) : null;
        }

        for (var i = place; i >= 0 && IsExhausted; i--)
        {
            (_chosen[i], _chosen[place]) = (_chosen[place], _chosen[i]);
            if (TryOrder(place - 1, rest.Remove(_chosen[place])) is { } found)
            {
                return found;
            }

            (_chosen[i], _chosen[place]) = (_chosen[place], _chosen[i]);
        }

        return null;
    }
}
