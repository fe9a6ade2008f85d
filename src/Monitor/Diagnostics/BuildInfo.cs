using System.Reflection;

namespace FlinkReady.Monitor.Diagnostics;

/// <summary>What was built.</summary>
public static class BuildInfo
{
    private static readonly string[] Parts =
        (typeof(BuildInfo).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0").Split('+', 2);

    /// <summary>The version: <c>1.0.0</c>.</summary>
    public static string Version => Parts[0];

    /// <summary>The revision it was built from; empty where the build knew none.</summary>
    public static string Revision => Parts.Length > 1 ? Parts[1] : string.Empty;
}
