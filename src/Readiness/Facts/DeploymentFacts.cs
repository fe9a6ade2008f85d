using FlinkReady.FlinkModel.Deployments;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Facts;

/// <summary>What the resource of a cluster or of a job declares, with the field of each value.</summary>
public sealed class DeploymentFacts
{
    private readonly DateTimeOffset _readAt;

    private DeploymentFacts(DeploymentResource resource, OperatorDefaults? defaults, DateTimeOffset readAt)
    {
        (Resource, _readAt) = (resource, readAt);
        Configuration = new ConfigurationFacts(new DeclaredConfiguration(resource, defaults, readAt));
    }

    /// <summary>The resource.</summary>
    public DeploymentResource Resource { get; }

    /// <summary>Flink's configuration as it declares it.</summary>
    public ConfigurationFacts Configuration { get; }

    /// <summary>A value of the resource by its path.</summary>
    internal Fact<string> Text(string path) => Resource.Find(path) is { } value
        ? Fact<string>.Known(OriginOf(path), path, value.Text, Authority.Declared, location: value.Location)
        : Fact<string>.Missing(OriginOf(path), path, Authority.Declared, location: Resource.LocationOf(path));

    /// <summary>The version that the spec names, as Flink writes it: <c>1.20</c>.</summary>
    internal Fact<string> Version
    {
        get
        {
            var written = Text(DeploymentResource.Field.FlinkVersion);
            return Resource.FlinkVersion is { } version
                ? Fact<string>.Known(written.Origin, written.Field, version.ToString(), Authority.Declared, location: written.Location)
                : Fact<string>.Missing(written.Origin, written.Field, Authority.Declared, location: written.Location);
        }
    }

    /// <summary>The kind as a person writes about it: <c>the FlinkDeployment</c>.</summary>
    internal string Kind => $"the {Resource.Kind}";

    /// <summary>True for a job of a session cluster.</summary>
    internal bool IsOfSession => Resource.Kind == "FlinkSessionJob";

    /// <summary>The facts of a reading; null where there is none.</summary>
    internal static DeploymentFacts? Of(Reading<DeploymentResource>? reading, OperatorDefaults? defaults = null) =>
        reading?.Value is { } resource ? new DeploymentFacts(resource, defaults, reading.ReadAt) : null;

    private Origin OriginOf(string path) => new($"{Resource.Address}: {path}", OriginState.Answered, _readAt, null);
}
