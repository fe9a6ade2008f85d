namespace FlinkReady.Readiness.Plans;

/// <summary>
/// What two plans may cost. Fixed here: a verdict depends on the plans alone, never on clock or load. It also keeps chance out: fewer than 2^26 comparisons
/// of 128 bits, each with at most 2^15 ids.
/// </summary>
internal sealed class PlanBudget
{
    /// <summary>Operators of a program at most, as many as the identity engine takes.</summary>
    public const int MostOperators = 20_000;

    /// <summary>Orders of the in-edges of one operator that are tried: those of seven different inputs.</summary>
    public const int MostOrders = 5_040;

    /// <summary>In-edges of one operator of which orders are tried at all: equal ones make few orders.</summary>
    public const int MostInEdges = 64;

    /// <summary>Edges of a plan at most.</summary>
    public const int MostEdges = 400_000;

    /// <summary>Ids that are tried for operators whose order of in-edges is not known, all of them together.</summary>
    public const int MostPlacements = 2_000;

    private const long MostSteps = 40_000_000;

    private long _left = MostSteps;

    /// <summary>Takes some steps: hashes made or compared. False where they are not left.</summary>
    public bool TryTake(long steps = 1)
    {
        _left -= steps;
        return _left >= 0;
    }

    /// <summary>What a plan says that asked for more.</summary>
    public const string Spent = "the graph asks for more attempts than a comparison makes";
}
