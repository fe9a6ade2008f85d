namespace FlinkReady.Deploy.Tests.Tools;

/// <summary>Where the deployed files lie in the repository.</summary>
public static class Repository
{
    /// <summary>The chart's folder.</summary>
    public static string Chart { get; } = PathOf("deploy", "helm", "flinkready-monitor");

    /// <summary>A path from the root of the repository.</summary>
    public static string PathOf(params string[] parts) => Path.Combine([SharedMaterial.RepositoryRoot, .. parts]);

    /// <summary>A text file, with the path from the root of the repository.</summary>
    public static string Read(params string[] parts) => File.ReadAllText(PathOf(parts));
}
