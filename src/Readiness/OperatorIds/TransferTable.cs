namespace FlinkReady.Readiness.OperatorIds;

/// <summary><c>T(k, c)</c> for one job, kept once computed for the small fan-outs that nearly all operators have.</summary>
internal sealed class TransferTable(int ordinals)
{
    private readonly OperatorHash[]?[] _byFanOut = new OperatorHash[]?[LocalHash.InvertibleFanOut + 1];

    /// <summary><c>T(k, c)</c> for any k ≥ 0 and c ≥ 0.</summary>
    public OperatorHash this[int k, int c] =>
        c < _byFanOut.Length && k < ordinals ? (_byFanOut[c] ??= Compute(c))[k] : LocalHash.Transfer(k, c);

    private OperatorHash[] Compute(int c)
    {
        var row = new OperatorHash[ordinals];
        for (var k = 0; k < row.Length; k++)
        {
            row[k] = LocalHash.Transfer(k, c);
        }

        return row;
    }
}
