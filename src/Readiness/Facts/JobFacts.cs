using System.Globalization;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.FlinkModel.Sources;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Facts;

/// <summary>What is known of a job after a poll of its cluster. Immutable; a view on the snapshot that keeps every fact's origin.</summary>
public sealed class JobFacts
{
    private const string ExceptionEntries = $"{JobExceptions.Field.History}.{ExceptionHistory.Field.Entries}";

    private readonly JobSnapshot _snapshot;
    private readonly Answer<JobDetails> _details;
    private IReadOnlyList<VertexFacts>? _vertices;
    private JobGraph? _graph;
    private Stamp _graphStamp;
    private UpgradeFacts? _upgrade;
    private bool? _isTerminal;

    internal JobFacts(JobSnapshot snapshot, ClusterBasics cluster)
    {
        _snapshot = snapshot;
        Cluster = cluster;
        _details = Answer.Of(snapshot, JobDetails.Key);
    }

    // Made when asked for: most polls judge few jobs.
    private Answer<JobConfig> ConfigAnswer => field ??= Answer.Of(_snapshot, JobConfig.Key);

    private Answer<JobExceptions> ExceptionsAnswer => field ??= Answer.Of(_snapshot, JobExceptions.Key);

    /// <summary>The cluster it runs on.</summary>
    public ClusterBasics Cluster { get; }

    /// <summary>How it is upgraded.</summary>
    internal UpgradeFacts Upgrade => _upgrade ??= new UpgradeFacts(_snapshot, Cluster);

    /// <summary>The job id.</summary>
    public string Id => _snapshot.Id;

    /// <summary>The job's name.</summary>
    public string Name => _snapshot.Name;

    /// <summary>
    /// The state inside the body that is judged; where that was not read, the one the job lists give. <c>UNKNOWN</c> where none was read.
    /// </summary>
    public string State => _details.Payload?.State ?? _snapshot.Overview?.State ?? _snapshot.ListedStatus ?? "UNKNOWN";

    /// <summary>The state as a fact of <c>/jobs/:jobid</c>.</summary>
    public Fact<string> StateFact => _details.Object(JobDetails.Field.State, static details => details.State);

    /// <summary>Where <see cref="State"/> was read, for evidence.</summary>
    public Evidence StateEvidence => StateFact.IsKnown
        ? StateFact.Evidence
        : _snapshot.Overview?.State is { } state
            ? new Evidence("/jobs/overview", JobListFacts.StateField(Id), state)
            : new Evidence("/jobs", JobListFacts.StatusField(Id), State);

    /// <summary>True where the job lists, which are fresher than <c>/jobs/:jobid</c>, or its own answer call it terminal.</summary>
    public bool IsTerminal => _isTerminal ??= JobStates.IsTerminal(State) || JobStates.IsTerminal(_snapshot.Overview?.State) || JobStates.IsTerminal(_snapshot.ListedStatus);

    /// <summary><c>STREAMING</c> or <c>BATCH</c>: <c>job-type</c> from 1.20 on, before that the plan's type.</summary>
    public Fact<string> JobType
    {
        get
        {
            var fact = _details.Object(JobDetails.Field.JobType, static details => details.JobType);
            return fact.IsKnown ? fact : _details.Object($"{JobDetails.Field.Plan}.{JobPlan.Field.Type}", static details => string.IsNullOrEmpty(details.Plan?.Type) ? null : details.Plan.Type);
        }
    }

    /// <summary>True where the job is known to be a batch job.</summary>
    public bool IsBatch => JobType.Or(string.Empty) == "BATCH";

    /// <summary>True where the execution graph exists: only then does Flink show what the job is made of.</summary>
    public bool HasGraph =>
        _details.Payload is { Vertices.Count: > 0, Plan.Nodes.Count: > 0 } details && !JobStates.IsBeforeGraph(details.State) && !Checkpointing.IsPlaceholder;

    /// <summary>True where a text of the graph was too long to be kept whole: which operators there are can't be told then.</summary>
    internal bool IsGraphCut =>
        _details.Payload is { } details
        && ((details.Vertices ?? []).Any(static vertex => LongText.IsCut(vertex.Name)) || (details.Plan?.Nodes ?? []).Any(static node => LongText.IsCut(node.Description)));

    /// <summary>When this run started, epoch milliseconds.</summary>
    public Fact<long> StartTimeMs => _details.Value(JobDetails.Field.StartTimeMs, static details => details.StartTimeMs);

    /// <summary>When this run started.</summary>
    public DateTimeOffset? StartTime =>
        (_details.Payload?.StartTimeMs ?? _snapshot.Overview?.StartTimeMs) is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null;

    /// <summary>Where <see cref="StartTime"/> was read, for evidence.</summary>
    internal Evidence StartEvidence => StartTimeMs.IsKnown || _snapshot.Overview?.StartTimeMs is not { } ms
        ? StartTimeMs.Evidence
        : new Evidence("/jobs/overview", JobListFacts.StartField(Id), ms.ToString(CultureInfo.InvariantCulture));

    /// <summary>When it ended, null where it has not, or where that was not read.</summary>
    public DateTimeOffset? EndTime => _snapshot.Overview?.EndTimeMs is > 0 and { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null;

    /// <summary>
    /// The job's "now": when <c>/jobs/:jobid</c> was asked. Where it was not asked in this poll, the latest moment of which its checkpoint statistics tell;
    /// the cluster's "now" where neither ever was.
    /// </summary>
    public DateTimeOffset Now
    {
        get
        {
            var (details, statistics) = (_details.ReadAt, Checkpointing.StatisticsReadAt);
            var isFresh = details >= Cluster.Snapshot.StartedAt || statistics <= details;
            return isFresh && _details.IsMissing ? Cluster.Now : isFresh ? details : statistics;
        }
    }

    /// <summary>A moment of ours on the JobManager's clock, epoch milliseconds: what Flink's own timestamps are measured against. A
    /// live answer tells that clock, so that a wrong clock here ages nothing; in a recording it is ours.</summary>
    public long FlinkMsAt(DateTimeOffset moment) => moment.ToUnixTimeMilliseconds() + (Cluster.Access.IsRecording ? 0 : ClockSkewMs ?? 0);

    /// <summary>The other way: a time on the JobManager's clock, epoch milliseconds, as a moment of ours; the nearest there is for one beyond all calendars.</summary>
    public DateTimeOffset MomentOf(long flinkMs)
    {
        var ms = flinkMs - (Int128)(Cluster.Access.IsRecording ? 0 : ClockSkewMs ?? 0);
        var (first, last) = (DateTimeOffset.MinValue.ToUnixTimeMilliseconds(), DateTimeOffset.MaxValue.ToUnixTimeMilliseconds());
        return DateTimeOffset.FromUnixTimeMilliseconds((long)Int128.Clamp(ms, first, last));
    }

    /// <summary>How far the JobManager's clock was ahead of ours when the job was asked, milliseconds; null where the answer does not tell.</summary>
    public long? ClockSkewMs => _details.Payload?.NowMs is { } flink ? flink - _details.ReadAt.ToUnixTimeMilliseconds() : null;

    /// <summary>When the job entered each state, epoch milliseconds; 0 for states it was never in (adaptive: also for some it was in).</summary>
    public IReadOnlyDictionary<string, long> Timestamps => _details.Payload?.Timestamps ?? EmptyTimestamps;

    /// <summary>When the job entered <paramref name="state"/>.</summary>
    public Fact<long> Timestamp(string state)
    {
        var field = $"{JobDetails.Field.Timestamps}.{state}";
        return Timestamps.TryGetValue(state, out var value) ? Fact<long>.Known(_details.Origin, field, value) : Fact<long>.Missing(_details.Origin, field);
    }

    /// <summary>The job-wide max parallelism, -1 where nobody set one.</summary>
    public Fact<int> MaxParallelism => _details.Value(JobDetails.Field.MaxParallelism, static details => details.MaxParallelism);

    /// <summary>The vertices in the order of the answer.</summary>
    public IReadOnlyList<VertexFacts> Vertices => _vertices ??= VertexFacts.Of(_details, _snapshot);

    /// <summary>True where a vertex has keyed (HASH) input.</summary>
    public bool HasKeyedVertex => Vertices.Any(static vertex => vertex.IsKeyed);

    /// <summary>The first of the vertices with the least headroom, null where none has any to tell of.</summary>
    public VertexFacts? LeastHeadroom
    {
        get
        {
            VertexFacts? least = null;
            var smallest = double.PositiveInfinity;
            foreach (var vertex in Vertices)
            {
                if (vertex.Headroom is { } headroom && headroom < smallest)
                {
                    (least, smallest) = (vertex, headroom);
                }
            }

            return least;
        }
    }

    /// <summary>True where every task of every vertex runs or has finished: only then is the shown parallelism the real one.</summary>
    public bool AllTasksUp => State == "RUNNING" && Vertices.Count > 0 && Vertices.All(static vertex => vertex.AllTasksUp);

    /// <summary>True where every task runs or has finished: none waits, and none still restores its state.</summary>
    public bool RunsWhole => State == "RUNNING" && Vertices.Count > 0 && Vertices.All(static vertex => vertex.RunsWhole);

    /// <summary>True for the adaptive scheduler: by the job's own answer (2.3), before that by the cluster's configuration.</summary>
    public bool IsAdaptive => _details.Payload?.SchedulerType is { } type ? type == "Adaptive" : Cluster.IsAdaptive;

    /// <summary>True where the default scheduler is known to run the job: its parallelism never changes by itself.</summary>
    public bool HasFixedParallelism => _details.Payload?.SchedulerType is { } type ? type == "Default" : Cluster.Configuration.IsRead && !Cluster.IsAdaptive;

    /// <summary>The parallelism that the job was submitted with, for operators that set none of their own; -1 where it set none.</summary>
    public Fact<int> JobParallelism => ConfigAnswer.Value(
        $"{JobConfig.Field.ExecutionConfig}.{ExecutionConfig.Field.JobParallelism}", static config => config.ExecutionConfig?.JobParallelism);

    /// <summary>Checkpoint configuration and statistics.</summary>
    public CheckpointingFacts Checkpointing => field ??= new CheckpointingFacts(_snapshot);

    /// <summary>The restart strategy as Flink words it.</summary>
    public Fact<string> RestartStrategy => ConfigAnswer.Object(
        $"{JobConfig.Field.ExecutionConfig}.{ExecutionConfig.Field.RestartStrategy}", static config => config.ExecutionConfig?.RestartStrategy);

    /// <summary>The restart strategy in effect, null where what was read does not tell.</summary>
    public RestartStrategy? RestartStrategyInEffect =>
        RestartStrategy.TryGet(out var text) ? RestartStrategyReader.Read(text, Cluster.Configuration, Cluster.Version, Checkpointing.IsEnabled) : null;

    /// <summary>Why it failed.</summary>
    public FailureFacts Failures => field ??= new FailureFacts(ExceptionsAnswer);

    /// <summary>What others than the JobManager show of it.</summary>
    public WitnessFacts Witnesses => field ??= new WitnessFacts(_snapshot);

    /// <summary>Failures, newest first.</summary>
    public Fact<IReadOnlyList<ExceptionEntry>> Exceptions => ExceptionsAnswer.Object(ExceptionEntries, static exceptions => exceptions.History?.Entries);

    /// <summary>How many of them Flink still shows.</summary>
    public Fact<int> ExceptionCount => ExceptionsAnswer.Value($"{ExceptionEntries}.{FieldPath.Length}", static exceptions => exceptions.History?.Entries?.Count);

    /// <summary>The latest of them, null where there is none.</summary>
    public ExceptionEntry? LatestException => Exceptions.TryGet(out var entries) ? entries.MaxBy(static entry => entry.TimestampMs ?? 0) : null;

    /// <summary>What the latest of them is called; <c>unknown</c> where Flink gives it no name.</summary>
    public Fact<string> LatestExceptionName => ExceptionsAnswer.Object(
        $"{ExceptionEntries}[0].{ExceptionEntry.Field.ExceptionName}", _ => LatestException is { } latest ? latest.ExceptionName ?? "unknown" : null);

    /// <summary>When the job last failed, epoch milliseconds.</summary>
    public Fact<long> LatestExceptionMs => ExceptionsAnswer.Value(
        $"{ExceptionEntries}[0].{ExceptionEntry.Field.TimestampMs}",
        static exceptions => exceptions.History?.Entries is { Count: > 0 } entries ? entries.Max(static entry => entry.TimestampMs) : null);

    /// <summary>
    /// How many slots the job takes: the highest parallelism of each slot sharing group. Before 1.20 Flink does not show the groups; then it is one group.
    /// </summary>
    public long SlotsUsed => Vertices.GroupBy(vertex => vertex.SlotSharingGroup).Sum(group => (long)group.Max(vertex => vertex.Parallelism.Or(0)));

    /// <summary>The parallelism that was asked for, by vertex id: adaptive scheduler, 1.18 and later.</summary>
    public Fact<int> RequestedParallelism(string vertexId)
    {
        var origin = OriginOf(ResourceRequirements.Key);
        var field = $"{vertexId}.{VertexResourceRequirements.Field.Parallelism}.{ParallelismBounds.Field.UpperBound}";
        return _snapshot.Readings.Value(ResourceRequirements.Key) is { } requirements
            && requirements.TryGetValue(vertexId, out var vertex)
            && vertex?.Parallelism?.UpperBound is { } bound
            ? Fact<int>.Known(origin, field, bound)
            : Fact<int>.Missing(origin, field);
    }

    /// <summary>
    /// The vertices that run with less parallelism than was asked for, the shortest first; null where that cannot be seen: not the adaptive scheduler, the
    /// requirements were not read, or not all tasks are up.
    /// </summary>
    public IReadOnlyList<VertexFacts>? UnmetVertices
    {
        get
        {
            if (!IsAdaptive || !AllTasksUp || !Vertices.All(vertex => RequestedParallelism(vertex.Id).IsKnown))
            {
                return null;
            }

            return [.. Vertices.Where(vertex => Missing(vertex) > 0).OrderByDescending(Missing)];
            int Missing(VertexFacts vertex) => RequestedParallelism(vertex.Id).Or(0) - vertex.Parallelism.Or(0);
        }
    }

    /// <summary>What was read of the job, for comparisons of polls.</summary>
    internal JobSnapshot Snapshot => _snapshot;

    /// <summary>False where no vertex has a name of the Table planner's, which writes a bracket into each (Flink: <c>ExecNodeBase</c>).</summary>
    internal bool MayBeSql => _details.Payload is not { Vertices: { Count: > 0 } vertices } || vertices.Any(static vertex => vertex.Name is { } name && name.Contains('[', StringComparison.Ordinal));

    /// <summary>The answer that the graph is read from, null where there is none.</summary>
    internal JobDetails? GraphSource => _details.Payload;

    /// <summary>Changes with <see cref="Graph"/>; none where no answer shows one.</summary>
    internal Stamp GraphStamp => _graphStamp.IsSet || _details.Payload is not { } details ? _graphStamp : _graphStamp = GraphReader.StampOf(details);

    /// <summary>The graph as the operator-identity engine takes it; empty before the graph exists.</summary>
    public JobGraph Graph => _graph ??= GraphReader.Read(_details.Payload);

    /// <summary>The answer of a source, of the job's own or of the cluster's.</summary>
    public Origin OriginOf(SourceKey key) => key.IsOfJob ? Origin.Of(_snapshot.Readings.Find(key), key.PathOf(Id)) : Cluster.OriginOf(key);

    private static readonly Dictionary<string, long> EmptyTimestamps = [];
}
