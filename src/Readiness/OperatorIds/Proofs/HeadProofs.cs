using System.Globalization;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.OperatorIds.Graphs;
using FlinkReady.Readiness.OperatorIds.Hashing;

namespace FlinkReady.Readiness.OperatorIds.Proofs;

/// <summary>A head without uid: its id was recomputed.</summary>
internal sealed class AutoProof(Explanation explanation) : Proof
{
    private readonly int _ordinal = explanation.Ordinal;
    private readonly int _fanOut = explanation.FanOut;
    private readonly Input[] _inputs = Array.ConvertAll(explanation.Terms, term => new Input(term));

    /// <inheritdoc/>
    public override string Text
    {
        get
        {
            var start = string.Create(CultureInfo.InvariantCulture, $"M(k={_ordinal}, c={_fanOut}) = {LocalHash.Of(_ordinal, _fanOut)}");
            return _inputs.Length == 0
                ? $"No uid: the id is {start}, which Flink makes of an operator without uid and without inputs."
                : $"No uid: the id is {start}, times 37 and xor with {string.Join(", then times 37 and xor with ", _inputs)}.";
        }
    }

    private readonly struct Input(InEdgeTerm term)
    {
        private readonly OperatorHash _value = term.Value;
        private readonly OperatorHash _start = term.StartValue;

        /// <summary>The steps from the start to the value; none where the value itself is known.</summary>
        private readonly (int Ordinal, int FanOut)[] _steps = term.Start is null ? [] : term.Steps;

        public override string ToString() => _steps.Length == 0
            ? _value.ToString()
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{_value} (from {_start} along the chain with (k, c) = {string.Join(", ", _steps.Select(step => string.Create(CultureInfo.InvariantCulture, $"({step.Ordinal}, {step.FanOut})")))})");
    }
}

/// <summary>Two heads without uid below one unknown operator.</summary>
/// <param name="otherId">The id of the other vertex.</param>
/// <param name="own">k and c of this head.</param>
/// <param name="other">k and c of the other.</param>
internal sealed class SiblingProof(string otherId, (int Ordinal, int FanOut) own, (int Ordinal, int FanOut) other) : Proof
{
    /// <inheritdoc/>
    public override string Text => string.Create(
        CultureInfo.InvariantCulture,
        $"No uid: vertex {otherId} is fed by the same operator, and the two ids differ by exactly M(k={own.Ordinal}, c={own.FanOut}) times 37 xor M(k={other.Ordinal}, c={other.FanOut}) times 37, which holds only if neither has a uid.");
}

/// <summary>A head whose uid is known.</summary>
/// <param name="id">Its id.</param>
/// <param name="source">Where the text of the uid comes from.</param>
internal sealed class DeclaredProof(string id, UidSource source) : Proof
{
    /// <inheritdoc/>
    public override string Text => source == UidSource.List
        ? $"The id {id} is the murmur3_128 hash of a declared uid."
        : $"The id {id} is the murmur3_128 hash of this text.";
}

/// <summary>A head with a uid whose text is not known.</summary>
/// <param name="id">Its id.</param>
/// <param name="inputs">Number of its inputs.</param>
/// <param name="attempts">Number of choices and orders that were tried.</param>
internal sealed class HeadWithUidProof(string id, int inputs, int attempts) : Proof
{
    /// <inheritdoc/>
    public override string Text => inputs == 0
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"Has a uid: without one the id {id} of an operator without inputs would be M(k, c) for some k < {LocalHashTable.StandardOrdinals} and c < {LocalHashTable.FanOuts}, and it is none of them.")
        : string.Create(
            CultureInfo.InvariantCulture,
            $"Has a uid: without one the id {id} would follow from the ids of the operators that feed it; of all {attempts} choices and orders of these none leaves M(k, c) with k < {LocalHashTable.StandardOrdinals} and c < {LocalHashTable.FanOuts}.");
}
