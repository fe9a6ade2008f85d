using System.Text;
using System.Text.Json;
using FlinkReady.Deployments.Documents;
using FlinkReady.FlinkModel.Deployments;

namespace FlinkReady.Deployments.Resources;

/// <summary>The life of a FlinkDeployment or a FlinkSessionJob, read from its spec and from what the operator writes.</summary>
internal sealed class ResourceLife
{
    private const int LongestError = 500;

    // Flink Kubernetes Operator: ResourceLifecycleState. A value that is none of these is one of a later operator.
    private static readonly HashSet<string> Known =
        ["CREATED", "SUSPENDED", "UPGRADING", "DEPLOYED", "STABLE", "ROLLING_BACK", "ROLLED_BACK", "FAILED", "DELETING", "DELETED"];

    private readonly ObjectNode _root;

    /// <summary>Of a resource.</summary>
    public ResourceLife(ObjectNode root)
    {
        _root = root;
        Lifecycle = Upper("lifecycleState") is not { Length: > 0 } state ? Derive() : Known.Contains(state) ? state : "DEPLOYED";
    }

    /// <summary>The operator's state, derived where it writes none (before 1.4).</summary>
    public string Lifecycle { get; }

    /// <summary>What its JobManager's Deployment is like; null where nothing is said, as of session jobs.</summary>
    private string? JobManager => Upper("jobManagerDeploymentStatus");

    private string? JobState => _root.Text("status", "jobStatus", "state")?.Trim().ToUpperInvariant();

    private string? Reconciliation => _root.Text("status", "reconciliationStatus", "state")?.Trim().ToUpperInvariant();

    private bool HasJob => _root.Map("spec", "job") is not null;

    /// <summary>True where it is wanted suspended.</summary>
    public bool IsSuspended =>
        string.Equals(_root.Text("spec", "job", "state")?.Trim(), "suspended", StringComparison.OrdinalIgnoreCase) || Lifecycle == "SUSPENDED";

    /// <summary>What runs: after a rollback the last stable spec, else the last reconciled one; null where nothing was deployed yet.</summary>
    public DeployedSpec? Deployed => Lifecycle == "ROLLED_BACK" ? LastStable ?? LastReconciled : LastReconciled;

    private DeployedSpec? LastReconciled => DeployedSpec.Read(_root.Text("status", "reconciliationStatus", "lastReconciledSpec"));

    private DeployedSpec? LastStable => DeployedSpec.Read(_root.Text("status", "reconciliationStatus", "lastStableSpec"));

    /// <summary>Where it stands, and why in one sentence.</summary>
    public (ResourceState State, string Reason) Judge()
    {
        if (_root.At("metadata", "deletionTimestamp") is not null || Lifecycle is "DELETING" or "DELETED")
        {
            return (ResourceState.Leaving, "It is being deleted.");
        }

        if (IsSuspended)
        {
            return (ResourceState.Suspended, Lifecycle == "SUSPENDED" ? "It is suspended." : "Its spec wants the job suspended.");
        }

        // While an upgrade goes on, a missing JobManager is part of it.
        if (Lifecycle is "CREATED" or "UPGRADING" or "ROLLING_BACK")
        {
            return (ResourceState.InUpgrade, $"The operator says {Lifecycle}.");
        }

        if (HasJob && JobManager == "MISSING" && JobState is "FINISHED" or "CANCELED")
        {
            return (ResourceState.Ended, $"The job is {JobState}, and the operator has removed its JobManager.");
        }

        if (Lifecycle == "FAILED" || JobManager is "ERROR" or "MISSING")
        {
            return (ResourceState.Failed, JobManager is "ERROR" or "MISSING" ? $"Its JobManager's Deployment is {JobManager}." : "The operator says FAILED.");
        }

        if (JobManager is "DEPLOYING" or "DEPLOYED_NOT_READY")
        {
            return (ResourceState.InUpgrade, $"Its JobManager's Deployment is {JobManager}.");
        }

        if (Number("metadata", "generation") is { } wanted && Number("status", "observedGeneration") is { } observed && wanted > observed)
        {
            return (ResourceState.NotReconciled, "The operator has not taken over the latest change of its spec.");
        }

        return HasJob ? (ResourceState.Normal, "It is deployed.") : (ResourceState.Session, "It is deployed; it has no job of its own.");
    }

    /// <summary>The message of <c>status.error</c>, on one line; the text itself where it is no JSON.</summary>
    public string? ErrorMessage
    {
        get
        {
            if (_root.Text("status", "error") is not { Length: > 0 } text)
            {
                return null;
            }

            var message = text;
            try
            {
                message = JsonDocumentReader.Read(Encoding.UTF8.GetBytes(text), WantedFields.All)?.Text("message") is { Length: > 0 } inner ? inner : text;
            }
            catch (JsonException)
            {
                // Seldom plain text: it is taken as it is.
            }

            message = message.ReplaceLineEndings(" ").Trim();
            return message.Length <= LongestError ? message : message[..(char.IsHighSurrogate(message[LongestError - 1]) ? LongestError - 1 : LongestError)];
        }
    }

    // Flink Kubernetes Operator: CommonStatus.getLifecycleState.
    private string Derive()
    {
        if (_root.Text("status", "reconciliationStatus", "lastReconciledSpec") is not { Length: > 0 } reconciled)
        {
            return string.IsNullOrEmpty(_root.Text("status", "error")) ? "CREATED" : "FAILED";
        }

        return Reconciliation switch
        {
            "UPGRADING" => "UPGRADING",
            "ROLLING_BACK" => "ROLLING_BACK",
            _ when LastReconciled is { IsSuspended: true } => "SUSPENDED",
            _ when JobState == "FAILED" => "FAILED",
            "ROLLED_BACK" => "ROLLED_BACK",
            _ when _root.Text("status", "reconciliationStatus", "lastStableSpec") == reconciled => "STABLE",
            _ => "DEPLOYED",
        };
    }

    private string? Upper(string name) => _root.Text("status", name)?.Trim().ToUpperInvariant();

    private long? Number(params ReadOnlySpan<string> path) =>
        long.TryParse(_root.Text(path), System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;
}
