namespace FlinkReady.FlinkClient.Endpoints;

/// <summary>The templates of the endpoints that are asked, as <see cref="FlinkModel.Readings.Exchange.Endpoint"/> gives them.</summary>
public static class EndpointTemplates
{
    /// <summary>All of them: <c>/overview</c>, <c>/jobs/:jobid</c> and so on.</summary>
    public static IReadOnlyList<string> All { get; } = [.. FlinkEndpoints.All.Select(endpoint => endpoint.Template)];
}
