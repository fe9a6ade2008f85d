using System.Diagnostics.CodeAnalysis;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.Rules.Identity;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Deployments;

/// <summary>An operator that a last-state upgrade won't find once the graph changes. The texts are written when somebody asks, as those of <see cref="MissingUid"/>.</summary>
internal sealed record GeneratedId : Finding
{
    private readonly OperatorVerdict _operator;
    private readonly OperatorOrigin _origin;
    private readonly bool _hasResource;

    // CS8618: the texts are written when they are read; there is nothing to set.
#pragma warning disable CS8618
    [SetsRequiredMembers]
    public GeneratedId(OperatorVerdict one, OperatorOrigin origin, bool hasResource)
    {
        (_operator, _origin, _hasResource) = (one, origin, hasResource);
        Resource = Resource.Job;
        Evidence = [];
    }
#pragma warning restore CS8618

    /// <inheritdoc/>
    private protected override string WriteMessage() =>
        $"{Text.Name(_operator.Name)} has {(_operator.OperatorId is { } id ? $"the id {id}" : "an id")} that Flink generates from the shape of the graph. A last-state upgrade has to find every operator, with state or without: "
        + "once a change of the job gives it another id, the upgrade ends with \"There is no operator for the state\", and Flink throws the metadata away.";

    /// <inheritdoc/>
    private protected override string WriteRemediation()
    {
        var isNamed = _operator.Assignable || _origin.Maker is OperatorMaker.Planner or OperatorMaker.Paimon or OperatorMaker.Iceberg or OperatorMaker.Hudi or OperatorMaker.FlinkCdc;
        var fix = isNamed ? UidRemedy.For(_operator, _origin) : "Its author can't give this operator a uid, and no option that would is known.";
        return fix + (_hasResource
            ? "\nThat release, and every other one that changes the graph, has to start from a savepoint, which passes over operators without state. Set for it:\nspec:\n  job:\n    upgradeMode: savepoint\n"
                + "Where the job can't take one any more, name an earlier one in initialSavepointPath, with a new savepointRedeployNonce."
            : "\nThat release, and every other one that changes the graph, has to start from a savepoint, which passes over operators without state:\nflink run --fromSavepoint <savepoint> <jar>");
    }
}
