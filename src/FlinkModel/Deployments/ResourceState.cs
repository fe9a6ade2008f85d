namespace FlinkReady.FlinkModel.Deployments;

/// <summary>Where a resource stands in its life, and so what a monitor does with it.</summary>
public enum ResourceState
{
    /// <summary>Deployed, and nothing else is said of it.</summary>
    Normal,

    /// <summary>A session cluster that is deployed.</summary>
    Session,

    /// <summary>On its way up: created, upgraded, rolled back, or its JobManager starts.</summary>
    InUpgrade,

    /// <summary>Somebody wants it suspended: the JobManager is gone, or goes any second.</summary>
    Suspended,

    /// <summary>The job has ended, and the operator has removed its JobManager.</summary>
    Ended,

    /// <summary>The operator or Kubernetes could not bring it up, or it is gone though it is wanted.</summary>
    Failed,

    /// <summary>The operator has not taken over what the spec says.</summary>
    NotReconciled,

    /// <summary>Being deleted.</summary>
    Leaving,

    /// <summary>A Service that asks to be looked at.</summary>
    Service,

    /// <summary>No target of its own: what it says belongs to another.</summary>
    Facts,

    /// <summary>Another resource is the same target.</summary>
    Duplicate,

    /// <summary>Its annotation says that it is not to be looked at.</summary>
    OptedOut,

    /// <summary>It asks to be looked at, and something is missing for that.</summary>
    LeftOut,

    /// <summary>Nothing of ours.</summary>
    None,
}

/// <summary>The written form of <see cref="ResourceState"/>.</summary>
public static class ResourceStates
{
    /// <summary>In camelCase, as <c>flinkready targets --format json</c> has it.</summary>
    public static string ToText(this ResourceState state) => state switch
    {
        ResourceState.Normal => "normal",
        ResourceState.Session => "session",
        ResourceState.InUpgrade => "inUpgrade",
        ResourceState.Suspended => "suspended",
        ResourceState.Ended => "ended",
        ResourceState.Failed => "failed",
        ResourceState.NotReconciled => "notReconciled",
        ResourceState.Leaving => "leaving",
        ResourceState.Service => "service",
        ResourceState.Facts => "facts",
        ResourceState.Duplicate => "duplicate",
        ResourceState.OptedOut => "optedOut",
        ResourceState.LeftOut => "leftOut",
        _ => "none",
    };
}
