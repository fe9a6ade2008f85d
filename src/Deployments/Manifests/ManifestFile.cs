using FlinkReady.Deployments.Documents;
using FlinkReady.Deployments.Resources;

namespace FlinkReady.Deployments.Manifests;

/// <summary>What was read of the manifests of one file.</summary>
/// <param name="Resources">FlinkDeployments and FlinkSessionJobs, in their order.</param>
/// <param name="Others">How many objects of other kinds were passed over.</param>
/// <param name="Mistakes">What could not be read, or would be refused.</param>
public sealed record ManifestFile(IReadOnlyList<ManifestResource> Resources, int Others, IReadOnlyList<DocumentMistake> Mistakes);

/// <summary>A FlinkDeployment or a FlinkSessionJob of a file.</summary>
/// <param name="Resource">The object.</param>
/// <param name="Deployment">What it declares.</param>
/// <param name="Cluster">The name of its cluster: its own, or of a session job the one that it is for.</param>
public sealed record ManifestResource(KubernetesResource Resource, FlinkModel.Deployments.DeploymentResource Deployment, string Cluster);
