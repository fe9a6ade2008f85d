using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.OperatorIds.Graphs;

namespace FlinkReady.Readiness.OperatorIds.Proofs;

/// <summary>Why an operator is undecided, and what would decide it.</summary>
internal static class UndecidedProof
{
    private static readonly FixedProof NoId = new("Undecided: the vertex id is not a Flink id.");

    private static readonly FixedProof ChainedSource = new(
        "Undecided: a chained source has no id in the REST API, and that of its head could not be recomputed with it. Its uid in the list of declared uids would decide it.");

    private static readonly FixedProof UnsureChain = new("Undecided: the vertex name and the plan's description do not agree on the operators of this chain.");

    private static readonly FixedProof NoConsumer = new(
        "Undecided: nothing reads from this chain, so no id depends on this operator's. A checkpoint's metadata or Prometheus would decide it.");

    private static readonly FixedProof Chained = new(
        "Undecided: no id that depends on this operator's could be recomputed, or it can't be told from another one of its chain. Its uid in the list of declared uids, a checkpoint's metadata or Prometheus would decide it.");

    private static readonly FixedProof NoInputs = new("Undecided: the plan does not tell the inputs of this vertex.");

    private static readonly FixedProof OutOfBudget = new("Undecided: the search for what this id is made of was given up at its limit of attempts.");

    private static readonly FixedProof Head = new(
        "Undecided: the id depends on those of the operators that feed it, and one of these, chained to others or below an unknown uid, is not known. The uids upstream in the list of declared uids would decide it.");

    /// <summary>The reason for this operator.</summary>
    public static Proof Of(Vertex vertex, Operator one, bool outOfBudget)
    {
        if (!vertex.HasId)
        {
            return NoId;
        }

        if (one.IsChainedSource)
        {
            return ChainedSource;
        }

        if (!one.IsHead)
        {
            return !vertex.Reading.Certain ? UnsureChain : vertex.Consumers.Count == 0 ? NoConsumer : Chained;
        }

        return vertex.Inputs is null ? NoInputs : outOfBudget ? OutOfBudget : Head;
    }
}
