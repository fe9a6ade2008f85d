using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Runs;

/// <summary>Turns runs into records that outlive the process, and back.</summary>
internal static class RunRecords
{
    private const string Proof = "Seen by an earlier process of the monitor.";

    /// <summary>All that is kept of a run.</summary>
    public static RunRecord Of(KnownRun run) => Moved(run) with
    {
        Resource = run.Resource,
        Vertices = VerticesOf(run),
        Shown = Of(run.Shown),
        Restored = Of(run.Restored),
        StartedFrom = Of(run.StartedFrom),
        FirstRestore = Of(run.FirstRestore),
        Previous = run.Previous is { } previous ? new RecordedLink(previous.Run.JobId, Ms(previous.Run.StartTime), previous.Link.ToString(), previous.HasItsState) : null,
        LinkSettled = run.IsLinkSettled,
    };

    /// <summary>What moves while a run goes on.</summary>
    public static RunRecord Moved(KnownRun run) => new(run.JobId, Ms(run.StartTime), run.Name, Of(run.State), Ms(run.FirstSeen), Ms(run.LastAlive))
    {
        Ended = run.IsOver,
        Completed = Of(run.Completed),
        Savepoint = Of(run.Savepoint),
    };

    /// <summary>True where two looks at one run differ in no more than what moves while it goes on.</summary>
    public static bool DiffersInMovesOnly(KnownRun one, KnownRun other) =>
        one.IsOver == other.IsOver && one.Name == other.Name && one.Resource == other.Resource
        && one.Shown == other.Shown && one.Restored == other.Restored && one.StartedFrom == other.StartedFrom && one.FirstRestore == other.FirstRestore
        && one.Savepoint?.Path == other.Savepoint?.Path && one.LinkStamp.IsSameAs(other.LinkStamp) && one.IsLinkSettled == other.IsLinkSettled
        && one.Figures.Select(static figure => (figure.VertexId, figure.MaxParallelism, figure.StateBytes is > 0)).SequenceEqual(other.Figures.Select(static figure => (figure.VertexId, figure.MaxParallelism, figure.StateBytes is > 0)))
        && ((ReferenceEquals(one.Graph, other.Graph) && ReferenceEquals(one.Operators, other.Operators)) || HaveSameOperators(VerticesOf(one), VerticesOf(other)));

    // The figures apart: those are compared by what is kept of them while the run goes on.
    private static bool HaveSameOperators(IReadOnlyList<RecordedVertex> one, IReadOnlyList<RecordedVertex> other) =>
        one.Count == other.Count && one.Zip(other).All(static pair =>
            Bare(pair.First) == Bare(pair.Second) && pair.First.Operators.SequenceEqual(pair.Second.Operators)
            && (pair.First.Inputs ?? []).SequenceEqual(pair.Second.Inputs ?? [], StringComparer.Ordinal));

    private static RecordedVertex Bare(RecordedVertex vertex) => vertex with { Operators = [], Inputs = null, Parallelism = null, MaxParallelism = null, StateBytes = null };

    /// <summary>A record with what a later one of the same run tells.</summary>
    public static RunRecord Merge(RunRecord earlier, RunRecord later) => later.Vertices is not null ? later : earlier with
    {
        State = later.State,
        LastAliveMs = later.LastAliveMs,
        Ended = later.Ended,
        Completed = later.Completed,
        Savepoint = later.Savepoint,
    };

    /// <summary>The runs of records, each linked to the one it follows.</summary>
    /// <param name="records">In the order in which they were written.</param>
    public static KnownRuns ToRuns(IEnumerable<RunRecord> records)
    {
        var merged = new Dictionary<(string, long), RunRecord>();
        foreach (var record in records)
        {
            var key = (record.JobId, record.StartMs);
            if (merged.TryGetValue(key, out var earlier))
            {
                merged[key] = Merge(earlier, record);
            }
            else if (record.Vertices is not null)
            {
                merged[key] = record;
            }
        }

        var runs = new Dictionary<(string, long), KnownRun>();
        foreach (var (key, record) in merged.OrderBy(static pair => pair.Key.Item2))
        {
            var run = ToRun(record);
            runs[key] = record.Previous is { } link && runs.TryGetValue((link.JobId, link.StartMs), out var previous) && Enum.TryParse<JobLink>(link.Link, out var kind)
                ? run with { Previous = EarlierRun.Of(previous, kind, link.HasItsState) }
                : run;
        }

        return KnownRuns.Of(runs.Values);
    }

    private static KnownRun ToRun(RunRecord record) => new()
    {
        JobId = record.JobId,
        StartTime = Time(record.StartMs),
        Name = record.Name,
        Stem = VersionedName.StemOf(record.Name),
        State = To(record.State),
        FirstSeen = Time(record.FirstSeenMs),
        LastAlive = Time(record.LastAliveMs),
        HasEnded = record.Ended,
        Resource = record.Resource,
        Graph = GraphOf(record.Vertices!),
        Operators = [.. record.Vertices!.Where(static vertex => vertex.Operators.Count > 0).Select(OperatorsOf)],
        Figures = [.. record.Vertices!.Select(static vertex => new RunFigures(vertex.Id, vertex.Parallelism, vertex.MaxParallelism, vertex.StateBytes))],
        Shown = To(record.Shown),
        Restored = To(record.Restored),
        Completed = To(record.Completed),
        Savepoint = To(record.Savepoint),
        StartedFrom = To(record.StartedFrom),
        FirstRestore = To(record.FirstRestore),
        IsLinkSettled = record.LinkSettled,
    };

    private static IReadOnlyList<RecordedVertex> VerticesOf(KnownRun run)
    {
        var operators = run.Operators.DistinctBy(static vertex => vertex.VertexId).ToDictionary(static vertex => vertex.VertexId, StringComparer.Ordinal);
        var figures = run.Figures.DistinctBy(static one => one.VertexId).ToDictionary(static one => one.VertexId, StringComparer.Ordinal);
        return
        [
            .. (run.Graph?.Vertices ?? []).Select(vertex => new RecordedVertex(
                vertex.Id, vertex.Name, operators.GetValueOrDefault(vertex.Id)?.VertexName ?? vertex.Name, [.. (operators.GetValueOrDefault(vertex.Id)?.Operators ?? []).Select(Of)])
            {
                Inputs = vertex.Inputs is { Count: > 0 } inputs ? inputs : null,
                Keyed = vertex.IsKeyed,
                Sure = vertex.IsSure,
                Uid = vertex.Uid,
                Parallelism = figures.GetValueOrDefault(vertex.Id).Parallelism,
                MaxParallelism = figures.GetValueOrDefault(vertex.Id).MaxParallelism,
                StateBytes = figures.GetValueOrDefault(vertex.Id).StateBytes,
            }),
        ];
    }

    private static RunGraph? GraphOf(IReadOnlyList<RecordedVertex> vertices) => vertices.Count == 0 ? null : new RunGraph(
        [.. vertices.Select(static vertex => new RunVertex(vertex.Id, vertex.Name, vertex.Uid) { Inputs = vertex.Inputs ?? [], IsKeyed = vertex.Keyed, IsSure = vertex.Sure })]);

    // Chained sources stand behind the operators of the chain, which are numbered from its head on.
    private static VertexOperators OperatorsOf(RecordedVertex vertex) => new(vertex.Id, vertex.ShownName,
    [
        .. vertex.Operators.Select((one, index) => new OperatorVerdict(
            index, one.Name, one.Uid, one.Id ?? (index == 0 && !one.ChainedSource ? vertex.Id : null), one.UidText, one.UidText is null ? null : UidSource.List, !one.Added, one.ChainedSource, Proof)),
    ]);

    private static RecordedOperator Of(OperatorVerdict one) => new(one.Name, one.Uid)
    {
        Id = one.OperatorId,
        UidText = one.DeclaredUid,
        ChainedSource = one.ChainedSource,
        Added = !one.Assignable,
    };

    private static RecordedOperators? Of(RunWitness? witness) => witness is null ? null : new(witness.Origin, witness.Operators, witness.KnowsState);

    private static RunWitness? To(RecordedOperators? operators) =>
        operators is null ? null : new(operators.Origin, [.. operators.Operators.DistinctBy(static one => one.Id)], operators.KnowsState);

    private static RecordedCheckpoint? Of(KnownCheckpoint? checkpoint) => checkpoint is null ? null : new(Of(checkpoint.Evidence))
    {
        Id = checkpoint.Id,
        Path = checkpoint.Path,
        Bytes = checkpoint.StateBytes,
        Retained = checkpoint.IsRetained,
    };

    private static KnownCheckpoint? To(RecordedCheckpoint? checkpoint) =>
        checkpoint is null ? null : new(checkpoint.Id, checkpoint.Path, checkpoint.Bytes, checkpoint.Retained, To(checkpoint.Evidence));

    private static RecordedStart? Of(RunStart? start) => start is null ? null : new(start.IsEmpty, Of(start.Evidence)) { Id = start.CheckpointId, Path = start.Path, FailOver = start.IsFailOver };

    private static RunStart? To(RecordedStart? start) => start is null ? null : new(start.Empty, start.Id, start.Path, To(start.Evidence)) { IsFailOver = start.FailOver };

    private static RecordedEvidence Of(Evidence evidence) => new(evidence.Path, evidence.Field, evidence.Value);

    private static Evidence To(RecordedEvidence evidence) => new(evidence.Path, evidence.Field, evidence.Value);

    private static long Ms(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    private static DateTimeOffset Time(long milliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(milliseconds, DateTimeOffset.MinValue.ToUnixTimeMilliseconds(), DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()));
}
