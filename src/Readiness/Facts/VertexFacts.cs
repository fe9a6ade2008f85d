using System.Globalization;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.Readiness.Facts;

/// <summary>What is known of a job vertex.</summary>
public sealed class VertexFacts
{
    private const string Nodes = $"{JobDetails.Field.Plan}.{JobPlan.Field.Nodes}";
    private const string ShipStrategies = $"{Nodes}[].{PlanNode.Field.Inputs}[].{PlanInput.Field.ShipStrategy}";

    private readonly Origin _details;
    private readonly Origin _checkpoint;
    private readonly int _index;
    private readonly JobVertex _vertex;
    private readonly VertexCheckpoint? _state;
    private readonly int? _jobWideMaximum;

    private VertexFacts(Origin details, Origin checkpoint, int index, JobVertex vertex, VertexCheckpoint? state, Fact<string> keyedInput, int? jobWideMaximum)
    {
        _jobWideMaximum = jobWideMaximum;
        _details = details;
        _checkpoint = checkpoint;
        _index = index;
        _vertex = vertex;
        _state = state;
        KeyedInput = keyedInput;
    }

    /// <summary>The vertex id.</summary>
    public string Id => _vertex.Id;

    /// <summary>The vertex name, raw.</summary>
    public string Name => _vertex.Name;

    /// <summary>The id as a fact, for evidence.</summary>
    public Fact<string> IdFact => Fact<string>.Known(_details, Field(JobVertex.Field.Id), _vertex.Id);

    /// <summary>The parallelism it has now.</summary>
    public Fact<int> Parallelism => Value(JobVertex.Field.Parallelism, _vertex.Parallelism);

    /// <summary>The effective max parallelism.</summary>
    public Fact<int> MaxParallelism => Value(JobVertex.Field.MaxParallelism, _vertex.MaxParallelism);

    /// <summary>The HASH input in the plan; missing where the vertex has none.</summary>
    public Fact<string> KeyedInput { get; }

    /// <summary>True where it reads a keyed (HASH) stream: its state is split into key groups.</summary>
    public bool IsKeyed => KeyedInput.IsKnown;

    /// <summary>
    /// True where its operator runs in one subtask by design, as a <c>windowAll</c> does: its max parallelism is 1 (Flink:
    /// <c>SingleOutputStreamOperator.forceNonParallel</c>), and not because the whole job has that limit. Whatever is set, it can't be scaled.
    /// </summary>
    public bool IsNonParallel => _vertex.MaxParallelism == 1 && _jobWideMaximum != 1;

    /// <summary>
    /// How far it can grow (see <see cref="KeyGroups.Headroom"/>); null where it is not keyed, is not parallel by design, or has no parallelism or max
    /// parallelism yet.
    /// </summary>
    public double? Headroom =>
        IsKeyed && !IsNonParallel && Parallelism.TryGet(out var parallelism) && MaxParallelism.TryGet(out var maximum) && parallelism > 0 && maximum > 0
            ? KeyGroups.Headroom(maximum, parallelism)
            : null;

    /// <summary>The id of its slot sharing group (1.20 and later), empty where Flink does not show it.</summary>
    public string SlotSharingGroup => _vertex.SlotSharingGroupId ?? string.Empty;

    /// <summary>How many of its subtasks are in each state.</summary>
    public VertexTasks? Tasks => _vertex.Tasks;

    /// <summary>How many subtasks have finished.</summary>
    public Fact<int> FinishedTasks => Value($"{JobVertex.Field.Tasks}.{VertexTasks.Field.Finished}", _vertex.Tasks?.Finished);

    /// <summary>How many subtasks wait to run: created, scheduled or deploying.</summary>
    public Fact<int> WaitingTasks => Value<int>(JobVertex.Field.Tasks, _vertex.Tasks is { } tasks ? tasks.Created + tasks.Scheduled + tasks.Deploying : null);

    /// <summary>How many subtasks restore their state.</summary>
    public Fact<int> InitializingTasks => Value($"{JobVertex.Field.Tasks}.{VertexTasks.Field.Initializing}", _vertex.Tasks?.Initializing);

    /// <summary>How many subtasks were told to end and have not.</summary>
    public Fact<int> CancelingTasks => Value($"{JobVertex.Field.Tasks}.{VertexTasks.Field.Canceling}", _vertex.Tasks?.Canceling);

    /// <summary>True where every subtask runs or has finished.</summary>
    public bool RunsWhole => _vertex is { Tasks: { } tasks, Parallelism: { } parallelism } && tasks.Running + tasks.Finished >= parallelism;

    /// <summary>True where every subtask runs, restores its state or has finished.</summary>
    public bool AllTasksUp =>
        _vertex is { Tasks: { } tasks, Parallelism: { } parallelism } && tasks.Running + tasks.Finished + tasks.Initializing >= parallelism;

    /// <summary>Milliseconds its subtasks have spent back-pressured, summed since their start.</summary>
    public Fact<double> BackPressuredMs => Value(
        $"{JobVertex.Field.Metrics}.{VertexMetrics.Field.AccumulatedBackPressuredMs}", _vertex.Metrics?.AccumulatedBackPressuredMs);

    /// <summary>Milliseconds its subtasks have spent back-pressured, idle and busy in all, as far as Flink says: it stands still where Flink has no newer metrics.</summary>
    internal double AccumulatedMs => (_vertex.Metrics?.AccumulatedBackPressuredMs ?? 0) + (_vertex.Metrics?.AccumulatedIdleMs ?? 0) + (_vertex.Metrics?.AccumulatedBusyMs ?? 0);

    /// <summary>The size of its own state in the checkpoint that was looked at, in-flight data left out, bytes.</summary>
    public Fact<long> StateSize
    {
        get
        {
            var name = $"{CheckpointDetails.Field.Vertices}.{Id}.{VertexCheckpoint.Field.StateSize}";
            return _state is { StateSize: { } size, PersistedData: var persisted } && (persisted ?? 0) <= size
                ? Fact<long>.Known(_checkpoint, name, size - (persisted ?? 0))
                : Fact<long>.Missing(_checkpoint, name);
        }
    }

    internal static IReadOnlyList<VertexFacts> Of(Answer<JobDetails> details, JobSnapshot snapshot)
    {
        if (details.Payload?.Vertices is not { Count: > 0 } vertices)
        {
            return [];
        }

        var checkpoint = Answer.Of(snapshot, CheckpointDetails.Key).Origin;
        var states = snapshot.Readings.Value(CheckpointDetails.Key)?.Vertices;
        var keyedInputs = KeyedInputs(details);
        var facts = new List<VertexFacts>(vertices.Count);
        for (var index = 0; index < vertices.Count; index++)
        {
            var vertex = vertices[index];
            var keyed = keyedInputs.TryGetValue(vertex.Id, out var input) ? input : Fact<string>.Missing(details.Origin, ShipStrategies);
            facts.Add(new VertexFacts(details.Origin, checkpoint, index, vertex, states?.GetValueOrDefault(vertex.Id), keyed, details.Payload.MaxParallelism));
        }

        return facts;
    }

    private static Dictionary<string, Fact<string>> KeyedInputs(Answer<JobDetails> details)
    {
        var keyed = new Dictionary<string, Fact<string>>(StringComparer.Ordinal);
        var nodes = details.Payload?.Plan?.Nodes ?? [];
        for (var node = 0; node < nodes.Count; node++)
        {
            var inputs = nodes[node].Inputs ?? [];
            for (var input = 0; input < inputs.Count; input++)
            {
                if (inputs[input].ShipStrategy is { } strategy && strategy.StartsWith("HASH", StringComparison.Ordinal))
                {
                    var field = string.Create(CultureInfo.InvariantCulture, $"{Nodes}[{node}].{PlanNode.Field.Inputs}[{input}].{PlanInput.Field.ShipStrategy}");
                    keyed.TryAdd(nodes[node].Id, Fact<string>.Known(details.Origin, field, strategy));
                }
            }
        }

        return keyed;
    }

    private Fact<T> Value<T>(string field, T? value)
        where T : struct =>
        value is { } known ? Fact<T>.Known(_details, Field(field), known) : Fact<T>.Missing(_details, Field(field));

    private FieldPath Field(string field) => new(field, JobDetails.Field.Vertices, _index);
}
