using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.OperatorIds.Contract;

namespace FlinkReady.Readiness.Rules.Identity;

/// <summary>
/// Which operators of a vertex hold its state. A checkpoint tells how much state a vertex has, not which operator of its chain has it: keyed state is the
/// head's, and where names tell who keeps state the others are taken to have none.
/// </summary>
internal sealed class VertexState
{
    private readonly bool _isKeyed;
    private readonly long? _bytes;
    private readonly bool _anyBySight;

    private VertexState(bool isKeyed, long? bytes, VertexOperators? operators)
    {
        _isKeyed = isKeyed;
        _bytes = bytes;
        _anyBySight = operators?.Operators.Any(BySight) == true;
    }

    /// <summary>The state of operators whose vertex is not known.</summary>
    public static VertexState Unknown { get; } = new(isKeyed: false, null, null);

    /// <summary>The state of a vertex.</summary>
    public static VertexState Of(VertexFacts vertex, VertexOperators operators) =>
        new(vertex.IsKeyed, vertex.StateSize.TryGet(out var bytes) ? bytes : null, operators);

    /// <summary>True where the operator holds state: by a checkpoint's metadata, else by its vertex in the last checkpoint, and by sight where neither was read.</summary>
    public bool Holds(OperatorVerdict one) => one.HasState ?? _bytes switch
    {
        0 => false,
        null => BySight(one),
        _ => BySight(one) || !_anyBySight,
    };

    /// <summary>Why a uid matters to this operator.</summary>
    public string Why(OperatorVerdict one)
    {
        var size = one.StateBytes is > 0 and { } own ? $" It has {Text.Bytes(own)} of state."
            : one.StateBytes is null && _bytes is > 0 and { } bytes ? $" Its vertex has {Text.Bytes(bytes)} of state." : string.Empty;
        return !Holds(one)
            ? "It shows no state, but it counts in the ids of the operators after it, and state may come with the next version."
            : (_isKeyed && one.Index == 0 ? "Its keyed state would be lost." : Loss(OperatorKinds.Of(one))) + size;
    }

    private static string Loss(OperatorKind kind) => kind switch
    {
        OperatorKind.Source => "Its offsets would be lost: it would read again from the start, or skip what came in between.",
        OperatorKind.Window => "The contents of its open windows would be lost.",
        OperatorKind.Async => "The requests under way would be lost.",
        OperatorKind.Broadcast => "Its broadcast state would be lost.",
        OperatorKind.Writer => "What it has open or in a transaction would be lost.",
        OperatorKind.Committer => "What is written and not committed yet would be lost.",
        _ => "Its state would be lost.",
    };

    private bool BySight(OperatorVerdict one) => (_isKeyed && one.Index == 0) || OperatorKinds.Of(one) != OperatorKind.Other;
}
