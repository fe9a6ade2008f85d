namespace FlinkReady.TestSupport;

/// <summary>
/// The shared test material (recordings, job graphs, schemas, Flink distributions), kept outside the repository.
/// Found beside the repository as <c>../shared</c>, or where the environment variable <c>FLINKREADY_SHARED</c> says.
/// </summary>
public static class SharedMaterial
{
    /// <summary>The folder, or null where a clone has none: tests that need it skip and say so.</summary>
    public static string? Root { get; } = Find();

    /// <summary>Whether there is one.</summary>
    public static bool IsThere => Root is not null;

    /// <summary>The reason a test gives when it skips for want of the shared material.</summary>
    public const string MissingReason = "the shared test material is not beside this clone (set FLINKREADY_SHARED)";

    /// <summary>The root of the repository: the nearest folder above the test's binary that holds the solution.</summary>
    public static string RepositoryRoot { get; } = FindRepository();

    /// <summary>A path below the shared folder, or null where it or the folder does not exist.</summary>
    public static string? PathOf(params string[] parts)
    {
        if (Root is null)
        {
            return null;
        }

        var path = Path.Combine([Root, .. parts]);
        return Path.Exists(path) ? path : null;
    }

    private static string? Find()
    {
        var configured = Environment.GetEnvironmentVariable("FLINKREADY_SHARED");
        var candidate = string.IsNullOrEmpty(configured) ? Path.Combine(FindRepository(), "..", "shared") : configured;
        return Directory.Exists(candidate) ? Path.GetFullPath(candidate) : null;
    }

    private static string FindRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "FlinkReady.Monitor.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No FlinkReady.Monitor.sln above {AppContext.BaseDirectory}");
    }
}
