using System.Globalization;

namespace FlinkReady.Readiness.OperatorIds;

/// <summary>The texts that go with the verdicts: what was recomputed, so that a reader can do it again, or why nothing was.</summary>
internal static class ProofTexts
{
    /// <summary>A head without uid.</summary>
    public static string Auto(Vertex vertex)
    {
        var hit = vertex.Hit!;
        var start = string.Create(CultureInfo.InvariantCulture, $"M(k={hit.Ordinal}, c={hit.FanOut}) = {LocalHash.Of(hit.Ordinal, hit.FanOut)}");
        return hit.Terms.Count == 0
            ? $"No uid: the id is {start}, which Flink makes of an operator without uid and without inputs."
            : $"No uid: the id is {start}, times 37 and xor with {string.Join(", then times 37 and xor with ", hit.Terms.Select(Input))}.";
    }

    /// <summary>A chained operator without uid.</summary>
    public static string Chained(Operator one, Operator parent, Vertex witness) => string.Create(
        CultureInfo.InvariantCulture,
        $"No uid: its id is M(k={one.Ordinal}, c={one.FanOut}) times 37 xor {parent.Hash}, the id of the operator before it; the id of vertex {witness.Source.Id} can be recomputed with this one only.");

    /// <summary>Sources without uid that are chained into a head.</summary>
    public static string ChainedSource(IReadOnlyList<InEdgeTerm> terms) =>
        $"No uid: the id of the head can be recomputed, and its chained sources are in it as {string.Join(" and ", terms.Select(term => string.Create(CultureInfo.InvariantCulture, $"M(k={term.Steps[0].Ordinal}, c={term.Steps[0].FanOut}) = {term.Value}")))}.";

    /// <summary>Two heads without uid below one unknown operator.</summary>
    public static string Sibling(Vertex one, Vertex other, int k, int otherK) => string.Create(
        CultureInfo.InvariantCulture,
        $"No uid: vertex {other.Source.Id} is fed by the same operator, and the two ids differ by exactly M(k={k}, c={one.Head.FanOut}) times 37 xor M(k={otherK}, c={other.Head.FanOut}) times 37, which holds only if neither has a uid.");

    /// <summary>A chained operator whose uid is known.</summary>
    public static string ChainedText(UidText text, Vertex witness) =>
        $"The uid hashes to {text.Hash}, and with this as its input the id of vertex {witness.Source.Id} comes out as that of an operator without uid.";

    /// <summary>An operator whose uid is known.</summary>
    public static string Declared(OperatorHash id, UidText text) => text.Source == UidSource.List
        ? $"The id {id} is the murmur3_128 hash of a declared uid."
        : $"The id {id} is the murmur3_128 hash of this text.";

    /// <summary>A head with a uid whose text is not known.</summary>
    public static string Explicit(Vertex vertex, int attempts) => vertex.Inputs!.Length == 0
        ? $"Has a uid: without one the id {vertex.Id} of an operator without inputs would be M(k, c) for some k < {LocalHashTable.StandardOrdinals} and c < {LocalHashTable.FanOuts}, and it is none of them."
        : string.Create(
            CultureInfo.InvariantCulture,
            $"Has a uid: without one the id {vertex.Id} would follow from the ids of the operators that feed it; of all {attempts} choices and orders of these none leaves M(k, c) with k < {LocalHashTable.StandardOrdinals} and c < {LocalHashTable.FanOuts}.");

    /// <summary>Why an operator is undecided, and what would decide it.</summary>
    public static string Undecided(Operator one, bool outOfBudget)
    {
        var vertex = one.Vertex;
        if (!vertex.HasId)
        {
            return "Undecided: the vertex id is not a Flink id.";
        }

        if (one.IsChainedSource)
        {
            return "Undecided: a chained source has no id in the REST API, and that of its head could not be recomputed with it. Its uid in the list of declared uids would decide it.";
        }

        if (!one.IsHead)
        {
            return !vertex.Reading.Certain
                ? "Undecided: the vertex name and the plan's description do not agree on the operators of this chain."
                : vertex.Consumers.Count == 0
                    ? "Undecided: nothing reads from this chain, so no id depends on this operator's. A checkpoint's metadata would decide it."
                    : "Undecided: no id that depends on this operator's could be recomputed, or it can't be told from another one of its chain. Its uid in the list of declared uids, or a checkpoint's metadata, would decide it.";
        }

        return vertex.Inputs is null
            ? "Undecided: the plan does not tell the inputs of this vertex."
            : outOfBudget
                ? "Undecided: the search for what this id is made of was given up at its limit of attempts."
                : "Undecided: the id depends on those of the operators that feed it, and one of these, chained to others or below an unknown uid, is not known. The uids upstream in the list of declared uids would decide it.";
    }

    private static string Input(InEdgeTerm term) => term.Steps.Count == 0 || term.Start is null
        ? term.Value.ToString()
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{term.Value} (from {term.StartValue} along the chain with (k, c) = {string.Join(", ", term.Steps.Select(step => $"({step.Ordinal}, {step.FanOut})"))})");
}
