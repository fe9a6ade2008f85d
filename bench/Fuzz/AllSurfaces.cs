using FlinkReady.Fuzz.Surfaces;

namespace FlinkReady.Fuzz;

/// <summary>Everything that reads what others wrote.</summary>
public static class AllSurfaces
{
    /// <summary>Made anew, in a fixed order.</summary>
    public static IEnumerable<ISurface> Make() => [new ConfigurationSurface(), new RecordingSurface(), new DescriptionSurface(), new MetadataSurface(), new QueryAnswerSurface(), .. ClusterSurface.All()];
}
