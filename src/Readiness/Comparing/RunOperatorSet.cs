using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.Runs;

namespace FlinkReady.Readiness.Comparing;

/// <summary>The operators of a run that is remembered, as one side of a comparison.</summary>
internal static class RunOperatorSet
{
    /// <summary>The operators of a run: as a witness shows them who knows all, else as far as they could be proven.</summary>
    public static OperatorSet Of(KnownRun run) =>
        (run.Shown is { } shown ? Of(shown, run) : Proven(run)) with { JobName = run.Name };

    /// <summary>The operators in what a run was started from; null where nobody who knows was asked.</summary>
    /// <param name="run">The run.</param>
    /// <param name="earlier">The run that had them, for their names; null where it is not known.</param>
    public static OperatorSet? OfRestored(KnownRun run, KnownRun? earlier) =>
        run.Restored is { } restored ? Of(restored, earlier) with { JobName = earlier?.Name } : null;

    /// <summary>The set of a witness, which is whole.</summary>
    /// <param name="witness">What it shows.</param>
    /// <param name="run">A run that had these operators, for what only its graph tells: names before version 5 of the format, figures; null where none is known.</param>
    public static OperatorSet Of(RunWitness witness, KnownRun? run)
    {
        var known = run is null ? [] : Named(run);
        var figures = FiguresOf(run);
        return new OperatorSet([.. witness.Operators.Select(one => Shown(one, witness, known.GetValueOrDefault(one.Id), figures))]);
    }

    private static ComparedOperator Shown(WitnessedOperator one, RunWitness witness, (string? Vertex, OperatorVerdict? Verdict) known, Dictionary<string, RunFigures> figures)
    {
        var figure = (one.VertexId ?? known.Vertex) is { } vertex ? figures.GetValueOrDefault(vertex) : default;

        // An entry without a name was made by the coordinator of a chained source: that it has no uid there says nothing.
        var uid = one switch { { Uid: null } or { Uid: "", Name: "" } => known.Verdict?.Uid ?? UidVerdict.Undecided, { Uid: "" } => UidVerdict.Auto, _ => UidVerdict.Declared };
        return new ComparedOperator(one.Id, one.Name is { Length: > 0 } name ? name : known.Verdict?.Name ?? string.Empty)
        {
            Uid = uid,
            UidText = one.Uid is { Length: > 0 } text ? text : uid == UidVerdict.Declared ? known.Verdict?.DeclaredUid : null,
            HasState = witness.KnowsState ? one.HasState : null,
            IsStateWitnessed = witness.KnowsState && one.HasState is not null,
            Bytes = one.StateBytes,
            Parallelism = one.Parallelism ?? figure.Parallelism,
            MaxParallelism = one.MaxParallelism ?? figure.MaxParallelism,
            IsPlanned = known.Verdict is { } verdict && OperatorTexts.IsPlanned(verdict.Name),
        };
    }

    private static OperatorSet Proven(KnownRun run)
    {
        var figures = FiguresOf(run);
        var operators = new List<ComparedOperator>();
        foreach (var vertex in run.Operators)
        {
            var figure = figures.GetValueOrDefault(vertex.VertexId);
            var shown = run.Graph?.Find(vertex.VertexId);
            foreach (var one in vertex.Operators)
            {
                var isHead = one.Index == 0 && !one.ChainedSource;
                var isSource = one.ChainedSource || (isHead && shown is { Inputs: null or { Count: 0 } } && vertex.Operators.All(static other => !other.ChainedSource));
                operators.Add(new ComparedOperator(vertex.IdOf(one), one.Name)
                {
                    Uid = one.Uid,
                    UidText = one.DeclaredUid,
                    Parallelism = figure.Parallelism,
                    MaxParallelism = figure.MaxParallelism,
                    IsPlanned = OperatorTexts.IsPlanned(one.Name),
                }.WithState(StateBySight.Of(one.Name, isSource, isHead && shown is { IsKeyed: true }, !one.Assignable), figure.StateBytes, vertex.Operators.Count == 1));
            }
        }

        var hidden = operators.Count(static one => one.Id is null);
        return new OperatorSet(operators)
        {
            WhyIncomplete = operators.Count == 0 ? "It was over when it was first seen, and its operators were not judged."
                : hidden > 0 ? $"The ids of {Names.Text.Count(hidden, "operator")} inside chains can't be seen."
                : run.Graph is { } graph && graph.Vertices.All(static vertex => vertex.IsSure) ? null : "It can't be told for sure how many operators its chains have.",
        };
    }

    private static Dictionary<string, RunFigures> FiguresOf(KnownRun? run) =>
        (run?.Figures ?? []).DistinctBy(static one => one.VertexId).ToDictionary(static one => one.VertexId, StringComparer.Ordinal);

    private static Dictionary<string, (string? Vertex, OperatorVerdict? Verdict)> Named(KnownRun run)
    {
        var named = new Dictionary<string, (string?, OperatorVerdict?)>(StringComparer.Ordinal);
        foreach (var vertex in run.Operators)
        {
            foreach (var one in vertex.Operators)
            {
                if (vertex.IdOf(one) is { } id)
                {
                    named.TryAdd(id, (vertex.VertexId, one));
                }
            }
        }

        return named;
    }
}
