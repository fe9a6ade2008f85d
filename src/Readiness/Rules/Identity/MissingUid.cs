using System.Diagnostics.CodeAnalysis;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Identity;

/// <summary>
/// An operator without a uid. A fleet has tens of thousands of them and few are ever read: the texts follow from the operator, are written when
/// somebody asks, and not kept.
/// </summary>
internal sealed record MissingUid : Finding
{
    private readonly OperatorVerdict _accused;
    private readonly VertexState _state;
    private readonly OperatorOrigin _origin;

    // CS8618: the texts are written when they are read; there is nothing to set.
#pragma warning disable CS8618
    [SetsRequiredMembers]
    public MissingUid(OperatorVerdict accused, VertexState state, OperatorOrigin origin)
    {
        _accused = accused;
        _state = state;
        _origin = origin;
        Resource = Resource.Job;
        Evidence = [];
    }
#pragma warning restore CS8618

    /// <inheritdoc/>
    private protected override string WriteMessage() =>
        $"{Text.Name(_accused.Name)} has no uid: its id{(_accused.OperatorId is { } id ? " " + id : string.Empty)} is the one that Flink generates from the shape of the graph. {_state.Why(_accused)}";

    /// <inheritdoc/>
    private protected override string WriteRemediation() => UidRemedy.For(_accused, _origin);
}
