namespace FlinkReady.Readiness.Facts;

/// <summary>How a cluster is deployed, read from its configuration. Decides where a remediation points.</summary>
public enum Deployment
{
    /// <summary>Processes or containers that somebody started: standalone, also in Kubernetes without the operator.</summary>
    Standalone,

    /// <summary>By the Flink Kubernetes Operator.</summary>
    KubernetesOperator,

    /// <summary>Native Kubernetes without the operator.</summary>
    NativeKubernetes,

    /// <summary>YARN.</summary>
    Yarn,
}
