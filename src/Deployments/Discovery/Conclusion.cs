using FlinkReady.Deployments.Resources;
using FlinkReady.FlinkModel.Deployments;

namespace FlinkReady.Deployments.Discovery;

/// <summary>What follows from a resource for a monitor. Immutable.</summary>
public sealed record Conclusion
{
    /// <summary>The resource.</summary>
    public required KubernetesResource Resource { get; init; }

    /// <summary>Where it stands.</summary>
    public required ResourceState State { get; init; }

    /// <summary>Why, in one sentence for people.</summary>
    public required string Reason { get; init; }

    /// <summary>The target that it makes; null where it makes none.</summary>
    public string? Target { get; init; }

    /// <summary>The address of that target.</summary>
    public string? Url { get; init; }

    /// <summary>True where the target is asked.</summary>
    public bool IsPolled { get; init; }

    /// <summary>1 where the target has to answer, 0 where it need not, null where that is no question.</summary>
    public int? Expected { get; init; }

    /// <summary>The same once it has been in this state for longer than an upgrade may take.</summary>
    public int? ExpectedAfterGrace => State == ResourceState.InUpgrade && Expected is not null ? 1 : Expected;

    /// <summary>The target's own labels.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>What rules judge, of a FlinkDeployment or a FlinkSessionJob; null for other kinds.</summary>
    public DeploymentResource? Deployment { get; init; }

    /// <summary>The target, and the job of it, that its facts belong to; null where there is none.</summary>
    public Join? Joins { get; init; }

    /// <summary>Of a FlinkStateSnapshot: what it made; null for other kinds.</summary>
    public StateSnapshot? Snapshot { get; init; }
}

/// <summary>What a resource belongs to.</summary>
/// <param name="Target">The target's name.</param>
/// <param name="JobId">The job's id, 32 hex digits; null where the operator names none yet.</param>
public sealed record Join(string Target, string? JobId);

/// <summary>A savepoint or checkpoint that was asked of the operator.</summary>
/// <param name="IsSavepoint">False for a checkpoint.</param>
/// <param name="Path">Where it lies, null where it is not complete.</param>
/// <param name="CompletedAt">When it was complete, null where it is not.</param>
/// <param name="IsLatest">True for the latest complete savepoint of its job.</param>
public sealed record StateSnapshot(bool IsSavepoint, string? Path, DateTimeOffset? CompletedAt, bool IsLatest);
