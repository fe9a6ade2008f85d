using System.Globalization;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.OperatorIds.Hashing;

namespace FlinkReady.Readiness.OperatorIds.Proofs;

/// <summary>A chained operator without uid.</summary>
/// <param name="ordinal">Its k.</param>
/// <param name="fanOut">Its c.</param>
/// <param name="parent">The id of the operator that it is chained to.</param>
/// <param name="witnessId">The id of the vertex that can be recomputed with its id only.</param>
internal sealed class ChainedProof(int ordinal, int fanOut, OperatorHash parent, string witnessId) : Proof
{
    /// <inheritdoc/>
    public override string Text => string.Create(
        CultureInfo.InvariantCulture,
        $"No uid: its id is M(k={ordinal}, c={fanOut}) times 37 xor {parent}, the id of the operator before it; the id of vertex {witnessId} can be recomputed with this one only.");

    /// <inheritdoc/>
    public override string OperatorId => (LocalHash.Transfer(ordinal, fanOut) ^ parent).ToString();
}

/// <summary>Sources without uid that are chained into a head.</summary>
/// <param name="sources">k, c and id of each, in the order of the head's in-edges.</param>
internal sealed class ChainedSourceProof((int Ordinal, int FanOut, OperatorHash Id)[] sources) : Proof
{
    /// <inheritdoc/>
    public override string Text =>
        $"No uid: the id of the head can be recomputed, and its chained sources are in it as {string.Join(" and ", sources.Select(source => string.Create(CultureInfo.InvariantCulture, $"M(k={source.Ordinal}, c={source.FanOut}) = {source.Id}")))}.";

    /// <summary>Which of several sources has which id stays open.</summary>
    public override string? OperatorId => sources.Length == 1 ? sources[0].Id.ToString() : null;
}

/// <summary>A chained operator whose uid is known.</summary>
/// <param name="id">Its id.</param>
/// <param name="witnessId">The id of the vertex that comes out with it.</param>
internal sealed class ChainedTextProof(OperatorHash id, string witnessId) : Proof
{
    /// <inheritdoc/>
    public override string Text =>
        $"The uid hashes to {id}, and with this as its input the id of vertex {witnessId} comes out as that of an operator without uid.";

    /// <inheritdoc/>
    public override string OperatorId => id.ToString();
}
