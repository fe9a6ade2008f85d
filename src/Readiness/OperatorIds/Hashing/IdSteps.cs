namespace FlinkReady.Readiness.OperatorIds.Hashing;

/// <summary>Tells whether an id follows from another one, or from none: which k and c lead to it. A sieve answers first: nearly all that is asked is in vain.</summary>
/// <param name="operators">Number of operators of the job: every k is below it.</param>
internal sealed class IdSteps(int operators)
{
    private readonly LocalHashTable _table = LocalHashTable.For(operators);

    /// <summary>What answers first.</summary>
    public TransferSieve Sieve { get; } = TransferSieve.For(operators);

    /// <summary>Whether a miss proves something: not in a job with more operators than every k is looked up for.</summary>
    public static bool Cover(int operators) => LocalHashTable.For(operators).Covers(operators);

    /// <summary>Whether an operator without uid that has one input, with this id, has this one: then its k and c are known.</summary>
    public bool TryFollow(OperatorHash id, OperatorHash input, out int k, out int c)
    {
        (k, c) = (0, 0);
        return Sieve.MayContain(id.Low ^ input.Low) && _table.TryFind(id.Remove(input), out k, out c);
    }

    /// <summary>Whether this is an <c>M(k, c)</c>: the id of an operator without uid and without inputs, or what is left of one once its inputs are undone.</summary>
    public bool TryInvert(OperatorHash hash, out int k, out int c) => TryInvert(hash, null, out k, out c);

    /// <summary>The same where c may be known.</summary>
    public bool TryInvert(OperatorHash hash, int? fanOut, out int k, out int c)
    {
        (k, c) = (0, 0);
        return Sieve.MayContain(hash.Times37().Low, fanOut) && _table.TryFind(hash, out k, out c);
    }
}
