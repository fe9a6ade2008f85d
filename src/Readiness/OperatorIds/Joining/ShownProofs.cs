using System.Globalization;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.OperatorIds.Hashing;

namespace FlinkReady.Readiness.OperatorIds.Joining;

/// <summary>What a checkpoint's metadata says of an operator's uid.</summary>
/// <param name="id">The operator's id.</param>
/// <param name="hasUid">Whether it has one.</param>
/// <param name="origin">The file.</param>
internal sealed class StoredProof(OperatorHash id, bool hasUid, string origin) : Proof
{
    /// <inheritdoc/>
    public override string Text => hasUid
        ? $"The checkpoint's metadata ({origin}) names this uid, and its murmur3_128 hash is the operator's id {id}."
        : $"No uid: the checkpoint's metadata ({origin}) lists the operator under its generated id {id}, without a uid.";

    /// <inheritdoc/>
    public override string OperatorId => id.ToString();
}

/// <summary>An operator without uid whose input's id is shown.</summary>
/// <param name="id">The operator's id.</param>
/// <param name="parent">That of the operator that it reads from.</param>
/// <param name="step">Its k and c.</param>
/// <param name="origin">Who shows the ids.</param>
internal sealed class ShownStepProof(OperatorHash id, OperatorHash parent, (int Ordinal, int FanOut) step, string origin) : Proof
{
    /// <inheritdoc/>
    public override string Text => string.Create(
        CultureInfo.InvariantCulture,
        $"No uid: its id {id} is M(k={step.Ordinal}, c={step.FanOut}) times 37 xor {parent}, the id of the operator before it, both shown by {origin}.");

    /// <inheritdoc/>
    public override string OperatorId => id.ToString();
}

/// <summary>An operator without uid, of those that belong together by their ids.</summary>
/// <param name="id">The operator's id.</param>
/// <param name="origin">Who shows the ids.</param>
internal sealed class ShownTreeProof(OperatorHash id, string origin) : Proof
{
    /// <inheritdoc/>
    public override string Text =>
        $"No uid: by the ids that {origin} shows, {id} follows from that of another operator of the job with M(k, c) times 37, and is not the one of these that the others follow from.";

    /// <inheritdoc/>
    public override string OperatorId => id.ToString();
}

/// <summary>A source without uid that is chained into a head.</summary>
/// <param name="id">Its id.</param>
/// <param name="step">Its k and c.</param>
/// <param name="origin">Who shows the id.</param>
internal sealed class ShownSourceProof(OperatorHash id, (int Ordinal, int FanOut) step, string origin) : Proof
{
    /// <inheritdoc/>
    public override string Text => string.Create(
        CultureInfo.InvariantCulture,
        $"No uid: its id, shown by {origin}, is M(k={step.Ordinal}, c={step.FanOut}) = {id}, which Flink makes of an operator without uid and without inputs.");

    /// <inheritdoc/>
    public override string OperatorId => id.ToString();
}

/// <summary>An operator with a uid: its id follows from no other.</summary>
/// <param name="id">Its id.</param>
/// <param name="origin">Who shows the ids.</param>
internal sealed class ShownUidProof(OperatorHash id, string origin) : Proof
{
    /// <inheritdoc/>
    public override string Text =>
        $"Has a uid: without one its id {id} would follow from those of its inputs, which {origin} shows, with M(k, c) for some k < {LocalHashTable.StandardOrdinals} and c < {LocalHashTable.FanOuts}, and it does not.";

    /// <inheritdoc/>
    public override string OperatorId => id.ToString();
}

/// <summary>A head with several inputs without uid.</summary>
/// <param name="id">Its id.</param>
/// <param name="step">Its k and c.</param>
/// <param name="inputs">The ids of its inputs, in the order of its in-edges.</param>
/// <param name="origin">Who shows the ids.</param>
internal sealed class ShownInputsProof(OperatorHash id, (int Ordinal, int FanOut) step, OperatorHash[] inputs, string origin) : Proof
{
    /// <inheritdoc/>
    public override string Text => string.Create(
        CultureInfo.InvariantCulture,
        $"No uid: the id {id} is M(k={step.Ordinal}, c={step.FanOut}) times 37 and xor with {string.Join(", then times 37 and xor with ", inputs)}, ids that {origin} shows.");

    /// <inheritdoc/>
    public override string OperatorId => id.ToString();
}

/// <summary>An operator whose text has this hash.</summary>
/// <param name="id">Its id.</param>
/// <param name="isDeclared">Whether the text is declared, not guessed.</param>
/// <param name="origin">Who shows the id.</param>
internal sealed class ShownTextProof(OperatorHash id, bool isDeclared, string origin) : Proof
{
    /// <inheritdoc/>
    public override string Text => $"The id {id}, shown by {origin}, is the murmur3_128 hash of {(isDeclared ? "a declared uid" : "this text")}.";

    /// <inheritdoc/>
    public override string OperatorId => id.ToString();
}

/// <summary>An operator that shares its verdict with all whose ids it may have.</summary>
/// <param name="hasUid">Whether it has a uid.</param>
/// <param name="count">Number of these ids.</param>
/// <param name="origin">Who shows them.</param>
internal sealed class SharedVerdictProof(bool hasUid, int count, string origin) : Proof
{
    /// <inheritdoc/>
    public override string Text => string.Create(
        CultureInfo.InvariantCulture,
        $"{(hasUid ? "Has a uid" : "No uid")}: {origin} shows {count} ids for {count} operators of the job, and by all of these ids they have {(hasUid ? "one" : "none")}. Which has which can't be told.");
}

/// <summary>One of two operators of which one has a uid and the other reads from it.</summary>
/// <param name="one">The id of one.</param>
/// <param name="other">That of the other.</param>
/// <param name="hasUid">Whether it is the one with a uid.</param>
/// <param name="origin">Who shows the ids.</param>
internal sealed class PairProof(OperatorHash one, OperatorHash other, bool hasUid, string origin) : Proof
{
    /// <inheritdoc/>
    public override string Text =>
        $"{(hasUid ? "Has a uid" : "No uid")}: the ids of two operators, {one} and {other} (shown by {origin}), differ by exactly M(k, c) times 37, so one follows from the other and that one from none. By the plan this is the {(hasUid ? "upper" : "lower")} one.";
}
