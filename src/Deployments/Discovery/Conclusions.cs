using FlinkReady.Deployments.Resources;
using FlinkReady.FlinkModel.Deployments;

namespace FlinkReady.Deployments.Discovery;

/// <summary>Concludes from the resources of a cluster what there is to look at. Pure.</summary>
public static class Conclusions
{
    /// <summary>What follows from each resource.</summary>
    /// <param name="resources">All that are known, at most one of each kind, namespace and name.</param>
    /// <param name="hostSuffix">What follows the namespace in host names, such as <c>.svc.cluster.local</c>; empty for nothing.</param>
    /// <param name="isSelected">True for a Service that a configured selector chooses; null where there is none.</param>
    /// <returns>In the order of kinds (FlinkDeployments, Services, session jobs, snapshots, others), then of namespace and name.</returns>
    public static IReadOnlyList<Conclusion> Of(IEnumerable<KubernetesResource> resources, string hostSuffix = "", Func<KubernetesResource, bool>? isSelected = null)
    {
        var sorted = resources.OrderBy(static one => Order(one.Kind)).ThenBy(static one => one.Namespace, StringComparer.Ordinal).ThenBy(static one => one.Name, StringComparer.Ordinal).ToList();
        var services = sorted.Where(static one => one.Kind == KubernetesResource.ServiceKind).ToDictionary(static one => (one.Namespace, one.Name));
        var conclusions = new List<Conclusion>(sorted.Count);
        var targets = new TargetBook();
        foreach (var resource in sorted)
        {
            conclusions.Add(resource.Kind switch
            {
                KubernetesResource.FlinkDeployment => targets.Enter(OfDeployment(resource, services.GetValueOrDefault((resource.Namespace, RestAddress.ServiceOf(resource.Name))), hostSuffix)),
                KubernetesResource.ServiceKind => targets.Enter(OfService(resource, hostSuffix, isSelected?.Invoke(resource) == true, targets)),
                KubernetesResource.FlinkSessionJob => targets.EnterJob(OfSessionJob(resource, targets)),
                KubernetesResource.FlinkStateSnapshot => SnapshotReader.Read(resource, targets),
                KubernetesResource.FlinkBlueGreenDeployment => Nothing(resource, "Its two FlinkDeployments are found by themselves."),
                _ => Nothing(resource, "Nothing is read of this kind."),
            });
        }

        return SnapshotReader.MarkLatest(conclusions);
    }

    private static int Order(string kind) => kind switch
    {
        KubernetesResource.FlinkDeployment => 0,
        KubernetesResource.ServiceKind => 1,
        KubernetesResource.FlinkSessionJob => 2,
        KubernetesResource.FlinkStateSnapshot => 3,
        _ => 4,
    };

    private static Conclusion OfDeployment(KubernetesResource resource, KubernetesResource? service, string hostSuffix)
    {
        if (IsOptedOut(resource))
        {
            return OptedOut(resource);
        }

        var (state, reason) = new ResourceLife(resource.Root).Judge();
        var deployment = resource.Deployment(DeploymentReader.Read);
        var leaves = state == ResourceState.Leaving;
        return new Conclusion
        {
            Resource = resource,
            State = state,
            Reason = reason,
            Target = leaves ? null : TargetNaming.Of(resource),
            Url = leaves ? null : RestAddress.OfDeployment(deployment, service, hostSuffix),
            IsPolled = state is not (ResourceState.Leaving or ResourceState.Suspended or ResourceState.Ended),
            Expected = leaves ? null : state is ResourceState.Suspended or ResourceState.Ended or ResourceState.InUpgrade ? 0 : 1,
            Labels = resource.OwnLabels(),
            Deployment = deployment,
        };
    }

    private static Conclusion OfService(KubernetesResource resource, string hostSuffix, bool isSelected, TargetBook targets)
    {
        if (IsOptedOut(resource))
        {
            return OptedOut(resource);
        }

        if (!isSelected && !IsTrue(resource.Annotation("scrape")))
        {
            return Nothing(resource, "It does not ask to be looked at.");
        }

        if (resource.Root.At("metadata", "deletionTimestamp") is not null)
        {
            return new Conclusion { Resource = resource, State = ResourceState.Leaving, Reason = "It is being deleted." };
        }

        if (targets.DeploymentOfService(resource) is { } owner)
        {
            return new Conclusion { Resource = resource, State = ResourceState.Duplicate, Reason = $"It leads to {owner.Address}, which is a target already." };
        }

        var (url, lack) = RestAddress.OfService(resource, hostSuffix);
        return url is null
            ? new Conclusion { Resource = resource, State = ResourceState.LeftOut, Reason = lack! }
            : new Conclusion
            {
                Resource = resource,
                State = ResourceState.Service,
                Reason = isSelected ? "Its labels are those of the configured selector." : "Its annotation asks for it.",
                Target = TargetNaming.Of(resource),
                Url = url,
                IsPolled = true,
                Expected = 1,
                Labels = resource.OwnLabels(),
            };
    }

    private static Conclusion OfSessionJob(KubernetesResource resource, TargetBook targets)
    {
        if (IsOptedOut(resource))
        {
            return OptedOut(resource);
        }

        var deployment = resource.Deployment(DeploymentReader.Read);
        var cluster = resource.Root.Text("spec", "deploymentName") ?? string.Empty;
        var target = targets.TargetOf(resource.Namespace, cluster);
        return new Conclusion
        {
            Resource = resource,
            State = deployment.State == ResourceState.Leaving ? ResourceState.Leaving : ResourceState.Facts,
            Reason = target is not null ? $"A job of FlinkDeployment {resource.Namespace}/{cluster}." : $"Its cluster, FlinkDeployment {resource.Namespace}/{cluster}, is not among the targets.",
            Expected = deployment.State is ResourceState.Suspended or ResourceState.Ended or ResourceState.Leaving ? 0 : null,
            Deployment = deployment,
            Joins = target is null || deployment.State == ResourceState.Leaving ? null : new Join(target, deployment.JobId),
        };
    }

    private static bool IsOptedOut(KubernetesResource resource) => resource.Annotation("scrape")?.Trim().Equals("false", StringComparison.OrdinalIgnoreCase) == true;

    private static bool IsTrue(string? text) => text?.Trim().Equals("true", StringComparison.OrdinalIgnoreCase) == true;

    private static Conclusion OptedOut(KubernetesResource resource) =>
        new() { Resource = resource, State = ResourceState.OptedOut, Reason = "Its annotation flinkready.io/scrape is false." };

    private static Conclusion Nothing(KubernetesResource resource, string reason) =>
        new() { Resource = resource, State = ResourceState.None, Reason = reason };
}
