using FlinkReady.FlinkModel.Options;
using FlinkReady.Readiness.Facts;

namespace FlinkReady.Readiness.Rules;

/// <summary>Where a path of Flink lies, as far as its text tells.</summary>
internal static class StoragePath
{
    /// <summary>What Flink writes for a checkpoint that lies in the JobManager's memory.</summary>
    public const string NotAddressable = "<checkpoint-not-externally-addressable>";

    /// <summary>True for the local file system of whoever writes: <c>file:</c>, or no scheme and no other default scheme on the cluster.</summary>
    public static bool IsLocal(string path, ConfigurationFacts configuration)
    {
        var scheme = SchemeOf(path);
        return scheme is null
            ? configuration.Find(FlinkOptions.DefaultFileSystem).Or("file").StartsWith("file", StringComparison.OrdinalIgnoreCase)
            : scheme.Equals("file", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>True where a path names its file system.</summary>
    public static bool HasScheme(string path) => SchemeOf(path) is not null;

    private static string? SchemeOf(string path)
    {
        var text = path.Trim();
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && text.AsSpan(0, colon).IndexOf('/') < 0 ? text[..colon] : null;
    }
}
