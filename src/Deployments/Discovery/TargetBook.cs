using FlinkReady.Deployments.Resources;
using FlinkReady.FlinkModel.Deployments;

namespace FlinkReady.Deployments.Discovery;

/// <summary>The targets that were found so far: each name and each address once.</summary>
internal sealed class TargetBook
{
    private readonly Dictionary<string, Conclusion> _byUrl = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Conclusion> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Namespace, string Name), Conclusion> _deployments = [];
    private readonly Dictionary<(string Namespace, string Name), Conclusion> _jobs = [];

    /// <summary>Enters a conclusion, as a duplicate where its address or its name is taken.</summary>
    public Conclusion Enter(Conclusion conclusion)
    {
        if (conclusion is not { Target: { } target, Url: { } url })
        {
            return conclusion;
        }

        if (_byUrl.TryGetValue(url, out var same))
        {
            return Second(conclusion, ResourceState.Duplicate, $"It leads to {same.Resource.Address}, which is a target already.");
        }

        if (_byName.TryGetValue(target, out var named))
        {
            return Second(conclusion, ResourceState.LeftOut, $"{named.Resource.Address} has the name {target} already: give it another one in its annotation flinkready.io/name.");
        }

        _byUrl[url] = conclusion;
        _byName[target] = conclusion;
        if (conclusion.Resource.Kind == KubernetesResource.FlinkDeployment)
        {
            _deployments[(conclusion.Resource.Namespace, conclusion.Resource.Name)] = conclusion;
        }

        return conclusion;
    }

    /// <summary>Enters a session job, so that its snapshots are found.</summary>
    public Conclusion EnterJob(Conclusion conclusion)
    {
        _jobs[(conclusion.Resource.Namespace, conclusion.Resource.Name)] = conclusion;
        return conclusion;
    }

    /// <summary>The target of a FlinkDeployment, null where it is none.</summary>
    public string? TargetOf(string ns, string name) => _deployments.GetValueOrDefault((ns, name))?.Target;

    /// <summary>The FlinkDeployment whose REST API a Service is, null where there is none.</summary>
    public KubernetesResource? DeploymentOfService(KubernetesResource service) => service.Name.EndsWith(KubernetesResource.RestServiceSuffix, StringComparison.Ordinal)
        ? _deployments.GetValueOrDefault((service.Namespace, service.Name[..^KubernetesResource.RestServiceSuffix.Length]))?.Resource
        : null;

    /// <summary>What a snapshot of a job belongs to.</summary>
    /// <param name="ns">The namespace.</param>
    /// <param name="kind">The kind of the resource that the snapshot was asked of.</param>
    /// <param name="name">Its name.</param>
    public Join? JoinOf(string ns, string? kind, string name) => kind == KubernetesResource.FlinkSessionJob
        ? _jobs.GetValueOrDefault((ns, name))?.Joins
        : _deployments.GetValueOrDefault((ns, name)) is { Target: { } target } deployment ? new Join(target, deployment.Deployment?.JobId) : null;

    private static Conclusion Second(Conclusion conclusion, ResourceState state, string reason) =>
        conclusion with { State = state, Reason = reason, Target = null, Url = null, IsPolled = false, Expected = null };
}
