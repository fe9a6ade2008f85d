using System.Text.Json.Serialization;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.OperatorIds.Contract;

namespace FlinkReady.Readiness.Runs;

/// <summary>What is kept of a run over a restart of the monitor. A record without vertices tells only what moved since the last one of its run.</summary>
/// <param name="JobId">The job id.</param>
/// <param name="StartMs">When the run started, epoch milliseconds.</param>
/// <param name="Name">The job's name.</param>
/// <param name="State">Its state when it was last seen.</param>
/// <param name="FirstSeenMs">When it was first seen, epoch milliseconds.</param>
/// <param name="LastAliveMs">When it was last seen alive, or ended, epoch milliseconds.</param>
public sealed record RunRecord(string JobId, long StartMs, string Name, RecordedEvidence State, long FirstSeenMs, long LastAliveMs)
{
    /// <summary>True where it ended.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Ended { get; init; }

    /// <summary>The resource that deploys it, as <c>FlinkDeployment orders/pricing</c>; null where none is known.</summary>
    public string? Resource { get; init; }

    /// <summary>Its vertices; null where the record tells nothing of them.</summary>
    public IReadOnlyList<RecordedVertex>? Vertices { get; init; }

    /// <summary>Its operators as a witness showed all of them; null where none did.</summary>
    public RecordedOperators? Shown { get; init; }

    /// <summary>The operators in what it was started from; null where nobody showed them.</summary>
    public RecordedOperators? Restored { get; init; }

    /// <summary>Its latest completed checkpoint.</summary>
    public RecordedCheckpoint? Completed { get; init; }

    /// <summary>Its latest savepoint.</summary>
    public RecordedCheckpoint? Savepoint { get; init; }

    /// <summary>What it was started from.</summary>
    public RecordedStart? StartedFrom { get; init; }

    /// <summary>What it restored first.</summary>
    public RecordedStart? FirstRestore { get; init; }

    /// <summary>The run that it follows.</summary>
    public RecordedLink? Previous { get; init; }

    /// <summary>True where that is decided.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool LinkSettled { get; init; }
}

/// <summary>Where something was read.</summary>
public sealed record RecordedEvidence(string Path, string Field, string Value);

/// <summary>A vertex of a run.</summary>
public sealed record RecordedVertex(string Id, string Name, string ShownName, IReadOnlyList<RecordedOperator> Operators)
{
    /// <summary>The vertices that it reads from.</summary>
    public IReadOnlyList<string>? Inputs { get; init; }

    /// <summary>True where it reads a keyed stream.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Keyed { get; init; }

    /// <summary>True where its texts leave no doubt how many operators it runs.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Sure { get; init; }

    /// <summary>The verdict on its head's uid, for one whose operators are not known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public UidVerdict Uid { get; init; }

    /// <summary>Its parallelism.</summary>
    public int? Parallelism { get; init; }

    /// <summary>Its effective max parallelism.</summary>
    public int? MaxParallelism { get; init; }

    /// <summary>Its own state, bytes.</summary>
    public long? StateBytes { get; init; }
}

/// <summary>An operator of a vertex.</summary>
public sealed record RecordedOperator(string Name, UidVerdict Uid)
{
    /// <summary>Its id; null where it is not known, and for a head.</summary>
    public string? Id { get; init; }

    /// <summary>The text of its uid.</summary>
    public string? UidText { get; init; }

    /// <summary>True for a source that is chained into a multiple-input operator.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool ChainedSource { get; init; }

    /// <summary>True for one that its author can't give a uid.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Added { get; init; }
}

/// <summary>Operators as a witness showed them.</summary>
public sealed record RecordedOperators(string Origin, IReadOnlyList<WitnessedOperator> Operators, bool KnowsState);

/// <summary>A checkpoint or savepoint.</summary>
public sealed record RecordedCheckpoint(RecordedEvidence Evidence)
{
    /// <summary>Its number.</summary>
    public long? Id { get; init; }

    /// <summary>Where it lies.</summary>
    public string? Path { get; init; }

    /// <summary>The state in it, bytes.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Bytes { get; init; }

    /// <summary>True where it outlives a cancelled job.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Retained { get; init; }
}

/// <summary>What a run was started from.</summary>
public sealed record RecordedStart(bool Empty, RecordedEvidence Evidence)
{
    /// <summary>True where Flink itself chose it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool FailOver { get; init; }

    /// <summary>The number of the checkpoint or savepoint.</summary>
    public long? Id { get; init; }

    /// <summary>Where it lies.</summary>
    public string? Path { get; init; }
}

/// <summary>The run that another one follows.</summary>
public sealed record RecordedLink(string JobId, long StartMs, string Link, bool HasItsState);
