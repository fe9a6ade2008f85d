using FlinkReady.Readiness.OperatorIds.Contract;

namespace FlinkReady.Readiness.Comparing;

/// <summary>Puts together what a checkpoint says of a vertex and what the kind of an operator says.</summary>
internal static class WitnessedState
{
    /// <summary>The operator with what is known of its state.</summary>
    /// <param name="one">The operator.</param>
    /// <param name="bySight">What its kind tells.</param>
    /// <param name="bytesOfVertex">The size of its vertex in the last checkpoint; null where it was not read.</param>
    /// <param name="isAlone">Whether the vertex runs this operator only.</param>
    public static ComparedOperator WithState(this ComparedOperator one, bool? bySight, long? bytesOfVertex, bool isAlone) => bytesOfVertex switch
    {
        // What kind keeps state may hold none at one moment and some at the next.
        0 => one with { HasState = bySight ?? false, IsStateWitnessed = bySight is not true, Bytes = bySight is true ? null : 0 },
        { } bytes when isAlone => one with { HasState = true, IsStateWitnessed = true, Bytes = bytes },
        _ => one with { HasState = bySight },
    };

    /// <summary>The operator with what the metadata of a checkpoint says of its state, where one was read.</summary>
    /// <param name="one">The operator.</param>
    /// <param name="verdict">What was judged of it.</param>
    public static ComparedOperator WithState(this ComparedOperator one, OperatorVerdict verdict) =>
        verdict.HasState is { } hasState ? one with { HasState = hasState, IsStateWitnessed = true, Bytes = verdict.StateBytes } : one;
}
