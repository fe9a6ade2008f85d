using FlinkReady.FlinkClient.Endpoints;

namespace FlinkReady.FlinkClient.Sources;

/// <summary>The endpoints that are asked: those of the sources.</summary>
public static class FlinkEndpoints
{
    /// <summary>All of them, those of the cluster first.</summary>
    internal static IReadOnlyList<Endpoint> All { get; } =
        [.. ClusterSources.All.Select(source => source.Endpoint), .. ClusterSources.FollowUps.Select(source => source.Endpoint), .. JobSources.All.Select(source => source.Endpoint)];

    /// <summary>Their templates, as <see cref="FlinkModel.Readings.Exchange.Endpoint"/> gives them: <c>/overview</c>, <c>/jobs/:jobid</c> and so on.</summary>
    public static IReadOnlyList<string> Templates { get; } = [.. All.Select(endpoint => endpoint.Template)];
}
