using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.OperatorIds;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.Plans;
using FlinkReady.Readiness.Rules.Identity;
using FlinkReady.Readiness.Runs;

namespace FlinkReady.Readiness.Comparing;

/// <summary>Reads one side of a comparison from what Flink answers.</summary>
/// <param name="uids">Texts that are declared to be uids. One counts only where its hash is the id of an operator.</param>
public sealed class OperatorSetReader(IReadOnlyList<string> uids)
{
    private readonly UidBook _book = new(uids);

    /// <summary>A program as one plan of it shows it, or both.</summary>
    /// <param name="plan">The plan with chaining on.</param>
    /// <param name="unchained">Those with chaining off; empty where there are none.</param>
    /// <param name="info">What <c>flink info</c> shows of it; null where it was not asked.</param>
    public OperatorSet Read(ProgramPlan plan, IReadOnlyList<ProgramPlan> unchained, ExecutionPlan? info = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(unchained);
        var whyOther = info is null ? null : PlanAlone.WhyOther(plan, info);
        var fitting = whyOther is null ? info : null;
        var parallelism = plan.Nodes.GroupBy(node => node.Id).ToDictionary(group => group.Key, group => group.First().Parallelism, StringComparer.OrdinalIgnoreCase);
        var set = Read(
            plan,
            unchained,
            () => PlanAlone.Read(plan, fitting),
            vertex => new VertexFigures(parallelism.GetValueOrDefault(vertex), null, null));
        return set with
        {
            JobName = plan.Name,
            Operators = fitting is null ? set.Operators : [.. set.Operators.Select(one => Named(one, fitting))],
            WhyIncomplete = whyOther is null ? set.WhyIncomplete : $"The execution plan of --info is of another program, or of other arguments: {whyOther}.",
        };
    }

    /// <summary>A job that runs, or ran.</summary>
    /// <param name="job">Its answer to <c>GET /jobs/:jobid</c>.</param>
    /// <param name="unchained">Plans of its program with chaining off; empty where there are none.</param>
    /// <param name="checkpoint">The sizes of its last checkpoint; null where they were not read.</param>
    /// <param name="witnesses">What others than the JobManager show of its operators; null where nobody was asked.</param>
    public OperatorSet Read(JobDetails job, IReadOnlyList<ProgramPlan> unchained, CheckpointDetails? checkpoint, OperatorEvidence? witnesses = null)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(unchained);
        var vertices = (job.Vertices ?? []).GroupBy(vertex => vertex.Id).ToDictionary(group => group.Key, group => group.First(), StringComparer.OrdinalIgnoreCase);
        return Read(ProgramPlanReader.Read(job), unchained, () => GraphReader.Read(job), Figures, witnesses) with { JobName = job.Name };

        VertexFigures Figures(string id) => vertices.TryGetValue(id, out var vertex)
            ? new VertexFigures(vertex.Parallelism, vertex.MaxParallelism is > 0 ? vertex.MaxParallelism : null, StateSize(checkpoint, vertex.Id))
            : default;
    }

    /// <summary>What a checkpoint or savepoint holds: every operator of the run that wrote it, and whether it had state then.</summary>
    /// <param name="file">Its metadata.</param>
    public OperatorSet Read(CheckpointMetadata file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var set = RunOperatorSet.Of(RunWitness.Of(file), run: null);
        var isSql = set.Operators.Any(static one => PlannerNames.IsPlanned(one.Name));
        return set with { Operators = [.. set.Operators.Select(Name)], WhyIncomplete = set.Operators.Count == 0 ? "It holds no operators." : null };

        ComparedOperator Name(ComparedOperator one) => _book.Name(one with { IsPlanned = isSql && (PlannerNames.IsPlanned(one.Name) || PlannerNames.EndsWithNumber(one.Name)) });
    }

    /// <summary>Whether an operator keeps state, as far as its name tells; null where it does not.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="isSource">Whether it is known to be a source.</param>
    /// <param name="isAddedByFlink">Whether it is one that Flink adds to a program.</param>
    public static bool? StateBySight(string name, bool isSource, bool isAddedByFlink) => Comparing.StateBySight.Of(name, isSource, isKeyed: false, isAddedByFlink);

    private static long? StateSize(CheckpointDetails? checkpoint, string vertex) =>
        checkpoint?.Vertices?.GetValueOrDefault(vertex) is { StateSize: { } size } state && (state.PersistedData ?? 0) <= size ? size - (state.PersistedData ?? 0) : null;

    private OperatorSet Read(
        ProgramPlan plan, IReadOnlyList<ProgramPlan> unchained, Func<JobGraph> graph, Func<string, VertexFigures> figures, OperatorEvidence? witnesses = null)
    {
        if (plan.IsBatch)
        {
            return new OperatorSet([]) { WhyIncomplete = "It is a batch program: it keeps no state from run to run, and its ids are made in another order." };
        }

        string? why = null;
        if (unchained.Count > 0)
        {
            var found = TwoPlans.Find(plan, unchained);
            if (found.WhyUndecided is null)
            {
                return Planned(found.Operators, figures, NamesOf(graph()));
            }

            why = $"Its unchained plan could not be used: {found.WhyUndecided.TrimEnd('.')}.";
        }

        return Judged(graph(), figures, witnesses ?? OperatorEvidence.None, why) with { HasUnchained = unchained.Count > 0 };
    }

    private static ComparedOperator Named(ComparedOperator one, ExecutionPlan info) =>
        info.NameOf(OperatorIds.Texts.DescriptionReader.Unescape(one.Name)) is { } name && name != one.Name ? one with { Name = name, Description = one.Description ?? one.Name } : one;

    /// <summary>The names of heads, by id: a plan has descriptions only, and a job that runs has both.</summary>
    private static Dictionary<string, string> NamesOf(JobGraph graph) => graph.Vertices
        .GroupBy(vertex => vertex.Id, StringComparer.Ordinal)
        .Select(group => (group.Key, Name: VertexTexts.NameOfHead(group.First())))
        .Where(entry => entry.Name is not null)
        .ToDictionary(entry => entry.Key, entry => entry.Name!, StringComparer.Ordinal);

    private OperatorSet Planned(IReadOnlyList<ProgramOperator> found, Func<string, VertexFigures> figures, Dictionary<string, string> names)
    {
        var sizes = found.CountBy(one => one.VertexId).ToDictionary(StringComparer.Ordinal);
        var operators = new List<ComparedOperator>(found.Count);
        foreach (var one in found)
        {
            var ofVertex = figures(one.VertexId);
            var isAdded = SinkParts.IsAdded(one, found);
            var bySight = Comparing.StateBySight.Of(one.Name, one.Inputs.Count == 0, one.IsKeyed, isAdded);
            var name = names.GetValueOrDefault(one.Id, one.Name);
            bySight ??= Comparing.StateBySight.Of(name, isSource: false, isKeyed: false, isAdded);
            operators.Add(_book.Name(new ComparedOperator(one.Id, name)
            {
                Description = name == one.Name ? null : one.Name,
                Uid = one.Uid,
                IsMadeUp = one.IsMadeUp,
                Parallelism = ofVertex.Parallelism ?? one.Parallelism,
                MaxParallelism = ofVertex.MaxParallelism,
                Inputs = one.Inputs,
                IsPlanned = OperatorTexts.IsPlanned(one.Name),
            }.WithState(bySight, ofVertex.Bytes, isAlone: sizes[one.VertexId] == 1)));
        }

        var madeUp = operators.Where(one => one is { IsMadeUp: true, Uid: UidVerdict.Explicit }).ToList();
        return new OperatorSet(operators)
        {
            WhyIncomplete = madeUp.Count == 0
                ? null
                : $"The uid of {string.Join(", ", madeUp.Take(3).Select(one => Names.Text.Name(one.Name)))}{(madeUp.Count > 3 ? ", …" : string.Empty)} is made up at each start: two plans of the program have different ones.",
        };
    }

    private OperatorSet Judged(JobGraph graph, Func<string, VertexFigures> figures, OperatorEvidence witnesses, string? why)
    {
        var vertices = graph.Vertices.ToLookup(vertex => vertex.Id, StringComparer.OrdinalIgnoreCase);
        var operators = new List<ComparedOperator>();
        var judged = OperatorIdentity.Judge(graph, witnesses with { DeclaredUids = uids });
        foreach (var vertex in judged)
        {
            var ofVertex = vertex.IsUnplaced ? default : figures(vertex.VertexId);
            var shown = vertex.IsUnplaced ? null : vertices[vertex.VertexId].First();
            var descriptions = shown is null ? [] : VertexTexts.Descriptions(shown);
            foreach (var one in vertex.Operators)
            {
                var description = !one.ChainedSource && one.Index >= 0 && one.Index < descriptions.Count ? descriptions[one.Index] : null;
                var isSource = one.ChainedSource || (one.Index == 0 && shown is { Inputs.Count: 0 } && vertex.Operators.All(other => !other.ChainedSource));
                var isKeyed = one.Index == 0 && shown?.Inputs.Any(input => input.ShipStrategy.StartsWith("HASH", StringComparison.Ordinal)) == true;
                operators.Add(_book.Name(new ComparedOperator(one.OperatorId, one.Name)
                {
                    Description = description == one.Name ? null : description,
                    Uid = one.Uid,
                    UidText = one.DeclaredUid,
                    Parallelism = ofVertex.Parallelism,
                    MaxParallelism = ofVertex.MaxParallelism,
                    IsPlanned = description is not null && OperatorTexts.IsPlanned(description),
                }.WithState(Comparing.StateBySight.Of(one.Name, isSource, isKeyed, !one.Assignable), ofVertex.Bytes, vertex.Operators.Count == 1).WithState(one)));
            }
        }

        // A chain whose texts can't be read for sure may have operators that are not listed.
        var hidden = operators.Count(one => one.Id is null);
        why ??= operators.Count == 0 ? "It shows no operators."
            : judged.Contradiction is { } contradiction ? contradiction.Message
            : hidden > 0 ? $"The ids of {Names.Text.Count(hidden, "operator")} inside chains can't be seen."
            : judged.Witnesses.Any(static witness => witness.Standing == WitnessStanding.Whole) || graph.Vertices.All(VertexTexts.IsSure) ? null : "It can't be told for sure how many operators its chains have.";
        return new OperatorSet(operators) { WhyIncomplete = why };
    }
}

/// <summary>What is known of the vertex that runs an operator.</summary>
internal readonly record struct VertexFigures(int? Parallelism, int? MaxParallelism, long? Bytes);
