using System.Text.Json;

namespace FlinkReady.Readiness.Tests.Truth;

/// <summary>What is known about a job because its program and arguments are.</summary>
internal sealed class RecordedJob
{
    private readonly JsonElement _job;

    public RecordedJob(JsonElement job, RecordedCluster cluster)
    {
        _job = job;
        Cluster = cluster;
        var graph = job.GetProperty("graph");
        if (graph.ValueKind == JsonValueKind.Object)
        {
            Operators = [.. graph.GetProperty("operators").EnumerateArray().Select(RecordedOperator.Read)];
            Vertices = [.. graph.GetProperty("vertices").EnumerateArray().Select(vertex => ReadVertex(vertex, graph))];
        }
    }

    public RecordedCluster Cluster { get; }

    public string Id => _job.GetProperty("jid").GetString()!;

    public string Name => _job.GetProperty("name").GetString()!;

    public bool IsBatch => _job.GetProperty("jobType").GetString() == "BATCH";

    /// <summary>Null where checkpointing is off.</summary>
    public JsonElement? Checkpointing => _job.GetProperty("checkpointing") is { ValueKind: JsonValueKind.Object } on ? on : null;

    /// <summary><c>hashmap</c> or <c>rocksdb</c>.</summary>
    public string StateBackend => _job.GetProperty("stateBackend").GetString()!;

    /// <summary><c>jm</c> or a directory.</summary>
    public string CheckpointStorage => _job.GetProperty("checkpointStorage").GetString()!;

    public int? JobMaxParallelism => _job.GetProperty("jobMaxParallelism") is { ValueKind: JsonValueKind.Number } set ? set.GetInt32() : null;

    /// <summary>The parallelism that was asked for.</summary>
    public int Parallelism => _job.GetProperty("parallelism").GetInt32();

    public bool IsRestored => _job.GetProperty("restoredFrom").ValueKind == JsonValueKind.String;

    /// <summary>As set in the job: <c>exponential</c>, <c>fixed</c>, <c>failure-rate</c>, <c>none</c>, or <c>cluster default</c>.</summary>
    public string RestartStrategy => _job.GetProperty("restartStrategy").GetString()!;

    /// <summary>In one word: <c>all</c>, <c>partial</c>, <c>none</c>, <c>hash</c>, <c>mixed</c>, or <c>sql, …</c>.</summary>
    public string Uids => _job.GetProperty("uids").GetString()!;

    /// <summary>True where something was done while the job ran that stops it for a while: then checkpoints stop too.</summary>
    public bool IsDisturbed => Cluster.HasKills || Cluster.IsAdaptive;

    /// <summary>The operators as the client built them; null for SQL jobs that a table environment submits itself.</summary>
    public IReadOnlyList<RecordedOperator>? Operators { get; }

    /// <summary>The vertices as the client built them; null as <see cref="Operators"/>.</summary>
    public IReadOnlyList<RecordedVertex>? Vertices { get; }

    /// <summary>True where neither the operator nor anything upstream of it has a uid.</summary>
    public bool HasNoUidUpstream(RecordedOperator one) => one.Uid is null && one.Inputs.All(node => HasNoUidUpstream(Operators!.Single(other => other.Node == node)));

    private RecordedVertex ReadVertex(JsonElement vertex, JsonElement graph)
    {
        var ids = vertex.GetProperty("operators").EnumerateArray().Select(one => one.GetProperty("operatorId").GetString()!).ToHashSet(StringComparer.Ordinal);
        var nodes = Operators!.Where(one => ids.Contains(one.Id)).Select(one => one.Node).ToHashSet();
        var keyed = graph.GetProperty("edges").EnumerateArray().Any(edge => edge.GetProperty("partitioner").GetString() == "HASH" && nodes.Contains(edge.GetProperty("to").GetInt32()));
        var own = vertex.GetProperty("maxParallelism").GetInt32();
        return new RecordedVertex(vertex.GetProperty("vertexId").GetString()!, vertex.GetProperty("parallelism").GetInt32(), own > 0 ? own : null, keyed);
    }
}

/// <param name="Node">The node's id in the stream graph.</param>
/// <param name="Id">The operator id, by Flink's own hasher.</param>
/// <param name="Uid">Null where it has none.</param>
/// <param name="Inputs">The nodes it reads from.</param>
internal sealed record RecordedOperator(int Node, string Id, string? Uid, IReadOnlyList<int> Inputs)
{
    public static RecordedOperator Read(JsonElement one) => new(
        one.GetProperty("node").GetInt32(),
        one.GetProperty("operatorId").GetString()!,
        one.GetProperty("uid").GetString(),
        [.. one.GetProperty("inputs").EnumerateArray().Select(input => input.GetInt32())]);
}

/// <param name="Id">The vertex id: the id of its chain's head.</param>
/// <param name="Parallelism">As asked for.</param>
/// <param name="MaxParallelism">As set on the operator; null where it is not.</param>
/// <param name="IsKeyed">Whether it has a HASH input.</param>
internal sealed record RecordedVertex(string Id, int Parallelism, int? MaxParallelism, bool IsKeyed);
