using FlinkReady.Readiness.OperatorIds.Hashing;

namespace FlinkReady.Readiness.OperatorIds.Joining;

/// <summary>Ids that may stand for an in-edge, with their low bits.</summary>
/// <param name="ids">The ids.</param>
internal sealed class IdChoices(OperatorHash[] ids)
{
    /// <summary>The ids.</summary>
    public OperatorHash[] Ids { get; } = ids;

    /// <summary>The low bits of each.</summary>
    public ulong[] Sifted { get; } = Array.ConvertAll(ids, LowBits.Sift);
}
